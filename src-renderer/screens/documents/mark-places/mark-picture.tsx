import { useEffect, useRef } from 'react';
import styles from './mark-places.module.css';

interface Props {
  /** A PDF of one page. */
  readonly picture: Uint8Array;
  /** In CSS pixels. */
  readonly width: number;
}

/** A mark as it will be drawn. */
export function MarkPicture({ picture, width }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stopped = false;
    let close = (): void => undefined;
    async function draw(): Promise<void> {
      const { openMadePdf } = await import('../../../ui/viewer/pdf-engine.ts');
      // pdf.js takes the bytes for itself.
      const opened = await openMadePdf(Uint8Array.from(picture));
      close = opened.close;
      const page = await opened.pdf.getPage(1);
      const density = Math.max(1, window.devicePixelRatio);
      const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * density });
      const target = canvas.current;
      if (stopped || target === null) return;
      target.width = Math.ceil(viewport.width);
      target.height = Math.ceil(viewport.height);
      await page.render({ canvas: target, viewport }).promise;
    }
    draw().catch((cause: unknown) => {
      if (!stopped) console.warn(cause);
    });
    return () => {
      stopped = true;
      close();
    };
  }, [picture, width]);
  return <canvas ref={canvas} className={styles['picture']} aria-hidden />;
}
