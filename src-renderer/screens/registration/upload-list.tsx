import { Button, Progress } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';
import { type Upload, useUploads } from '../../state/uploads.ts';
import styles from './intake-strip.module.css';
import { UploadLine } from './upload-line.tsx';

/** From so many files on, those that wait are counted and not listed. */
const MANY = 6;

/** Files on their way in: what is sent now, how many wait, and what was not taken in and why. */
export function UploadList() {
  const words = useWords();
  const { t } = words;
  const uploads = useUploads((state) => state.uploads);
  const total = useUploads((state) => state.total);
  if (uploads.length === 0) return null;
  const running = uploads.filter(isRunning);
  const failed = uploads.filter((upload) => !isRunning(upload));
  const many = total > MANY;
  // Files are sent one after another: the first of the running ones is the one under way.
  const shown = many ? [...running.slice(0, 1), ...failed] : uploads;
  const done = Math.max(0, total - running.length);
  return (
    <div className={styles['uploads']}>
      {many ? (
        <div className={styles['summary']}>
          <span role="status">
            {running.length === 0 ? null : t('intake.uploads.progress', { done, total })}
            {running.length === 0 || failed.length === 0 ? null : ' · '}
            {failed.length === 0 ? null : t('intake.uploads.failed', { count: failed.length })}
          </span>
          {running.length === 0 ? null : <Progress className={styles['whole']} size="sm" value={(done / Math.max(1, total)) * 100} aria-label={t('intake.uploads.progress', { done, total })} />}
          {running.length === 0 ? null : (
            <Button size="compact-xs" variant="default" onClick={() => running.forEach((upload) => upload.stop())}>
              {t('intake.uploads.stopAll')}
            </Button>
          )}
          {failed.length === 0 || running.length > 0 ? null : (
            <Button size="compact-xs" variant="default" onClick={() => failed.forEach(({ uploadKey }) => useUploads.getState().remove(uploadKey))}>
              {t('intake.uploads.clear')}
            </Button>
          )}
        </div>
      ) : null}
      <ul>
        {shown.map((upload) => (
          <UploadLine key={upload.uploadKey} upload={upload} />
        ))}
      </ul>
    </div>
  );
}

function isRunning({ phase }: Upload): boolean {
  return phase === 'sending' || phase === 'storing';
}
