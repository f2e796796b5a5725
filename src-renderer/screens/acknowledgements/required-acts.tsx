import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { RequiredAct } from '#shared/contract/acknowledgements.ts';
import type { UnitInTree } from '#shared/contract/structure.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { nameOfAct } from './act-name.ts';
import { LackingTable } from './lacking-table.tsx';
import styles from './required-acts.module.css';
import { whomText } from './whom-text.ts';

/** Acts that everybody has to know, and who has not acknowledged them: by act and by person (ACK-08, NOT-03). */
export function RequiredActs({ units }: { readonly units: readonly UnitInTree[] }) {
  const words = useWords();
  const { t, number } = words;
  const go = usePlaces((places) => places.go);
  const answer = useAsk('acknowledgements.requiredActs', (client, options) => client.acknowledgements.requiredActs({}, options), ['cards', 'directories']);
  const send = useCall((client, given: { personId: string | null; documentId: string | null }, options) => client.acknowledgements.sendMissing(given, options));
  const acts = answer.value?.acts ?? [];
  const employees = answer.value?.employees ?? [];
  const toSend = acts.reduce((sum, { notAsked }) => sum + notAsked, 0);

  function sendTo(personId: string | null, documentId: string | null): void {
    if (send.running) return;
    void send.run({ personId, documentId }).then((done) => {
      if (done !== null) toastsFor(words).done(t('acknowledgement.sent', { count: number(done.sent) }));
    });
  }
  useScreenShortcuts(toSend === 0 ? [] : [{ id: 'sendMissing', keys: ['Alt+M'], label: 'shortcut.sendMissing', group: 'screen', run: () => sendTo(null, null) }]);

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={3} />;
  const open = (documentId: string): void => go({ room: 'registration', view: 'document', documentId });
  return (
    <section className={styles['section']} aria-labelledby="required-title">
      <div className={styles['bar']}>
        <h2 id="required-title" className={styles['title']}>
          {t('required.title')}
        </h2>
        {toSend === 0 ? null : (
          <Button variant="default" leftSection={<IconSend size={16} aria-hidden />} loading={send.running} rightSection={<kbd>Alt+M</kbd>} onClick={() => sendTo(null, null)}>
            {t('required.sendAll', { count: number(toSend) })}
          </Button>
        )}
      </div>
      {send.error === null ? null : <ErrorNote error={send.error} />}
      {acts.length === 0 ? (
        <>
          <p>{t('required.none')}</p>
          <p className="quiet">{t('required.noneHint')}</p>
        </>
      ) : (
        <>
          <p className="quiet">{t('required.hint')}</p>
          <ActTable acts={acts} units={units} running={send.running} onOpen={open} onSend={(documentId) => sendTo(null, documentId)} />
          {employees.length === 0 ? <p>{t('required.allKnow')}</p> : <LackingTable employees={employees} acts={acts} units={units} running={send.running} onOpen={open} onSend={(personId) => sendTo(personId, null)} />}
          {toSend === 0 && employees.length > 0 ? <p className="quiet">{t('required.nothingToSend')}</p> : null}
        </>
      )}
    </section>
  );
}

interface TableProps {
  readonly acts: readonly RequiredAct[];
  readonly units: readonly UnitInTree[];
  readonly running: boolean;
  readonly onOpen: (documentId: string) => void;
  readonly onSend: (id: string) => void;
}

function ActTable({ acts, units, running, onOpen, onSend }: TableProps) {
  const { t, number } = useWords();
  return (
    <WideTable label={t('required.title')}>
      <thead>
        <tr>
          <th scope="col">{t('required.act')}</th>
          <th scope="col">{t('required.of')}</th>
          <th scope="col">{t('acknowledgement.form')}</th>
          <th scope="col">{t('required.lacking')}</th>
          <th scope="col">{t('account.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <tr key={act.document.documentId}>
            <td>
              <button type="button" className="text-button" onClick={() => onOpen(act.document.documentId)}>
                {nameOfAct(act)}
              </button>
              <div className="quiet two-lines">{act.document.subject}</div>
            </td>
            <td>{whomText(act, units, t)}</td>
            <td>{t(`acknowledgement.form.${act.form}`)}</td>
            <td className="numbers">{t('required.lackingOf', { count: number(act.lacking), people: number(act.people) })}</td>
            <td>
              {act.notAsked === 0 ? null : (
                <Button variant="subtle" disabled={running} aria-label={`${t('required.sendOne')}: ${nameOfAct(act)}`} onClick={() => onSend(act.document.documentId)}>
                  {t('required.sendOne')} ({number(act.notAsked)})
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
