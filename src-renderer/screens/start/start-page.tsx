import { IconChecks, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { WaitingItem } from '#shared/contract/start-page.ts';
import type { WorkAction } from '#shared/domain/work-items.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { DueWord } from '../../ui/due-word.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FilterLine } from '../../ui/filter-line.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import tables from '../administration/administration.module.css';
import lines from '../review/to-pass-view.module.css';
import styles from './start-page.module.css';

const LIST = 'start';

/** What waits for the person: urgent first, then by its term; each line opens with Enter (CTRL-09, CTRL-10). */
export function StartPage() {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const row = usePlaces((places) => places.rowInHand[LIST] ?? 0);
  const setRow = usePlaces((places) => places.setRowInHand);
  const [action, setAction] = useState<WorkAction | null>(null);
  const answer = useAsk(`startPage.mine:${action ?? ''}`, (client, options) => client.startPage.mine({ action, limit: 300 }, options), ['cards', 'directories']);
  const items = answer.value?.items ?? [];
  const inHand = items[Math.min(row, items.length - 1)];
  const open = (item: WaitingItem | undefined): void => {
    if (item === undefined) return;
    // What bears no number yet is a draft.
    if (item.action === 'supplyData') go({ room: 'start', view: 'duties' });
    else go({ room: 'start', view: item.registrationIndex === null ? 'draft' : 'document', documentId: item.documentId });
  };

  useScreenShortcuts([
    { id: 'down', keys: ['J', '↓'], label: 'shortcut.down', group: 'list', run: () => setRow(LIST, Math.min(items.length - 1, row + 1)) },
    { id: 'up', keys: ['K', '↑'], label: 'shortcut.up', group: 'list', run: () => setRow(LIST, Math.max(0, row - 1)) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(inHand) },
  ]);

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { counts, total, overdue, dueSoon, unknownPerson } = answer.value;
  if (unknownPerson) return <Empty icon={<IconUserQuestion size={40} stroke={1.2} aria-hidden />} title={t('start.unknownPerson')} hint={t('start.unknownPersonHint')} />;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return <Empty icon={<IconChecks size={40} stroke={1.2} aria-hidden />} title={t('start.none')} hint={t('start.noneHint')} />;
  return (
    <>
      <div className={tables['bar']}>
        <h2>{t('start.waiting', { count: all })}</h2>
        <p className={styles['sums']}>
          {overdue === 0 ? null : <b>{t('start.overdue', { count: overdue })}</b>}
          {dueSoon === 0 ? null : <span>{t('start.dueSoon', { count: dueSoon })}</span>}
        </p>
      </div>
      <FilterLine
        label={t('start.column.action')}
        chosen={action ?? 'all'}
        choices={[{ value: 'all', text: t('start.all'), count: all }, ...counts.map((one) => ({ value: one.action, text: t(`work.${one.action}`), count: one.count }))]}
        onChoose={(value) => {
          setAction(counts.find((one) => one.action === value)?.action ?? null);
          setRow(LIST, 0);
        }}
      />
      {total > items.length ? <p className="quiet">{t('common.shown', { shown: items.length, total })}</p> : null}
      <WideTable label={t('start.tab.mine')} keys="list">
        <thead>
          <tr>
            <th scope="col">{t('start.column.action')}</th>
            <th scope="col">{t('start.column.document')}</th>
            <th scope="col">{t('requisite.subject')}</th>
            <th scope="col">{t('start.column.due')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.itemId} data-in-hand={item === inHand || undefined} className={lines['row']}>
              <td className={styles['action']}>
                {t(`work.${item.action}`)}
                {item.urgent ? <p className={styles['urgent']}>{t('start.urgent')}</p> : null}
                {item.forPerson === null ? null : <p className="quiet">{t('start.forPerson', { person: item.forPerson })}</p>}
              </td>
              <td className={styles['document']}>
                <button type="button" className={`${lines['open']} text-button`} onClick={() => open(item)}>
                  {item.action === 'supplyData' ? t('start.dataRequest') : item.registrationIndex === null ? t('start.draft') : `№ ${item.registrationIndex}`}
                </button>
                {item.registrationDate === null ? null : <p className="quiet">{words.day(item.registrationDate)}</p>}
              </td>
              <td>
                <p className="two-lines" title={item.subject}>{item.subject}</p>
                {item.title === '' || item.title === item.subject ? null : <p className={`${styles['words']} two-lines`} title={item.title}>«{item.title}»</p>}
                {item.correspondent === null ? null : <p className="quiet two-lines" title={item.correspondent}>{item.correspondent}</p>}
              </td>
              <td className={styles['due']}>
                {item.dueAt === null ? null : <p>{words.instant(item.dueAt)}</p>}
                {item.timeliness === null ? null : <DueWord timeliness={item.timeliness} />}
                <p className="quiet">{t('start.since', { time: words.instant(item.since) })}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
