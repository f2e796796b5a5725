import type { LetterMessage } from '#shared/contract/intake.ts';
import { isProgram } from '#shared/domain/allowed-files.ts';
import { type GroupedFile, groupLetterFiles } from '#shared/domain/letter-files.ts';
import { mailLetterFiles } from '#shared/domain/mail-letter.ts';
import type { OpenMailResult } from '../jobs/job-kinds.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { Store } from '../store/store.ts';

/** Attachments of one message that become files of its letter: all of them stand in one operation. */
const ATTACHMENT_LIMIT = 60;
const MAIL_NAME = /\.eml$/i;

/** A stored file without its role. */
export interface IncomingFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Files of one letter, and the message that they came in. */
export interface IncomingLetter {
  readonly files: readonly GroupedFile<IncomingFile>[];
  readonly message: LetterMessage | null;
}

export interface MessagePorts {
  readonly store: Store;
  readonly jobs: JobRunner;
  /** Writes the name of an annex, in the language of the office's documents (CARD-07). */
  readonly annexName: (number: number, fileName: string) => string;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Puts stored files into letters; a message is opened, and its attachments become files of its letter (EXC-08). */
export async function lettersOf(files: readonly IncomingFile[], ports: MessagePorts): Promise<IncomingLetter[]> {
  const letters: IncomingLetter[] = [];
  for (const group of groupLetterFiles(files)) {
    const main = group.find(({ role }) => role === 'main')?.file;
    const opened = main !== undefined && MAIL_NAME.test(main.fileName) ? await openMessage(main, ports) : null;
    letters.push(opened === null || main === undefined ? { files: group, message: null } : { files: [...opened.files, ...group.filter(({ file }) => file !== main)], message: opened.message });
  }
  return letters;
}

/** @returns null where the file is no message that can be opened: it is a letter as it is, and nothing is lost */
async function openMessage(message: IncomingFile, ports: MessagePorts): Promise<{ readonly files: GroupedFile<IncomingFile>[]; readonly message: LetterMessage } | null> {
  const { store, annexName } = ports;
  const outputs = Array.from({ length: ATTACHMENT_LIMIT }, () => store.blobs.newPlace());
  try {
    const opened = await run(message, outputs, ports);
    if (opened?.kind !== 'opened') return null;
    const leftOut: string[] = [];
    const attachments: IncomingFile[] = [];
    for (const { output, fileName, inline, sha256, size, mediaType, start } of opened.attachments) {
      const place = outputs[output];
      // The message itself keeps them: nothing is lost, and nothing runs.
      if (isProgram(fileName, start)) leftOut.push(fileName);
      if (place === undefined || inline || isProgram(fileName, start)) continue;
      await store.blobs.adopt(place, sha256);
      attachments.push({ sha256, fileName, size, mediaType });
    }
    return {
      files: mailLetterFiles(message, attachments, annexName),
      message: { sha256: message.sha256, fromName: opened.from?.name || null, fromAddress: opened.from?.address || null, subject: opened.subject?.slice(0, 1000) ?? null, sentAt: opened.sentAt, leftOut },
    };
  } finally {
    for (const place of outputs) await store.blobs.discard(place);
  }
}

async function run(message: IncomingFile, outputs: ReturnType<Store['blobs']['newPlace']>[], { store, jobs, logUnexpected }: MessagePorts): Promise<OpenMailResult | null> {
  try {
    return await jobs.run('openMail', { file: { fileName: message.fileName, location: await store.blobs.locate(message.sha256) }, outputs });
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error;
    if (error.failure === 'failed') logUnexpected('opening of a message', error);
    return null;
  }
}
