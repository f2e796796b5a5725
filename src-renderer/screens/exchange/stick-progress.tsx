import { useEffect, useRef } from 'react';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Working } from '../../ui/working.tsx';
import { StickTold } from './stick-told.tsx';
import type { StickWork } from './use-stick-work.ts';

/** How far the writing or reading is; then what came of it. */
export function StickProgress({ work: { running, outcome, error, stop } }: { readonly work: StickWork }) {
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const ended = error ?? outcome;
  useEffect(() => {
    // The button that had the focus was locked or went while it worked; a focus that is elsewhere by now stays there.
    if (ended !== null && document.activeElement === document.body) end.current?.focus();
  }, [ended]);
  if (running !== null) return <Working call={{ progress: running.progress, cancel: stop }} label={t(`sync.stick.${running.what}`)} />;
  if (ended === null) return null;
  return (
    <div ref={end} tabIndex={-1}>
      {error === null ? null : <ErrorNote error={error} />}
      {outcome === null ? null : <StickTold outcome={outcome} />}
    </div>
  );
}
