import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { EmployeeLacking, RequiredAct } from '#shared/contract/acknowledgements.ts';
import type { UnitInTree } from '#shared/contract/structure.ts';
import { useWords } from '../../app/use-text.ts';
import { nameOfAct } from './act-name.ts';
import styles from './lacking-table.module.css';
import { unitNames } from './unit-names.ts';

/** Height of a line before it is measured: a name with its position. */
const ROW = 48;
/** Height of the head, which stays above the rows. */
const HEAD = 32;

interface Props {
  readonly employees: readonly EmployeeLacking[];
  readonly acts: readonly RequiredAct[];
  readonly units: readonly UnitInTree[];
  readonly running: boolean;
  readonly onOpen: (documentId: string) => void;
  readonly onSend: (personId: string) => void;
}

/** People with the acts that they lack: as high as their texts, only those in sight drawn. */
export function LackingTable({ employees, acts, units, running, onOpen, onSend }: Props) {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: employees.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 8, scrollMargin: HEAD, scrollPaddingStart: HEAD });
  const names = new Map(acts.map((act) => [act.document.documentId, nameOfAct(act)]));
  return (
    <div ref={scroll} className={`${styles['table']} long-table tall-rows`} role="table" aria-label={t('required.missing')} aria-rowcount={employees.length + 1} tabIndex={0} data-keys="list">
      <div role="rowgroup" className="long-table-head">
        <div role="row" aria-rowindex={1}>
          <span role="columnheader">{t('acknowledgement.person')}</span>
          <span role="columnheader">{t('review.person.unit')}</span>
          <span role="columnheader">{t('required.missing')}</span>
          <span role="columnheader">{t('account.actions')}</span>
        </div>
      </div>
      <div role="rowgroup" className="long-table-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const employee = employees[item.index];
          return employee === undefined ? null : (
            <div key={employee.personId} ref={virtual.measureElement} data-index={item.index} role="row" aria-rowindex={item.index + 2} style={{ transform: `translateY(${item.start - HEAD}px)` }}>
              <Cells employee={employee} unit={employee.unitId === null ? '' : unitNames([employee.unitId], units)} names={names} running={running} onOpen={onOpen} onSend={onSend} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface CellsProps extends Pick<Props, 'running' | 'onOpen' | 'onSend'> {
  readonly employee: EmployeeLacking;
  readonly unit: string;
  readonly names: ReadonlyMap<string, string>;
}

function Cells({ employee: { personId, name, position, hasAccount, acts: missing }, unit, names, running, onOpen, onSend }: CellsProps) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <span role="cell">
        {name}
        <p className="quiet">{position}</p>
        {hasAccount ? null : <p className="quiet">{t('acknowledgement.noAccount')}</p>}
      </span>
      <span role="cell">{unit}</span>
      <span role="cell">
        <ul className={styles['missing']}>
          {missing.map(({ documentId, state, dueOn }) => (
            <li key={documentId}>
              <button type="button" className="text-button" onClick={() => onOpen(documentId)}>
                {names.get(documentId)}
              </button>{' '}
              <span className={state === 'overdue' ? styles['overdue'] : 'quiet'}>
                {state === 'notAsked' ? t('required.state.notAsked') : t(`acknowledgement.state.${state}`)}
                {dueOn === null ? '' : ` · ${words.day(dueOn)}`}
              </span>
            </li>
          ))}
        </ul>
      </span>
      <span role="cell">
        {missing.some(({ state }) => state === 'notAsked') ? (
          <Button variant="subtle" disabled={running} aria-label={`${t('required.sendOne')}: ${name}`} onClick={() => onSend(personId)}>
            {t('required.sendOne')}
          </Button>
        ) : null}
      </span>
    </>
  );
}
