import { type KeyboardEvent, useRef } from 'react';
import type { TermCalendar, TermPart } from '#shared/contract/retention-terms.ts';
import { PERIOD_CLASSES, type PeriodClass } from '#shared/domain/retention.ts';
import { columnsOfCalendar, standingOf } from '#shared/domain/term-calendar.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './terms.module.css';

/** Height of the highest bar. */
const BAR = 56;

interface Props {
  readonly calendar: TermCalendar;
  readonly chosen: TermPart | null;
  readonly onChoose: (year: number) => void;
}

/** The years in which periods end, as bars above their numbers; one year is chosen, arrows walk over the others. */
export function Timeline({ calendar: { years, today }, chosen, onChoose }: Props) {
  const { t, number } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const columns = columnsOfCalendar(years.map(({ year }) => year), today);
  const casesOf = (year: number, periodClass: PeriodClass | null): number => years.filter((one) => one.year === year && (periodClass === null || one.periodClass === periodClass)).reduce((sum, { cases }) => sum + cases, 0);
  const classes = PERIOD_CLASSES.filter((periodClass) => years.some((one) => one.periodClass === periodClass));
  const single = columns.filter(({ from, to }) => from === to).map(({ from }) => from);
  const highest = Math.max(1, ...single.map((year) => casesOf(year, null)));
  const reached = typeof chosen === 'number' && single.includes(chosen) ? chosen : single[0];

  function keys(event: KeyboardEvent): void {
    const buttons = [...(frame.current?.querySelectorAll<HTMLButtonElement>('thead button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    buttons[to]?.focus();
  }
  const gapText = (from: number, to: number): string => t('terms.gap', { from, to });

  return (
    <div ref={frame} className={styles['frame']} role="group" aria-label={t('terms.timeline')} onKeyDown={keys}>
      <table className={styles['timeline']}>
        <thead>
          <tr>
            <th scope="col" data-name>
              <span className="quiet">{t('terms.class')}</span>
            </th>
            {columns.map(({ from, to }) => {
              if (from !== to) {
                return (
                  <th key={from} scope="col" data-gap title={gapText(from, to)}>
                    <span aria-hidden>…</span>
                    <span className="visually-hidden">{gapText(from, to)}</span>
                  </th>
                );
              }
              const standing = standingOf(from, today);
              const all = casesOf(from, null);
              const said = standing === 'ahead' || all === 0 ? '' : t(`terms.${standing}`);
              return (
                <th key={from} scope="col">
                  <button type="button" className={styles['year']} tabIndex={from === reached ? 0 : -1} aria-pressed={from === chosen} onClick={() => onChoose(from)}>
                    <span className={styles['bar']} aria-hidden>
                      {classes.map((periodClass) => {
                        const cases = casesOf(from, periodClass);
                        return cases === 0 ? null : <span key={periodClass} className={styles['part']} data-class={periodClass} style={{ height: Math.round((cases / highest) * BAR) }} />;
                      })}
                    </span>
                    <span>{from}</span> <span className="visually-hidden">{t('terms.cases', { count: all })}</span>{' '}
                    <span className={styles['standing']} data-standing={standing}>
                      {said}
                    </span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {classes.map((periodClass) => (
            <tr key={periodClass}>
              <th scope="row" data-name>
                <span className={styles['name']}>
                  <span className={styles['swatch']} data-class={periodClass} aria-hidden />
                  {t(`retention.class.${periodClass}`)}
                </span>
              </th>
              {columns.map(({ from, to }) => (
                <td key={from} data-chosen={from === chosen}>
                  {from === to && casesOf(from, periodClass) > 0 ? number(casesOf(from, periodClass)) : ''}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" data-name>
              {t('terms.total')}
            </th>
            {columns.map(({ from, to }) => (
              <td key={from} data-chosen={from === chosen}>
                {from === to && casesOf(from, null) > 0 ? <strong>{number(casesOf(from, null))}</strong> : ''}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
