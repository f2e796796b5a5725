import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { DraftSignatureView, DraftView } from '#shared/contract/routing.ts';
import { saveFile } from '../../app/save-file.ts';
import { useCall } from '../../app/use-call.ts';
import { usePrint } from '../../app/use-print.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from './drafts.module.css';
import { nameIn } from './step-names.ts';

/** Who signed the draft on its routes, and the protocol of each signature, to be printed beside the draft (VER-07). */
export function SignaturesPart({ shown: { documentId, signatures } }: { readonly shown: DraftView }) {
  const words = useWords();
  const { t } = words;
  const printing = usePrint();
  const make = useCall((client, eventId: string, options) => client.routing.makeProtocol({ documentId, eventId, protocolId: crypto.randomUUID(), language: null }, options));
  const save = useCall((client, file: DraftView['draft']['main'], options) => saveFile(client, file, options));
  if (signatures.length === 0) return null;

  /** A protocol is of the evidence of its day, so that each printing checks anew. */
  async function print(eventId: string): Promise<void> {
    if (make.running) return;
    const changed = await make.run(eventId);
    const [newest] = changed?.signatures.find((one) => one.eventId === eventId)?.protocols ?? [];
    if (newest !== undefined) printing.print(newest.file);
  }

  return (
    <section className={styles['part']} aria-label={t('route.signatures')}>
      <h2>{t('route.signatures')}</h2>
      {make.error === null ? null : <ErrorNote error={make.error} />}
      {save.error === null ? null : <ErrorNote error={save.error} />}
      {printing.at === null ? null : (
        <p className={styles['line']} role="status">
          <span className="numbers">{t('document.print.preparing', printing.at)}</span>
          <Button variant="default" onClick={printing.cancel}>
            {t('common.stop')}
          </Button>
        </p>
      )}
      <WideTable label={t('route.signatures')}>
        <thead>
          <tr>
            <th scope="col">{t('route.signature.whose')}</th>
            <th scope="col">{t('route.signature.when')}</th>
            <th scope="col">{t('route.signature.verdict')}</th>
            <th scope="col">{t('routing.protocol')}</th>
          </tr>
        </thead>
        <tbody>
          {signatures.map((signature) => {
            const { eventId, names, takenBy, onBehalf, personName, at, stands, protocols } = signature;
            const [newest] = protocols;
            const time = words.instant(at);
            return (
              <tr key={eventId}>
                <td>
                  <b>{takenBy}</b>
                  <p className="quiet">
                    {nameIn(words, names)}
                    {onBehalf ? ` · ${t('route.yoursFor', { name: personName })}` : null}
                  </p>
                </td>
                <td>
                  <span className="numbers">{time}</span>
                  {stands ? null : <p className={styles['stale']}>{t('route.signature.former')}</p>}
                </td>
                <td>
                  <Verdict signature={signature} />
                </td>
                <td>
                  <div className={styles['line']}>
                    <Button variant="default" disabled={make.running} leftSection={<IconPrinter size={16} aria-hidden />} aria-label={`${t('document.print')}: ${takenBy}, ${time}`} onClick={() => void print(eventId)}>
                      {t('document.print')}
                    </Button>
                    {newest === undefined ? null : (
                      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} aria-label={`${t('document.saveFile')}: ${newest.file.fileName}`} onClick={() => void save.run(newest.file)}>
                        {t('document.saveFile')}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </WideTable>
    </section>
  );
}

/** What the newest protocol says; before there is one, what the check said when the step was taken. */
function Verdict({ signature: { means, verdict, protocols } }: { readonly signature: DraftSignatureView }) {
  const words = useWords();
  const { t } = words;
  const [newest] = protocols;
  const known = newest === undefined ? verdict : newest.verdict;
  return (
    <>
      {known === null ? (means === 'password' ? t('route.signature.byPassword') : null) : <span data-verdict={known}>{t(`verdict.word.${known}`)}</span>}
      {newest === undefined ? null : <p className="quiet">{t('route.signature.asOf', { time: words.instant(newest.checkedAt) })}</p>}
    </>
  );
}
