import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { CONTROL_SCOPES, CONTROL_SHOWN, type ControlledAssignment, type ControlScope, type ControlShown } from '#shared/contract/execution-control.ts';
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
import start from '../start/start-page.module.css';
import { LateView } from './late-view.tsx';
import { DisciplineView } from './discipline-view.tsx';

const LIST = 'control';
const PAGE = 100;
/** What of the board is no list of assignments that are open. */
const VIEWS = { discipline: 'control.discipline', late: 'control.late' } as const;
type View = keyof typeof VIEWS;
type Shown = ControlShown | View;
const isView = (shown: Shown): shown is View => Object.hasOwn(VIEWS, shown);

/** State of execution of whatever the person answers for, as of a moment (CTRL-01, CTRL-05, CTRL-07). */
export function ControlBoard() {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const row = usePlaces((places) => places.rowInHand[LIST] ?? 0);
  const setRow = usePlaces((places) => places.setRowInHand);
  const [scope, setScope] = useState<ControlScope>('mine');
  const [shown, setShown] = useState<Shown>('open');
  const [pages, setPages] = useState(1);
  const list = isView(shown) ? 'open' : shown;
  const answer = useAsk(`executionControl.board:${scope}:${list}:${pages}`, (client, options) => client.executionControl.board({ scope, shown: list, limit: Math.min(300, pages * PAGE) }, options), ['cards', 'directories', 'sync']);
  const rows = isView(shown) ? [] : (answer.value?.rows ?? []);
  const inHand = rows[Math.min(row, rows.length - 1)];
  const open = (one: ControlledAssignment | undefined): void => {
    if (one !== undefined) go({ room: 'start', view: 'document', documentId: one.documentId });
  };
  useScreenShortcuts([
    { id: 'down', keys: ['J', '↓'], label: 'shortcut.down', group: 'list', run: () => setRow(LIST, Math.min(rows.length - 1, row + 1)) },
    { id: 'up', keys: ['K', '↑'], label: 'shortcut.up', group: 'list', run: () => setRow(LIST, Math.max(0, row - 1)) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(inHand) },
  ]);

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { counts, scopes, asOf, total } = answer.value;
  const choose = (next: Shown): void => {
    setShown(next);
    setPages(1);
    setRow(LIST, 0);
  };
  return (
    <>
      <div className={tables['bar']}>
        <FilterLine<ControlScope>
          label={t('control.scope')}
          chosen={scope}
          choices={scopes.map((one) => ({ value: one, text: t(`control.scope.${one}`), count: null }))}
          onChoose={(value) => {
            setScope(CONTROL_SCOPES.find((one) => one === value) ?? 'mine');
            setPages(1);
            setRow(LIST, 0);
          }}
        />
        <span className="quiet numbers">{t('control.asOf', { time: words.instant(asOf) })}</span>
      </div>
      <FilterLine<Shown>
        label={t('control.state')}
        chosen={shown}
        choices={[...CONTROL_SHOWN.map((one) => ({ value: one, text: t(`control.shown.${one}`), count: counts[one] })), ...(['late', 'discipline'] as const).map((one) => ({ value: one, text: t(VIEWS[one]), count: null }))]}
        onChoose={(value) => choose(value === 'all' ? 'open' : value)}
      />
      {shown === 'discipline' ? <DisciplineView scope={scope} /> : shown === 'late' ? <LateView scope={scope} /> : rows.length === 0 ? <Empty icon={<IconListCheck size={40} stroke={1.2} aria-hidden />} title={t('control.nothing')} /> : table()}
    </>
  );

  function table() {
    return (
      <>
        <WideTable label={t('start.tab.control')} keys="list">
          <thead>
            <tr>
              <th scope="col">{t('start.column.document')}</th>
              <th scope="col">{t('control.column.assignment')}</th>
              <th scope="col">{t('control.column.executor')}</th>
              <th scope="col">{t('control.column.controller')}</th>
              <th scope="col">{t('start.column.due')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.assignmentId} data-in-hand={one === inHand || undefined} className={lines['row']}>
                <td className={start['document']}>
                  <button type="button" className={`${lines['open']} text-button`} onClick={() => open(one)}>
                    № {one.registrationIndex}
                  </button>
                  <p className="quiet">{words.day(one.registrationDate)}</p>
                </td>
                <td>
                  <p className="two-lines" title={one.subject}>{one.subject}</p>
                  <p className="quiet two-lines" title={one.text}>{one.authorName}: «{one.text}»</p>
                </td>
                <td>
                  {one.personName}
                  <p className="quiet">{[t(`resolution.role.${one.role}`), one.unitName].filter((part) => part !== null).join(' · ')}</p>
                </td>
                <td>{one.controllerName}</td>
                <td>
                  {one.dueOn === null ? null : <p>{words.day(one.dueOn)}</p>}
                  <DueWord timeliness={one.timeliness} />
                  {one.state === 'reported' ? <p className="quiet">{t('assignment.state.reported')}</p> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
        {total > rows.length ? (
          <p className="quiet">
            {t('common.shown', { shown: rows.length, total })}{' '}
            {rows.length < 300 ? (
              <button type="button" className="text-button" onClick={() => setPages(pages + 1)}>
                {t('common.more')}
              </button>
            ) : null}
          </p>
        ) : null}
      </>
    );
  }
}
