import { useState } from 'react';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './exchange.module.css';
import { StickAnswers } from './stick-answers.tsx';
import { StickAsFile } from './stick-as-file.tsx';
import { StickDrives } from './stick-drives.tsx';
import { StickMissing } from './stick-missing.tsx';
import { StickProgress } from './stick-progress.tsx';
import { useDrives } from './use-drives.ts';
import { useStickWork } from './use-stick-work.ts';

/** Exchange without a link: a bundle is carried to the server, its answer back. */
export function StickPart({ onRead }: { readonly onRead: () => void }) {
  const { t } = useWords();
  const work = useStickWork();
  const busy = work.running !== null;
  const looked = useDrives(busy);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const drives = looked.value?.drives ?? [];
  // The only one is chosen already.
  const chosen = drives.find(({ id }) => id === chosenId) ?? (drives.length === 1 ? drives[0] : undefined);

  async function write(drive: string): Promise<void> {
    await work.write(drive);
    looked.again();
  }
  async function read(drive: string, fileName: string): Promise<void> {
    if (await work.read({ drive, fileName })) onRead();
    looked.again();
  }

  return (
    <section className={styles['section']} aria-labelledby="stick-title">
      <h2 id="stick-title">{t('sync.stick')}</h2>
      <p className="quiet">{t('sync.stickExplain')}</p>
      {looked.loading ? <SlowLoading label={t('sync.stick.looking')} lines={2} /> : null}
      {looked.error === null ? null : <ErrorNote error={looked.error} again={looked.again} />}
      {drives.length > 0 ? (
        <StickDrives drives={drives} chosen={chosen} disabled={busy} onChoose={setChosenId} onLook={looked.again} onWrite={(drive) => void write(drive)} />
      ) : looked.value === null ? null : (
        <StickMissing onLook={looked.again} />
      )}
      <StickProgress work={work} />
      {chosen === undefined ? null : <StickAnswers answers={chosen.answers} disabled={busy} onRead={(fileName) => void read(chosen.id, fileName)} />}
      {looked.loading ? null : <StickAsFile alone={drives.length === 0} onRead={onRead} />}
    </section>
  );
}
