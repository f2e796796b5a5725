import { FileInput, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { IconScan, IconSignature } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { RouteView } from '#shared/contract/routing.ts';
import { needsEvidence, type StepMeans } from '#shared/domain/routes/means.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SecretField } from '../../ui/fields/secret-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { BoundAnnexes } from './bound-annexes.tsx';
import styles from './drafts.module.css';
import { handIn } from './hand-in.ts';
import type { Step } from './step-content.tsx';
import { nameIn } from './step-names.ts';

interface Props {
  readonly route: RouteView;
  readonly step: Step;
  readonly first: StepMeans;
  readonly onClose: () => void;
}

/** Takes a step: the action is chosen and confirmed (ROUTE-10), or the signature, the scan or the password is given with it. */
export function DecideDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} size="lg" title={t(`route.act.${props.step.role}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <DecideForm {...props} />
    </Modal>
  );
}

type Given = Pick<MethodInput<'routing.decide'>, 'means' | 'note' | 'password'> & { readonly file: File | null };

function DecideForm({ route, step, first, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const [means, setMeans] = useState(first);
  const [file, setFile] = useState<File | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  // What stood before the person when the dialog opened: a text that came meanwhile is not decided on.
  const [{ eventId, round, contentSha256, annexes }] = useState(() => ({ eventId: crypto.randomUUID(), round: step.round, contentSha256: route.contentSha256, annexes: route.annexes }));
  const decide = useCall(async (client, { file: chosen, ...given }: Given, options) => {
    const stored = chosen === null ? null : await handIn(client, chosen, options);
    if (stored !== null && !stored.ok) return stored;
    const evidence = stored === null ? null : { sha256: stored.value.sha256, fileName: stored.value.fileName };
    return client.routing.decide({ routeId: route.routeId, eventId, stepId: step.stepId, round, contentSha256, annexes, evidence, ...given }, options);
  });
  const evident = needsEvidence(means);

  function submit(event: FormEvent<HTMLFormElement> | KeyboardEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    // The password stands in the field alone, and in no state of the window.
    const password = event.currentTarget.querySelector<HTMLInputElement>('input[type="password"]')?.value ?? null;
    if ((evident && file === null) || decide.running) return;
    void decide.run({ means, note: note.trim(), password: means === 'password' ? password : null, file: evident ? file : null }).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('route.decided'));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate onKeyDown={(event) => (event.key === 'Enter' && event.ctrlKey ? submit(event) : undefined)}>
      <Stack gap="sm">
        {decide.error === null ? null : <ErrorNote error={decide.error} />}
        <p>
          {nameIn(words, step.names)} · <b>{step.personName}</b>
        </p>
        <BoundAnnexes annexes={annexes} />
        {step.means.length === 1 ? (
          <p className="quiet">{t(`route.means.${means}`)}</p>
        ) : (
          <Radio.Group label={t('route.how')} value={means} onChange={(value) => setMeans(step.means.find((one) => one === value) ?? means)}>
            <div className={styles['boxes']}>
              {step.means.map((one) => (
                <Radio key={one} value={one} label={t(`route.means.${one}`)} data-autofocus={one === first || undefined} />
              ))}
            </div>
          </Radio.Group>
        )}
        {means === 'signature' ? <FileInput data-autofocus={step.means.length === 1 || undefined} label={t('route.signatureFile')} description={t('route.signatureFileHint')} required placeholder={t('draft.fileChoose')} leftSection={<IconSignature size={16} aria-hidden />} value={file} error={tried && file === null ? t('route.fileNeeded') : null} onChange={setFile} /> : null}
        {means === 'handwritten' ? <FileInput data-autofocus={step.means.length === 1 || undefined} label={t('route.scan')} required placeholder={t('draft.fileChoose')} leftSection={<IconScan size={16} aria-hidden />} accept="application/pdf,image/*" value={file} error={tried && file === null ? t('route.fileNeeded') : null} onChange={setFile} /> : null}
        {means === 'password' ? <SecretField label={t('route.password')} required data-autofocus={step.means.length === 1 || undefined} /> : null}
        <Textarea label={t('route.note')} autosize minRows={1} maxLength={4000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <FormFoot action={means === 'action' ? t('route.confirm') : t(`route.act.${step.role}`)} running={decide.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
