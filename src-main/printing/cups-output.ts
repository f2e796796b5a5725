import type { SystemPrinter } from '#shared/contract/printing.ts';
import { PRINTER_NAME } from '#shared/domain/print-options.ts';

/** More queues than any office has; what comes after is not looked at. */
export const MOST_PRINTERS = 500;
const LONGEST_TEXT = 200;

const PRINTER_LINE = /^printer (\S+) (disabled|is|now) ?/;
const DESCRIPTION_LINE = /^\tDescription: (.*)$/;
const ACCEPTING_LINE = /^(\S+) accepting requests since /;
const DEFAULT_LINE = /^system default destination: (\S+)/;
/** `%c` of the C locale ends a line of `lpstat -o`. */
const JOB_LINE = /^(?<id>\S+)\s+(?<user>\S.*?)\s+\d+\s+(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})\s*$/;
const REQUEST_LINE = /^request id is (\S+)-(\d{1,10}) \(\d+ file\(s\)\)$/m;

/** Foreign words for people: one line, no control characters, not endless. */
export function shownText(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim().slice(0, LONGEST_TEXT);
}

/**
 * What `lpstat -l -p`, `lpstat -a` and `lpstat -d` say in the C locale. A line that is none of theirs is passed over, a
 * name that could not be handed to `lp` is left out; each printer appears once.
 */
export function readPrinters(printers: string, accepting: string, standard: string): SystemPrinter[] {
  const accepts = new Set(accepting.split('\n').flatMap((line) => ACCEPTING_LINE.exec(line)?.[1] ?? []));
  const isDefault = DEFAULT_LINE.exec(standard)?.[1];
  const found = new Map<string, SystemPrinter>();
  let current: string | null = null;
  for (const line of printers.split('\n')) {
    const named = PRINTER_LINE.exec(line);
    if (named !== null) {
      const name = named[1] ?? '';
      current = PRINTER_NAME.test(name) && !found.has(name) && found.size < MOST_PRINTERS ? name : null;
      if (current !== null) found.set(current, { name: current, description: current, isDefault: current === isDefault, accepting: accepts.has(current) && named[2] !== 'disabled' });
      continue;
    }
    const described = shownText(DESCRIPTION_LINE.exec(line)?.[1] ?? '');
    const printer = current === null ? undefined : found.get(current);
    if (described !== '' && printer !== undefined) found.set(printer.name, { ...printer, description: described });
  }
  return [...found.values()];
}

/** Whether the printer of `lpstat -p NAME` was stopped, and the reason that stands below it; null: it is not. */
export function readStopped(output: string): string | null {
  const lines = output.split('\n');
  const at = lines.findIndex((line) => PRINTER_LINE.exec(line)?.[2] === 'disabled');
  return at < 0 ? null : shownText(lines[at + 1] ?? '');
}

/** Job of `lp`'s answer, `printer-12`; null where it is no such answer. */
export function readRequest(output: string, printer: string): string | null {
  const match = REQUEST_LINE.exec(output);
  return match?.[1] === printer ? `${match[1]}-${match[2]}` : null;
}

/**
 * Who entered a job and when, of `lpstat -o` or `lpstat -W all -o` (`-W completed` tells the end instead); null where it is not
 * listed. A scheduler that lost its spool counts its jobs anew: the number alone may be another's.
 */
export function readOrigin(output: string, jobId: string): string | null {
  for (const line of output.split('\n')) {
    const { id, user, time } = JOB_LINE.exec(line)?.groups ?? {};
    if (id === jobId && user !== undefined && time !== undefined) return shownText(`${time} ${user}`);
  }
  return null;
}

const ENDED = { completed: 'printed', aborted: 'aborted', canceled: 'cancelled' } as const;

/** How a job ended, by the scheduler's answer to its cancelling; null where the answer is another. */
export function readEnding(answer: string): (typeof ENDED)[keyof typeof ENDED] | null {
  const word = /Job #\d+ is already (completed|aborted|canceled)\b/.exec(answer)?.[1];
  return word === 'completed' || word === 'aborted' || word === 'canceled' ? ENDED[word] : null;
}

/** A job as the desk keeps it; `origin` tells it from another of the same number (see {@link readOrigin}), null: it was not seen. */
export interface KnownJob {
  /** CUPS' own name, `printer-12`. */
  readonly jobId: string;
  readonly printer: string;
  readonly origin: string | null;
}

/** Name by which {@link readJob} knows a job again. */
export function jobName(jobId: string, origin: string | null): string {
  return origin === null ? jobId : `${jobId} ${origin}`;
}

/** Null where a name is none of {@link jobName}. */
export function readJob(name: string): KnownJob | null {
  const match = /^((\S+)-\d{1,10})(?: (.+))?$/.exec(name);
  const [jobId = '', printer = '', origin = null] = match?.slice(1) ?? [];
  return PRINTER_NAME.test(printer) ? { jobId, printer, origin } : null;
}
