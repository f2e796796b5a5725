import { type PDFDocumentProxy, TextLayer } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../../app/use-text.ts';
import styles from './pdf-page.module.css';

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  /** Width of the sheet in CSS pixels. */
  readonly width: number;
  readonly turn: number;
  readonly root: RefObject<HTMLElement | null>;
}

const A4 = 297 / 210;
/** Canvas pixels above which a page is drawn coarser rather than not at all. */
const CANVAS_LIMIT = 24_000_000;

/** One page: a canvas to look at and its text above it to select and to read aloud. */
export function PdfPage({ pdf, number, width, turn, root }: Props) {
  const { t } = useWords();
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [shape, setShape] = useState(A4);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = sheet.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), { root: root.current, rootMargin: '600px 0px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);

  useEffect(() => {
    if (!near) return undefined;
    let stopped = false;
    let stop = (): void => undefined;
    async function draw(): Promise<void> {
      const page = await pdf.getPage(number);
      const plain = page.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 });
      const viewport = page.getViewport({ scale: width / plain.width, rotation: (page.rotate + turn) % 360 });
      if (stopped || canvas.current === null || text.current === null) return;
      setShape(viewport.height / viewport.width);
      const density = Math.min(window.devicePixelRatio, Math.sqrt(CANVAS_LIMIT / (viewport.width * viewport.height)));
      canvas.current.width = Math.floor(viewport.width * density);
      canvas.current.height = Math.floor(viewport.height * density);
      const task = page.render({ canvas: canvas.current, viewport, transform: [density, 0, 0, density, 0, 0] });
      text.current.replaceChildren();
      text.current.style.setProperty('--total-scale-factor', String(viewport.scale));
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text.current, viewport });
      stop = () => {
        task.cancel();
        layer.cancel();
      };
      await Promise.all([task.promise, layer.render()]);
    }
    draw().catch((cause: unknown) => {
      if (stopped) return;
      console.warn(cause);
      setFailed(true);
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [near, pdf, number, width, turn]);

  return (
    <div ref={sheet} className={styles['sheet']} data-page={number} style={{ width, height: width * shape }} role="group" aria-label={t('viewer.pageLabel', { page: number })}>
      {failed ? <p className={styles['failed']}>{t('viewer.unreadable')}</p> : null}
      {near ? <canvas ref={canvas} className={styles['canvas']} /> : null}
      {near ? <div ref={text} className={styles['text']} /> : null}
    </div>
  );
}
