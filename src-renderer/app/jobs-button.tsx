import { ActionIcon, Button, Popover, Progress, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconLoader2, IconPrinter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunningJob } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import styles from './jobs-button.module.css';
import { useAsk } from './use-ask.ts';
import { useCall } from './use-call.ts';
import { useWords } from './use-text.ts';
import { ErrorNote } from '../ui/error-note.tsx';

const NOTHING_PRINTED = { toPrint: 0, failed: 0, printed: 0 } as const;

/** Running jobs with progress and a way to stop each, and what of the person's waits at the printers. Not there when nothing runs or waits. */
export function JobsButton({ onPrintQueue }: { readonly onPrintQueue: () => void }) {
  const { t, tKnown, number } = useWords();
  const jobs = useDesk((desk) => desk.jobs);
  const stop = useCall((client, jobId: string, options) => client.jobs.cancel({ jobId }, options));
  const { value, error } = useAsk('printing.counts', (client, options) => client.printing.counts({}, options), ['printing']);
  const [opened, setOpened] = useState(false);
  const { toPrint, failed, printed } = value ?? NOTHING_PRINTED;
  if (jobs.length === 0 && toPrint === 0 && failed === 0 && error === null) return null;
  const titled = (job: RunningJob): string => [tKnown(job.title, 'job.other'), job.fileName].filter((part) => part !== null).join(': ');

  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" width={380} withinPortal trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <UnstyledButton className={styles['button']} onClick={() => setOpened(!opened)}>
          {jobs.length === 0 ? null : (
            <span className={styles['part']}>
              <IconLoader2 size={14} aria-hidden className={styles['turning']} />
              {t('frame.jobs', { count: jobs.length })}
            </span>
          )}
          {toPrint === 0 ? null : (
            <span className={styles['part']}>
              <IconPrinter size={14} aria-hidden />
              {t('printing.toPrint', { count: number(toPrint) })}
            </span>
          )}
          {failed === 0 && error === null ? null : (
            <span className={`${styles['part']} ${styles['failed']}`}>
              <IconAlertTriangle size={14} aria-hidden />
              {error === null ? t('printing.notPrinted', { count: number(failed) }) : t('printing.queueShort')}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.running')}>
        {stop.error === null ? null : <ErrorNote error={stop.error} />}
        {jobs.length === 0 ? null : (
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
        )}
        <section className={styles['queue']} aria-label={t('printing.queueShort')}>
          <div>
            <strong>{t('printing.queueShort')}</strong>
            {error === null ? (
              <p className={`${styles['counts']} numbers`}>
                <span>{t('printing.toPrint', { count: number(toPrint) })}</span>
                <span>{t('printing.notPrinted', { count: number(failed) })}</span>
                <span>{t('printing.done', { count: number(printed) })}</span>
              </p>
            ) : (
              <ErrorNote error={error} />
            )}
          </div>
          <Button
            variant="default"
            onClick={() => {
              setOpened(false);
              onPrintQueue();
            }}
          >
            {t('printing.openQueue')}
          </Button>
        </section>
      </Popover.Dropdown>
    </Popover>
  );
}
