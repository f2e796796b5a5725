import { Button, FileButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { offerDownload } from '../../app/save-file.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import exchange from './exchange.module.css';
import styles from './stick.module.css';

type Done = { readonly of: 'written'; readonly operations: number } | ({ readonly of: 'read' } & MethodOutput<'sync.readBundle'>);

interface Props {
  /** True where no stick is seen: this is the only way then. */
  readonly alone: boolean;
  readonly onRead: () => void;
}

/** A bundle without files, as a file that the person carries by other means. */
export function StickAsFile({ alone, onRead }: Props) {
  const words = useWords();
  const { t, number } = words;
  // The same name may come again with another answer in it.
  const forget = useRef<() => void>(null);
  const [done, setDone] = useState<Done | null>(null);
  const write = useCall((client, _nothing: null, options) => client.sync.writeBundle({}, options));
  const read = useCall(async (client, file: File, options) => client.sync.readBundle({ bytes: new Uint8Array(await file.arrayBuffer()) }, options));
  const error = write.error ?? read.error;

  async function writeIt(): Promise<void> {
    setDone(null);
    read.clear();
    const made = await write.run(null);
    if (made === null) return;
    offerDownload(new Uint8Array(made.bytes), made.fileName, 'application/octet-stream');
    setDone({ of: 'written', operations: made.operations });
  }
  async function readIt(file: File): Promise<void> {
    setDone(null);
    write.clear();
    const taken = await read.run(file);
    forget.current?.();
    if (taken === null) return;
    setDone({ of: 'read', ...taken });
    onRead();
  }

  return (
    <details className={styles['asFile']} open={alone}>
      <summary>{t('sync.stick.asFile')}</summary>
      <div className={exchange['section']}>
        <p className="quiet">{t('sync.stick.asFileExplain')}</p>
        <div className={exchange['buttons']}>
          <Button variant="default" loading={write.running} onClick={() => void writeIt()}>
            {t('sync.stickWrite')}
          </Button>
          <FileButton resetRef={forget} onChange={(file) => (file === null ? undefined : void readIt(file))}>
            {(props) => (
              <Button {...props} variant="default" loading={read.running}>
                {t('sync.stickRead')}…
              </Button>
            )}
          </FileButton>
        </div>
        <p role="status">{done === null ? null : told(done)}</p>
        {error === null ? null : <ErrorNote error={error} />}
      </div>
    </details>
  );

  function told(what: Done): string {
    if (what.of === 'written') return t('sync.stickWritten', { count: number(what.operations) });
    return [t('sync.stickReadDone', { taken: number(what.taken), sent: number(what.sent) }), ...(what.more ? [t('sync.stickMore')] : [])].join(' ');
  }
}
