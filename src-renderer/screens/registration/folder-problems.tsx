import { Button } from '@mantine/core';
import { useRef } from 'react';
import { FILE_LIMIT } from '#shared/contract/files.ts';
import type { FolderState } from '#shared/contract/intake.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './intake-strip.module.css';

/** Files of the watched folder that have become no letter, each with its reason; nothing is shown where there are none. */
export function FolderProblems() {
  const words = useWords();
  const { t } = words;
  const folder = useAsk('intake.folder', (client, options) => client.intake.folder({}, options), ['letters']);
  const dismiss = useCall((client, fileName: string, options) => client.intake.dismissFolderProblem({ fileName }, options));
  const summary = useRef<HTMLElement>(null);
  const state = folder.value;
  if (state === null || (state.problems.length === 0 && state.unreachable === null)) return null;

  async function takeOff({ fileName }: FolderState['problems'][number]): Promise<void> {
    if ((await dismiss.run(fileName)) === null) return;
    // Its button goes with the line.
    summary.current?.focus();
    toastsFor(words).done(t('folder.dismissed', { file: fileName }));
    folder.again();
  }

  return (
    <details className={styles['folder']}>
      <summary ref={summary}>{state.unreachable === null ? t('folder.problems', { count: state.problems.length }) : t('folder.unreachable', { path: state.settings?.path ?? '' })}</summary>
      <ul>
        {state.problems.map((problem) => (
          <li key={problem.fileName}>
            <p>
              <b>{problem.fileName}</b>: {t(`folder.problem.${problem.problem}`, { limit: words.size(FILE_LIMIT) })} <span className="quiet">{words.instant(problem.at)}</span>
            </p>
            <Button size="compact-xs" variant="default" aria-label={`${t('folder.dismiss')}: ${problem.fileName}`} loading={dismiss.running} onClick={() => void takeOff(problem)}>
              {t('folder.dismiss')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
