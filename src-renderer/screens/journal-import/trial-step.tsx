import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ImportSummary, ImportTrial } from '#shared/contract/journal-import.ts';
import { offerDownload } from '../../app/save-file.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import { Working } from '../../ui/working.tsx';
import type { ImportOrder } from './import-order.ts';
import styles from './journal-import.module.css';

interface Props {
  readonly order: ImportOrder;
  readonly trial: ImportTrial;
  /** Imports of the very same file. */
  readonly earlier: readonly ImportSummary[];
  readonly choices: Choices;
  readonly onBack: () => void;
  readonly onDone: (done: ImportSummary) => void;
}

/** What the dry run says of every row, and the decision. */
export function TrialStep({ order, trial, earlier, choices, onBack, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const heading = useFocusOnShow<HTMLHeadingElement>();
  const [again, setAgain] = useState(false);
  const run = useCall((client, _nothing: null, options) => client.journalImport.run({ ...order, accepted: trial.accepted, again }, options));
  const save = useCall((client, _nothing: null, options) => client.journalImport.rejected({ ...order, language: words.language }, options));
  const kindNames = new Map(choices.kinds.map(({ kindId, names }) => [kindId, words.named(names)]));

  return (
    <section className={styles['block']}>
      <h2 ref={heading} tabIndex={-1}>
        {t('journalImport.trial', { accepted: trial.accepted, rejected: trial.rejected })}
      </h2>
      {trial.accepted === 0 ? null : (
        <div className={styles['wide']}>
          <table className={styles['table']}>
            <caption>{t('journalImport.cards', { count: trial.cards.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('journalImport.row')}</th>
                {(['registrationIndex', 'registrationDate', 'correspondent', 'subject', 'kind'] as const).map((field) => (
                  <th key={field} scope="col">
                    {t(`journalImport.field.${field}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {trial.cards.map((card) => (
                <tr key={card.row}>
                  <td className="numbers">{card.row}</td>
                  <td className="numbers">{card.registrationIndex}</td>
                  <td className="numbers">{words.day(card.registrationDate)}</td>
                  <td>{card.correspondent ?? ''}</td>
                  <td>{card.subject}</td>
                  <td>{kindNames.get(card.kindId) ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {trial.rejected === 0 ? null : (
        <>
          <ul className={styles['reasons']}>
            {trial.reasons.map(({ field, reason, rows }) => (
              <li key={`${field} ${reason}`}>
                {t(`journalImport.field.${field}`)}: {t(`journalImport.reason.${reason}`)} — {t('journalImport.rows', { count: rows })}
              </li>
            ))}
          </ul>
          <details className={styles['faulty']}>
            <summary>{t('journalImport.faulty', { count: trial.faulty.length })}</summary>
            <ul>
              {trial.faulty.map(({ row, cells, faults }) => (
                <li key={row}>
                  <b>
                    {t('journalImport.row')} {row}
                  </b>
                  : {faults.map(({ field, reason }) => `${t(`journalImport.field.${field}`)}: ${t(`journalImport.reason.${reason}`)}`).join('; ')} <span className="quiet">{cells.join(' | ').slice(0, 300)}</span>
                </li>
              ))}
            </ul>
          </details>
          <div>
            <Button
              variant="default"
              loading={save.running}
              onClick={() =>
                void save.run(null).then((made) => {
                  if (made !== null) offerDownload(Uint8Array.from(made.bytes), made.fileName, 'application/octet-stream');
                })
              }
            >
              {t('journalImport.saveRejected')}
            </Button>
          </div>
        </>
      )}
      {save.error === null ? null : <ErrorNote error={save.error} />}
      {run.error === null ? null : <ErrorNote error={run.error} />}
      {earlier.length === 0 ? null : <Checkbox label={t('journalImport.again')} checked={again} onChange={(event) => setAgain(event.currentTarget.checked)} />}
      {run.running ? (
        <Working call={run} label={t('journalImport.running')} />
      ) : (
        <div className={styles['actions']}>
          <Button
            disabled={trial.accepted === 0 || (earlier.length > 0 && !again)}
            onClick={() =>
              void run.run(null).then((made) => {
                if (made !== null) onDone(made);
              })
            }
          >
            {t('journalImport.run', { count: trial.accepted })}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t('journalImport.back')}
          </Button>
        </div>
      )}
    </section>
  );
}
