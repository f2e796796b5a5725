import { useWords } from '../../app/use-text.ts';
import { useAsk } from '../../app/use-ask.ts';
import { readRange } from '../../app/read-file.ts';
import { ErrorNote } from '../error-note.tsx';
import { SlowLoading } from '../slow-loading.tsx';
import styles from './text-view.module.css';

const SHOWN_BYTES = 256 * 1024;

interface Props {
  readonly file: { readonly sha256: string; readonly size: number; readonly fileName: string };
}

/** UTF-8 where the bytes are it, else the Cyrillic code page that old office programs write. */
function decode(bytes: Uint8Array, whole: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** Plain text as it is; nothing in it is ever interpreted. */
export function TextView({ file }: Props) {
  const words = useWords();
  const end = Math.min(SHOWN_BYTES, file.size);
  const answer = useAsk(`text:${file.sha256}`, (client, options) => readRange(client, file.sha256, 0, end, options));
  if (answer.error !== null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={words.t('common.loading')} lines={8} />;
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={file.fileName}>
      {end < file.size ? <p className="quiet">{words.t('viewer.cut', { shown: words.size(end) })}</p> : null}
      <pre className={styles['text']}>{decode(answer.value, end === file.size)}</pre>
    </div>
  );
}
