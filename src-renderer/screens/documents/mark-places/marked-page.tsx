import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { PreviewedMark } from '#shared/contract/registration.ts';
import { useWords } from '../../../app/use-text.ts';
import { MarkPicture } from './mark-picture.tsx';
import { type MarkName, type MarkPosition, type MarkPositions, POINTS_PER_MM, type Size, withinPage } from './mark-position.ts';
import type { SeenPage } from './seen-page.ts';
import styles from './mark-places.module.css';

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  /** Of the sheet, in CSS pixels. */
  readonly width: number;
  readonly marks: readonly PreviewedMark[];
  readonly positions: MarkPositions;
  readonly covering: readonly MarkName[];
  /** The mark that was just put here: the next keys are for it. */
  readonly brought: MarkName | null;
  readonly onMove: (mark: MarkName, position: MarkPosition) => void;
  readonly onSeen: (page: SeenPage | null) => void;
}

/** Pixels of a drawn page above which it is drawn coarser. */
const CANVAS_LIMIT = 6_000_000;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** One page with the marks upon it, which are moved by the mouse, or by the arrow keys a millimetre at a time. */
export function MarkedPage({ pdf, number, width, marks, positions, covering, brought, onMove, onSeen }: Props) {
  const { t } = useWords();
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [failed, setFailed] = useState(false);
  const held = useRef<{ readonly mark: MarkName; readonly x: number; readonly y: number; readonly from: Exclude<MarkPosition, 'sheet'> } | null>(null);

  useEffect(() => {
    let stopped = false;
    onSeen(null);
    async function draw(): Promise<void> {
      const page = await pdf.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const seen = { width: plain.width, height: plain.height };
      const target = canvas.current;
      if (stopped || target === null) return;
      setSize(seen);
      const scale = Math.min((width / plain.width) * window.devicePixelRatio, Math.sqrt(CANVAS_LIMIT / (plain.width * plain.height)));
      const viewport = page.getViewport({ scale });
      target.width = Math.ceil(viewport.width);
      target.height = Math.ceil(viewport.height);
      await page.render({ canvas: target, viewport }).promise;
      const pixels = target.getContext('2d')?.getImageData(0, 0, target.width, target.height);
      if (pixels === undefined) throw new Error('the drawn page has no pixels');
      if (stopped) return;
      setDrawn(true);
      onSeen({ number, size: seen, pixels });
    }
    draw().catch((cause: unknown) => {
      if (stopped) return;
      console.warn(cause);
      setFailed(true);
    });
    return () => {
      stopped = true;
    };
  }, [pdf, number, width, onSeen]);

  // What is moved stays in view, and what is to be looked at first is shown first.
  useEffect(() => {
    const marksHere = [...(sheet.current?.querySelectorAll('button') ?? [])];
    (marksHere.find((mark) => mark === document.activeElement) ?? (drawn ? marksHere[0] : undefined))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [positions, drawn]);

  const scale = size === null ? 1 : width / size.width;
  const move = (mark: PreviewedMark, position: Exclude<MarkPosition, 'sheet'>): void => {
    if (size !== null) onMove(mark.mark, withinPage(position, mark, size));
  };

  function onKey(event: KeyboardEvent, mark: PreviewedMark, at: Exclude<MarkPosition, 'sheet'>): void {
    const step = ARROWS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const by = (event.shiftKey ? 10 : 1) * POINTS_PER_MM;
    move(mark, { ...at, left: at.left + step[0] * by, top: at.top + step[1] * by });
  }

  function onDrag(event: PointerEvent, mark: PreviewedMark): void {
    const { current } = held;
    if (current?.mark !== mark.mark) return;
    move(mark, { ...current.from, left: current.from.left + (event.clientX - current.x) / scale, top: current.from.top - (event.clientY - current.y) / scale });
  }

  return (
    <div ref={sheet} className={styles['sheet']} style={{ width, height: size === null ? width * Math.SQRT2 : size.height * scale }} role="group" aria-label={t('viewer.pageLabel', { page: number })}>
      {failed ? <p className={styles['failed']}>{t('viewer.unreadable')}</p> : null}
      <canvas ref={canvas} className={styles['page']} aria-hidden />
      {size === null
        ? null
        : marks.map((mark) => {
            const at = positions[mark.mark];
            if (at === undefined || at === 'sheet' || at.page !== number) return null;
            return (
              <button
                key={mark.mark}
                type="button"
                className={styles['mark']}
                autoFocus={brought === mark.mark}
                data-covering={covering.includes(mark.mark) ? 'true' : undefined}
                style={{ left: at.left * scale, top: (size.height - at.top) * scale, width: mark.width * scale, height: mark.height * scale }}
                aria-label={`${t(`markPlaces.${mark.mark}`)}: ${t('markPlaces.at', { page: number, left: Math.round(at.left / POINTS_PER_MM), top: Math.round((size.height - at.top) / POINTS_PER_MM) })}`}
                aria-describedby="mark-places-keys"
                onKeyDown={(event) => onKey(event, mark, at)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  held.current = { mark: mark.mark, x: event.clientX, y: event.clientY, from: at };
                }}
                onPointerMove={(event) => onDrag(event, mark)}
                onPointerUp={() => {
                  held.current = null;
                }}
                onPointerCancel={() => {
                  held.current = null;
                }}
              >
                <MarkPicture picture={mark.picture} width={Math.round(mark.width * scale)} />
              </button>
            );
          })}
    </div>
  );
}
