import { useEffect, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import { useClient } from '../../app/client-context.tsx';
import { readWhole } from '../../app/read-file.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../empty.tsx';
import { ErrorNote } from '../error-note.tsx';
import { SlowLoading } from '../slow-loading.tsx';
import styles from './image-view.module.css';

interface Props {
  readonly file: { readonly sha256: string; readonly size: number; readonly fileName: string; readonly mediaType: string };
}

/** An image, at the width of the pane. */
export function ImageView({ file }: Props) {
  const { t } = useWords();
  const client = useClient();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [broken, setBroken] = useState(false);
  const { sha256, size, mediaType } = file;
  useEffect(() => {
    const stop = new AbortController();
    let made: string | null = null;
    void readWhole(client, { sha256, size }, { signal: stop.signal }).then((result) => {
      if (stop.signal.aborted) return;
      if (!result.ok) return setError(result.error);
      made = URL.createObjectURL(new Blob([result.value], { type: mediaType }));
      setUrl(made);
    });
    return () => {
      stop.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, sha256, size, mediaType]);

  if (error !== null) return <ErrorNote error={error} />;
  if (broken) return <Empty title={t('viewer.unreadable')} />;
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={file.fileName}>
      {url === null ? <SlowLoading label={t('common.loading')} lines={8} /> : <img className={styles['image']} src={url} alt={t('viewer.image', { file: file.fileName })} onError={() => setBroken(true)} />}
    </div>
  );
}
