import { ActionIcon, Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useElementSize } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../empty.tsx';
import { ErrorNote } from '../error-note.tsx';
import { SlowLoading } from '../slow-loading.tsx';
import { PdfPage } from './pdf-page.tsx';
import { usePdf } from './use-pdf.ts';
import { useVisiblePage } from './use-visible-page.ts';
import styles from './pdf-view.module.css';

interface Props {
  readonly file: { readonly sha256: string; readonly size: number; readonly fileName: string };
}

const ZOOM_STEP = 1.2;
const ZOOM_LEAST = 0.4;
const ZOOM_MOST = 4;
const MARGIN = 24;

/** All pages of a PDF in a scroll; a page is drawn when it comes near. */
export function PdfView({ file }: Props) {
  const { t } = useWords();
  const state = usePdf(file);
  const scroll = useRef<HTMLDivElement>(null);
  const { ref: measure, width } = useElementSize();
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const pages = state.phase === 'open' ? state.pdf.numPages : 0;
  const page = useVisiblePage(scroll, pages);

  function toPage(number: number): void {
    scroll.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
  }
  const zoomBy = (factor: number) => (): void => setZoom((before) => Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, before * factor)));

  if (state.phase === 'refused') return <ErrorNote error={state.error} />;
  if (state.phase === 'password') return <Empty title={t('viewer.password')} />;
  if (state.phase === 'damaged') return <Empty title={t('viewer.unreadable')} />;
  return (
    <div className={styles['view']}>
      <div className={styles['tools']} role="toolbar" aria-label={t('viewer.title')}>
        <ActionIcon aria-label={t('viewer.previousPage')} disabled={page <= 1} onClick={() => toPage(page - 1)}>
          <IconChevronUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('viewer.nextPage')} disabled={page >= pages} onClick={() => toPage(page + 1)}>
          <IconChevronDown size={18} aria-hidden />
        </ActionIcon>
        <span className="numbers">{pages === 0 ? '' : t('viewer.page', { page, pages })}</span>
        <span className={styles['gap']} />
        <ActionIcon aria-label={t('viewer.zoomOut')} onClick={zoomBy(1 / ZOOM_STEP)}>
          <IconZoomOut size={18} aria-hidden />
        </ActionIcon>
        <Button variant="subtle" color="gray" className="numbers" title={t('viewer.fitWidth')} onClick={() => setZoom(1)}>
          {Math.round(zoom * 100)} %<span className="visually-hidden"> — {t('viewer.fitWidth')}</span>
        </Button>
        <ActionIcon aria-label={t('viewer.zoomIn')} onClick={zoomBy(ZOOM_STEP)}>
          <IconZoomIn size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('viewer.rotate')} onClick={() => setTurn((before) => (before + 90) % 360)}>
          <IconRotateClockwise size={18} aria-hidden />
        </ActionIcon>
      </div>
      <div ref={scroll} className={styles['scroll']} tabIndex={0} role="group" aria-label={file.fileName}>
        <div ref={measure} className={styles['measure']}>
          {state.phase === 'loading' ? <SlowLoading label={t('common.loading')} lines={8} /> : null}
          {state.phase === 'open' && width > 0
            ? Array.from({ length: pages }, (_, at) => <PdfPage key={at + 1} pdf={state.pdf} number={at + 1} width={Math.max(120, (width - MARGIN) * zoom)} turn={turn} root={scroll} />)
            : null}
        </div>
      </div>
    </div>
  );
}
