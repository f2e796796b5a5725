import { IconFileCertificate, IconPaperclip, IconSignature } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../empty.tsx';
import { SlowLoading } from '../slow-loading.tsx';
import { FileSheet } from './file-sheet.tsx';
import { ImageView } from './image-view.tsx';
import { TextView } from './text-view.tsx';
import styles from './viewer.module.css';

/** Read when the first PDF is shown: the engine is larger than the rest of the program. */
const PdfView = lazy(() => import('./pdf-view.tsx').then((module) => ({ default: module.PdfView })));

/** Raster images that every window can draw. SVG is left out: it can hold scripts and links. */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

const SIGNATURE = 'application/pkcs7-mime';

/** Plain text has no mark in its bytes; the name is the only hint, and what is shown is harmless either way. */
function isText(file: DocumentFile): boolean {
  if (file.size === 0) return false;
  return file.mediaType.startsWith('text/') || file.mediaType === 'application/xml' || (file.mediaType === 'application/octet-stream' && /\.(txt|csv|log|md|xml|json)$/i.test(file.fileName));
}

function FileView({ file }: { readonly file: DocumentFile }) {
  if (file.mediaType === 'application/pdf') return <PdfView file={file} />;
  if (IMAGES.has(file.mediaType)) return <ImageView file={file} />;
  if (isText(file)) return <TextView file={file} />;
  if (file.mediaType === SIGNATURE) return <SignedContent file={file} />;
  return <FileSheet file={file} />;
}

/** A signature with its document inside shows the document. */
function SignedContent({ file }: { readonly file: DocumentFile }) {
  const { t } = useWords();
  const content = useAsk(file.sha256, (client, options) => client.files.shown({ sha256: file.sha256 }, options), ['letters', 'cards']);
  if (content.loading) return <SlowLoading label={t('common.loading')} lines={8} />;
  if (content.value === null || content.value.mediaType === SIGNATURE) return <FileSheet file={file} />;
  return <FileView file={{ ...file, ...content.value }} />;
}

/** The files of a document, one at a time. */
export function Viewer({ files }: { readonly files: readonly DocumentFile[] }) {
  const { t } = useWords();
  const first = files.find((file) => file.role === 'main') ?? files[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const file = files.find((other) => other.sha256 === chosen) ?? first;

  return (
    <section className={styles['viewer']} aria-label={t('viewer.title')}>
      {files.length > 1 ? (
        <div className={styles['files']} role="group" aria-label={t('viewer.files')}>
          {files.map((other) => (
            <button key={`${other.sha256}${other.fileName}`} type="button" className={styles['file']} aria-pressed={other === file} onClick={() => setChosen(other.sha256)} title={other.fileName}>
              {other.role === 'signature' ? <IconSignature size={14} aria-hidden /> : null}
              {other.role === 'validation-report' ? <IconFileCertificate size={14} aria-hidden /> : null}
              {other.role === 'attachment' ? <IconPaperclip size={14} aria-hidden /> : null}
              <span className="ellipsis">{other.fileName}</span>
              <span className="visually-hidden"> ({t(`fileRole.${other.role}`)})</span>
            </button>
          ))}
        </div>
      ) : null}
      {file?.role === 'validation-report' ? <p className={styles['origin']}>{t('fileRole.validationReportOrigin')}</p> : null}
      {file === undefined ? <Empty title={t('viewer.nothing')} hint={t('document.noFiles')} /> : <Suspense fallback={<SlowLoading label={t('common.loading')} lines={8} />}><FileView key={file.sha256} file={file} /></Suspense>}
    </section>
  );
}
