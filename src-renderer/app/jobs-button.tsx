import { ActionIcon, Popover, Progress, UnstyledButton } from '@mantine/core';
import { IconLoader2, IconX } from '@tabler/icons-react';
import type { RunningJob } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import styles from './jobs-button.module.css';
import { useCall } from './use-call.ts';
import { useWords } from './use-text.ts';
import { ErrorNote } from '../ui/error-note.tsx';

/** Running jobs with progress and a way to stop each. Not there when nothing runs. */
export function JobsButton() {
  const { t, tKnown } = useWords();
  const jobs = useDesk((desk) => desk.jobs);
  const stop = useCall((client, jobId: string, options) => client.jobs.cancel({ jobId }, options));
  if (jobs.length === 0) return null;
  const titled = (job: RunningJob): string => [tKnown(job.title, 'job.other'), job.fileName].filter((part) => part !== null).join(': ');

  return (
    <Popover position="top-end" width={380} withinPortal transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <UnstyledButton className={styles['button']}>
          <IconLoader2 size={14} aria-hidden className={styles['turning']} />
          {t('frame.jobs', { count: jobs.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {stop.error === null ? null : <ErrorNote error={stop.error} />}
        <ul className={styles['list']}>
          {jobs.map((job) => (
            <li key={job.jobId}>
              <span className={styles['title']}>{titled(job)}</span>
              <Progress value={job.progress === null ? 100 : job.progress * 100} animated={job.progress === null} size="sm" aria-label={titled(job)} />
              <ActionIcon aria-label={t('frame.cancelJob', { job: titled(job) })} onClick={() => void stop.run(job.jobId)}>
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
