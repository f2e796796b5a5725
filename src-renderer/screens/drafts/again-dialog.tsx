import { Checkbox, FileInput, Modal, Stack } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { RouteView } from '#shared/contract/routing.ts';
import type { RouteFile } from '#shared/domain/routes/events.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { AnnexFields } from './annex-fields.tsx';
import styles from './drafts.module.css';
import { handInAll } from './hand-in.ts';
import { nameIn } from './step-names.ts';

interface Props {
  readonly route: RouteView;
  /** The content as it is: it stays where only annexes change. */
  readonly main: RouteFile;
  /** `replace`: with a mended file; `restart`: with the same one. */
  readonly what: 'replace' | 'restart';
  readonly onClose: () => void;
}

/** Sends a draft on again, by the rule of its route: everybody, from the stage that returned it, or those who are chosen. */
export function AgainDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} size="lg" title={t(`route.${props.what}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <AgainForm {...props} />
    </Modal>
  );
}

interface Given {
  readonly file: File | null;
  readonly kept: readonly RouteFile[];
  readonly added: readonly File[];
}

const named = ({ sha256, fileName }: RouteFile): Pick<RouteFile, 'sha256' | 'fileName'> => ({ sha256, fileName });

function AgainForm({ route, main, what, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { routeId, round, restart, annexes: former } = route;
  const [file, setFile] = useState<File | null>(null);
  const [kept, setKept] = useState(former);
  const [added, setAdded] = useState<readonly File[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const [eventId] = useState(() => crypto.randomUUID());
  const again = useCall(async (client, given: Given | null, options) => {
    if (given === null) return client.routing.restart({ routeId, eventId, round, chosenStepIds: [...chosen] }, options);
    const stored = await handInAll(client, [...(given.file === null ? [] : [given.file]), ...given.added], options);
    if (!stored.ok) return stored;
    const [content = main, ...annexes] = given.file === null ? [main, ...stored.value] : stored.value;
    return client.routing.replaceContent({ routeId, eventId, round, content: named(content), annexes: [...given.kept, ...annexes].map(named), chosenStepIds: [...chosen] }, options);
  });
  const steps = route.stages.flatMap((stage) => stage.steps).filter(({ role }) => role === 'approver');
  const choiceMissing = restart === 'only-chosen' && chosen.length === 0;

  // A new version may differ by its annexes alone.
  const unchanged = file === null && added.length === 0 && kept.length === former.length;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if ((what === 'replace' && unchanged) || choiceMissing || again.running) return;
    void again.run(what === 'replace' ? { file, kept, added } : null).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t(what === 'replace' ? 'route.replaced' : 'route.restarted'));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {again.error === null ? null : <ErrorNote error={again.error} />}
        <p>{t(`route.again.${restart}`)}</p>
        {what === 'replace' ? <FileInput data-autofocus label={t('route.newContent')} description={t('draft.fileKept', { file: main.fileName })} placeholder={t('draft.fileChoose')} leftSection={<IconFile size={16} aria-hidden />} value={file} error={tried && unchanged ? t('route.fileNeeded') : null} onChange={setFile} /> : null}
        {what === 'replace' ? <AnnexFields kept={kept} added={added} onKept={(annexes) => setKept([...annexes])} onAdded={setAdded} /> : null}
        {restart === 'only-chosen' ? (
          <Checkbox.Group label={t('route.chosen')} required value={[...chosen]} error={tried && choiceMissing ? t('error.route.chosenMissing') : null} onChange={setChosen}>
            <div className={styles['boxes']}>
              {steps.map(({ stepId, names, personName }) => (
                <Checkbox key={stepId} value={stepId} label={`${personName}, ${nameIn(words, names)}`} />
              ))}
            </div>
          </Checkbox.Group>
        ) : null}
        <FormFoot action={t(`route.${what}`)} running={again.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
