import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DataRequest } from '#shared/contract/duties.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { AskDialog } from './ask-dialog.tsx';
import styles from './duties.module.css';
import { SupplyDialog } from './supply-dialog.tsx';

/** What employees were asked for, and whether they supplied it; for whoever asks. */
export function RequestsSection() {
  const words = useWords();
  const { t } = words;
  const answer = useAsk('duties.requests', (client, options) => client.duties.requests({}, options), ['status']);
  const [asking, setAsking] = useState(false);
  const [recording, setRecording] = useState<DataRequest | null>(null);
  useScreenShortcuts([{ id: 'askForData', keys: ['N'], label: 'dataRequest.ask', group: 'screen', run: () => setAsking(true) }]);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={3} />;
  const { requests } = answer.value;
  return (
    <section className={styles['requests']} aria-label={t('dataRequest.title')}>
      <div className={styles['head']}>
        <h2>{t('dataRequest.title')}</h2>
        <Button variant="default" size="xs" rightSection={<kbd>N</kbd>} onClick={() => setAsking(true)}>
          {t('dataRequest.ask')}
        </Button>
      </div>
      {requests.length === 0 ? (
        <p className="quiet">{t('dataRequest.none')}</p>
      ) : (
        <table className={styles['table']} aria-label={t('dataRequest.title')}>
          <thead>
            <tr>
              <th scope="col">{t('dataRequest.person')}</th>
              <th scope="col">{t('dataRequest.subject')}</th>
              <th scope="col">{t('dataRequest.dueOn')}</th>
              <th scope="col">{t('dataRequest.state')}</th>
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <tr key={request.requestId}>
                <td>
                  {request.personName}
                  {request.position === '' ? null : <div className="quiet">{request.position}</div>}
                </td>
                <td>
                  {request.subject}
                  {request.supplied === null ? null : <div className="quiet">{request.supplied.answer}</div>}
                </td>
                <td className={styles['day']}>{words.day(request.dueOn)}</td>
                <td>
                  <Standing request={request} />
                  {request.supplied === null ? (
                    <div>
                      <button type="button" className="text-button" aria-label={`${t('dataRequest.record')}: ${request.personName}, ${request.subject}`} onClick={() => setRecording(request)}>
                        {t('dataRequest.record')}
                      </button>
                    </div>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asking ? <AskDialog onClose={() => setAsking(false)} /> : null}
      {recording === null ? null : <SupplyDialog requestId={recording.requestId} subject={recording.subject} own={false} onClose={() => setRecording(null)} />}
    </section>
  );
}

function Standing({ request }: { readonly request: DataRequest }) {
  const words = useWords();
  const { t } = words;
  const { state, supplied } = request;
  if (supplied !== null) {
    return (
      <>
        {t('dataRequest.supplied', { day: words.day(supplied.on) })}
        {supplied.late ? <span className={styles['overdue']}> · {t('dataRequest.late')}</span> : null}
        <div className="quiet">{supplied.by}</div>
      </>
    );
  }
  return state === null ? null : <span className={state === 'overdue' ? styles['overdue'] : state === 'dueSoon' ? styles['soon'] : undefined}>{t(`duty.state.${state}`)}</span>;
}
