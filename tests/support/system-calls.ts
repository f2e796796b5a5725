export interface SystemCall {
  readonly kind: 'write' | 'flush' | 'answer';
}

const LINE = /^(?<thread>\d+)\s+(?:<\.\.\. (?<resumed>\w+) resumed>|(?<name>\w+)\((?<first>[^,)]*))/;
const FLUSHES: readonly string[] = ['fsync', 'fdatasync'];

/**
 * Reads what `strace -f -yy` wrote, in its order: writes to a file, flushes of it that have ended, and writes to TCP
 * connections. A write counts from its beginning, a flush from its end: both are the worse case.
 */
export function systemCallsOf(trace: string, file: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const flushing = new Set<string>();
  for (const line of trace.split('\n')) {
    const { thread = '', resumed, name = '', first = '' } = LINE.exec(line)?.groups ?? {};
    if (resumed !== undefined) {
      if (FLUSHES.includes(resumed) && flushing.delete(thread) && line.endsWith('= 0')) calls.push({ kind: 'flush' });
    } else if (first.includes(file)) {
      if (!FLUSHES.includes(name)) calls.push({ kind: 'write' });
      else if (line.includes('<unfinished')) flushing.add(thread);
      else if (line.endsWith('= 0')) calls.push({ kind: 'flush' });
    } else if (first.includes('<TCP')) {
      calls.push({ kind: 'answer' });
    }
  }
  return calls;
}

/** Answers that left while something that was written was not flushed. */
export function unflushedAnswers(calls: readonly SystemCall[]): { readonly flushes: number; readonly answers: number; readonly unflushed: number } {
  let waiting = false;
  const counts = { flushes: 0, answers: 0, unflushed: 0 };
  for (const { kind } of calls) {
    if (kind === 'write') waiting = true;
    if (kind === 'flush') {
      waiting = false;
      counts.flushes += 1;
    }
    if (kind === 'answer') {
      counts.answers += 1;
      if (waiting) counts.unflushed += 1;
    }
  }
  return counts;
}
