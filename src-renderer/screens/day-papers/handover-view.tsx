import { Button } from '@mantine/core';
import { IconPrinter, IconWriting } from '@tabler/icons-react';
import { useState } from 'react';
import type { Handover } from '#shared/contract/day-papers.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { usePrint } from '../../app/use-print.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import tables from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import view from '../review/to-pass-view.module.css';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Papers handed over on a day: to whom, which, and whether the signed sheet came back. */
export function HandoverView() {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  const [day, setDay] = useState<string | null>(today);
  const shown = day !== null && DAY.test(day) ? day : today;
  const list = useAsk(`dayPapers.handovers:${shown}`, (client, options) => client.dayPapers.handovers({ day: shown }, options), ['cards']);
  const printing = usePrint();
  const sheet = useCall((client, handoverId: string, options) => client.dayPapers.handoverSheet({ handoverId }, options));
  const signed = useCall((client, handoverId: string, options) => client.dayPapers.handoverSigned({ handoverId }, options));
  const go = usePlaces((places) => places.go);
  const handovers = list.value?.handovers ?? [];

  async function printSheet({ handoverId }: Handover): Promise<void> {
    const made = await sheet.run(handoverId);
    if (made !== null) printing.print(made);
  }

  return (
    <div className={view['view']}>
      <div className={tables['bar']}>
        <h2>{t('dayPapers.handoverTitle')}</h2>
        <DayField label={t('dayPapers.day')} value={day} today={today} latest={today} onDay={setDay} />
      </div>
      {[list.error, sheet.error, signed.error].map((error) => (error === null ? null : <ErrorNote key={error.message} error={error} />))}
      {list.value === null && list.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {list.value !== null && handovers.length === 0 ? <Empty icon={<IconWriting size={40} stroke={1.2} aria-hidden />} title={t('dayPapers.none')} hint={t('dayPapers.noneHint')} /> : null}
      {handovers.length === 0 ? null : (
        <WideTable label={t('dayPapers.handoverTitle')}>
          <thead>
            <tr>
              <th scope="col">{t('dayPapers.toWhom')}</th>
              <th scope="col">{t('dayPapers.documents')}</th>
              <th scope="col">{t('dayPapers.signature')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('dayPapers.sheet')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {handovers.map((handover) => (
              <tr key={handover.handoverId}>
                <td>
                  {handover.toName}
                  {handover.note === '' ? null : <p className="quiet">{handover.note}</p>}
                  <p className="quiet">{`${words.instant(handover.madeAt)} · ${handover.madeBy}`}</p>
                </td>
                <td>
                  <div className={own['buttons']}>
                    {handover.documents.map(({ documentId, registrationIndex, subject }) => (
                      <button key={documentId} type="button" className="text-button" title={subject ?? ''} onClick={() => go({ room: 'registration', view: 'document', documentId })}>
                        {`№ ${registrationIndex}`}
                      </button>
                    ))}
                  </div>
                </td>
                <td>
                  {handover.signedAt !== null ? (
                    t('dayPapers.signedAt', { time: words.instant(handover.signedAt), name: handover.signedBy ?? '' })
                  ) : (
                    <>
                      <p>{t('dayPapers.waiting')}</p>
                      <Button variant="subtle" loading={signed.running} onClick={() => void signed.run(handover.handoverId)} aria-label={`${t('dayPapers.cameBack')}: ${handover.toName}`}>
                        {t('dayPapers.cameBack')}
                      </Button>
                    </>
                  )}
                </td>
                <td>
                  <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={sheet.running || printing.at !== null} onClick={() => void printSheet(handover)} aria-label={`${t('dayPapers.sheet')}: ${handover.toName}`}>
                    {t('dayPapers.sheet')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </div>
  );
}
