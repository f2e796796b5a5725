import { Button } from '@mantine/core';
import { IconFileText, IconLock, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FilterLine } from '../../ui/filter-line.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import tables from '../administration/administration.module.css';
import lines from '../review/to-pass-view.module.css';
import styles from './drafts.module.css';

const LIST = 'drafts';
const WHOSE = ['mine', 'came'] as const;
type Whose = (typeof WHOSE)[number];
type Line = MethodOutput<'routing.drafts'>['drafts'][number];

/** Drafts of the person and those that came to him, the newest first. */
export function DraftList() {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const row = usePlaces((places) => places.rowInHand[LIST] ?? 0);
  const setRow = usePlaces((places) => places.setRowInHand);
  const [whose, setWhose] = useState<Whose | 'all'>('all');
  const answer = useAsk('routing.drafts', (client, options) => client.routing.drafts({}, options), ['cards']);
  const kinds = useChoices().value?.kinds ?? [];
  const all = answer.value?.drafts ?? [];
  const of = (one: Whose): readonly Line[] => all.filter(({ mine }) => mine === (one === 'mine'));
  const shown = whose === 'all' ? all : of(whose);
  const inHand = shown[Math.min(row, shown.length - 1)];
  const open = (line: Line | undefined): void => {
    if (line !== undefined) go({ room: 'start', view: 'draft', documentId: line.documentId });
  };
  const begin = (): void => go({ room: 'start', view: 'draft', documentId: null });

  useScreenShortcuts([
    { id: 'down', keys: ['J', '↓'], label: 'shortcut.down', group: 'list', run: () => setRow(LIST, Math.min(shown.length - 1, row + 1)) },
    { id: 'up', keys: ['K', '↑'], label: 'shortcut.up', group: 'list', run: () => setRow(LIST, Math.max(0, row - 1)) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(inHand) },
    { id: 'newDraft', keys: ['Alt+N'], label: 'draft.new', group: 'screen', run: begin },
  ]);

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Alt+N</kbd>} onClick={begin}>
      {t('draft.new')}
    </Button>
  );
  if (all.length === 0)
    return (
      <Empty icon={<IconFileText size={40} stroke={1.2} aria-hidden />} title={t('draft.none')} hint={t('draft.noneHint')}>
        {button}
      </Empty>
    );
  return (
    <>
      <div className={tables['bar']}>
        <FilterLine
          label={t('draft.whose')}
          chosen={whose}
          choices={[{ value: 'all', text: t('draft.whose.all'), count: all.length }, ...WHOSE.map((one) => ({ value: one, text: t(`draft.whose.${one}`), count: of(one).length }))]}
          onChoose={(value) => {
            setWhose(value);
            setRow(LIST, 0);
          }}
        />
        {button}
      </div>
      <WideTable label={t('start.tab.drafts')} keys="list">
        <thead>
          <tr>
            <th scope="col">{t('draft.title')}</th>
            <th scope="col">{t('draft.kind')}</th>
            <th scope="col">{t('draft.phase')}</th>
            <th scope="col">{t('draft.initiator')}</th>
            <th scope="col">{t('draft.entered')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.documentId} data-in-hand={line === inHand || undefined} className={lines['row']}>
              <td>
                <div className={styles['titled']}>
                  {line.restricted ? <IconLock size={14} role="img" aria-label={t('requisite.restricted')} /> : null}
                  <button type="button" className={`${lines['open']} text-button two-lines`} title={line.title} onClick={() => open(line)}>
                    {line.title}
                  </button>
                </div>
                {line.urgent ? <p className={styles['urgent']}>{t('draft.urgent')}</p> : null}
              </td>
              <td>{words.named(kinds.find(({ kindId }) => kindId === line.kindId)?.names ?? {})}</td>
              <td>
                <span className={styles['state']} data-phase={line.phase}>
                  {t(`draft.phase.${line.phase}`)}
                </span>
              </td>
              <td>{line.authorName}</td>
              <td className="numbers">{words.instant(line.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
