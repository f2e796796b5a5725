import { randomBytes } from 'node:crypto';
import { pino } from 'pino';

/** The desk's log: structured lines, no content of documents, no passwords, no keys. */
export interface Logger {
  info(message: string, fields?: Readonly<Record<string, string | number>>): void;
  warn(message: string, fields?: Readonly<Record<string, string | number>>): void;
  /** Writes an unexpected error and gives the short mark that the user is shown. */
  unexpected(what: string, error: unknown): string;
}

export function createLogger(file: string | null): Logger {
  const log = file === null ? pino({ enabled: false }) : pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: file, sync: true, mode: 0o600, mkdir: true }));
  return {
    info: (message, fields = {}) => log.info(fields, message),
    warn: (message, fields = {}) => log.warn(fields, message),
    unexpected(what, error) {
      const reference = randomBytes(4).toString('hex');
      log.error({ reference, what, err: error }, 'unexpected error');
      return reference;
    },
  };
}
