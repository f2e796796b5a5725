import { ActionIcon, Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Copy, MarkPlaces, PreviewedMark } from '#shared/contract/registration.ts';
import type { RunningCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import type { PdfState } from '../../../ui/viewer/use-pdf.ts';
import { broughtTo, chosenPlaces, type MarkName, type MarkPosition, overlapping, POINTS_PER_MM } from './mark-position.ts';
import { MarkedPage } from './marked-page.tsx';
import { useMarkPlaces } from './use-mark-places.ts';
import styles from './mark-places.module.css';

interface Props extends Pick<MethodOutput<'registration.previewMarks'>, 'pages' | 'marks'> {
  /** The document whose pages are shown. */
  readonly opened: PdfState;
  readonly making: Pick<RunningCall<unknown, Copy>, 'running' | 'error'>;
  readonly onMake: (places: MarkPlaces) => void;
  readonly onClose: () => void;
}

/** Widest picture of a page, in CSS pixels: a whole A4 sheet then still fits a large screen. */
const WIDEST = 620;

/** The pages with their marks on the left, what may be done with each mark on the right. */
export function MarkPlacesForm({ opened, pages, marks, making, onMake, onClose }: Props) {
  const { t } = useWords();
  const { positions, covering, seen, move, see, reset } = useMarkPlaces(marks);
  const [shown, setShown] = useState(() => firstPage(marks));
  const [brought, setBrought] = useState<MarkName | null>(null);
  const { ref: measure, width } = useElementSize();
  const overlap = overlapping(marks, positions);

  function bring(mark: PreviewedMark): void {
    if (seen === null) return;
    setBrought(mark.mark);
    move(mark.mark, broughtTo(shown, mark.mark, mark, seen.size));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (covering.length === 0 && !overlap) onMake(chosenPlaces(marks, positions));
  }

  if (opened.phase === 'refused') return <ErrorNote error={opened.error} />;
  if (opened.phase === 'password' || opened.phase === 'damaged') return <p>{t('viewer.unreadable')}</p>;
  const wide = Math.max(200, Math.min(WIDEST, Math.floor(width) - 4));
  return (
    <form onSubmit={submit} className={styles['form']}>
      <div className={styles['left']}>
        <div className={styles['pages']} role="toolbar" aria-label={t('markPlaces.pages')}>
          <ActionIcon aria-label={t('viewer.previousPage')} disabled={shown <= 1} onClick={() => setShown(shown - 1)}>
            <IconChevronUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('viewer.nextPage')} disabled={shown >= pages} onClick={() => setShown(shown + 1)}>
            <IconChevronDown size={18} aria-hidden />
          </ActionIcon>
          <span className="numbers">{t('viewer.page', { page: shown, pages })}</span>
        </div>
        <div ref={measure} className={styles['desk']}>
          {opened.phase === 'loading' || width === 0 ? <SlowLoading label={t('common.loading')} lines={8} /> : <MarkedPage key={shown} pdf={opened.pdf} number={shown} width={wide} marks={marks} positions={positions} covering={covering} brought={brought} onMove={move} onSeen={see} />}
        </div>
      </div>
      <div className={styles['right']}>
        <p id="mark-places-keys" className="quiet">
          {t('markPlaces.keys')}
        </p>
        {marks.map((mark) => {
          const at = positions[mark.mark] ?? 'sheet';
          const here = at !== 'sheet' && at.page === shown;
          return (
            <section key={mark.mark} className={styles['choice']} aria-label={t(`markPlaces.${mark.mark}`)}>
              <h3>{t(`markPlaces.${mark.mark}`)}</h3>
              <p className="numbers">{describe(at)}</p>
              <div className={styles['buttons']}>
                <Button variant="default" disabled={seen === null} onClick={() => (here ? move(mark.mark, 'sheet') : bring(mark))}>
                  {here ? t('markPlaces.toSheet') : t('markPlaces.here', { page: shown })}
                </Button>
                {at === 'sheet' || here ? null : (
                  <>
                    <Button variant="default" onClick={() => move(mark.mark, 'sheet')}>
                      {t('markPlaces.toSheet')}
                    </Button>
                    <Button variant="subtle" onClick={() => setShown(at.page)}>
                      {t('markPlaces.show', { page: at.page })}
                    </Button>
                  </>
                )}
              </div>
              {covering.includes(mark.mark) ? (
                <p role="alert" className={styles['warning']}>
                  {t('markPlaces.covers')}
                </p>
              ) : null}
            </section>
          );
        })}
        {overlap ? (
          <p role="alert" className={styles['warning']}>
            {t('markPlaces.overlap')}
          </p>
        ) : null}
        <Button variant="subtle" onClick={reset}>
          {t('markPlaces.suggested')}
        </Button>
        {making.error === null ? null : <ErrorNote error={making.error} />}
        <FormFoot action={t('markPlaces.make')} running={making.running} disabled={covering.length > 0 || overlap} onCancel={onClose} />
      </div>
    </form>
  );

  function describe(at: MarkPosition): string {
    if (at === 'sheet') return t('markPlaces.onSheet');
    if (seen?.number !== at.page) return t('markPlaces.onPage', { page: at.page });
    return t('markPlaces.at', { page: at.page, left: Math.round(at.left / POINTS_PER_MM), top: Math.round((seen.size.height - at.top) / POINTS_PER_MM) });
  }
}

function firstPage(marks: readonly PreviewedMark[]): number {
  return marks.find(({ place }) => place !== null)?.place?.page ?? 1;
}
