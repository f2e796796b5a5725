import { useRef, useState } from 'react';
import type { ContractError, MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { useCall } from '../../app/use-call.ts';

/** What came of the last writing or reading. */
export type StickOutcome = ({ readonly of: 'written' } & MethodOutput<'stick.write'>) | ({ readonly of: 'read' } & MethodOutput<'stick.read'>) | { readonly of: 'writeStopped' | 'readStopped' };

export interface StickWork {
  /** What is under way, and how far: 0…1, null where that is not known. */
  readonly running: { readonly what: 'writing' | 'reading'; readonly progress: number | null } | null;
  readonly outcome: StickOutcome | null;
  readonly error: ContractError | null;
  readonly write: (drive: string) => Promise<void>;
  /** True where the answer was read to its end. */
  readonly read: (answer: MethodInput<'stick.read'>) => Promise<boolean>;
  readonly stop: () => void;
}

/** Writing to and reading from a stick: one at a time, each with its outcome or error. */
export function useStickWork(): StickWork {
  const writing = useCall((client, drive: string, options) => client.stick.write({ drive }, options));
  const reading = useCall((client, answer: MethodInput<'stick.read'>, options) => client.stick.read(answer, options));
  const [outcome, setOutcome] = useState<StickOutcome | null>(null);
  // A call that was given up ends without an error; the person is told all the same.
  const stopped = useRef(false);

  function begin(): void {
    stopped.current = false;
    setOutcome(null);
    writing.clear();
    reading.clear();
  }
  async function write(drive: string): Promise<void> {
    begin();
    const written = await writing.run(drive);
    if (written !== null) setOutcome({ of: 'written', ...written });
    else if (stopped.current) setOutcome({ of: 'writeStopped' });
  }
  async function read(answer: MethodInput<'stick.read'>): Promise<boolean> {
    begin();
    const taken = await reading.run(answer);
    if (taken !== null) setOutcome({ of: 'read', ...taken });
    else if (stopped.current) setOutcome({ of: 'readStopped' });
    return taken !== null;
  }
  function stop(): void {
    stopped.current = true;
    writing.cancel();
    reading.cancel();
  }

  const running = writing.running ? ({ what: 'writing', progress: writing.progress } as const) : reading.running ? ({ what: 'reading', progress: reading.progress } as const) : null;
  const error = writing.error ?? reading.error;
  return { running, outcome: error === null ? outcome : null, error, write, read, stop };
}
