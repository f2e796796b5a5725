/**
 * A desk in a process of its own that registers papers and exchanges with its server until it is killed. Its argument
 * is a {@link WorkingDeskOptions} in JSON. Says each paper once its clerk has seen the number. A line `settle` on its
 * input: it registers no more, exchanges until nothing waits, and says so; `end`: it closes.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { JobRunner } from '../../src-main/jobs/job-runner.ts';
import { HttpsLink } from '../../src-main/sync/https-link.ts';
import { openPlainDesk, valueOf, windowOf } from './plain-desk.ts';

export interface WorkingDeskOptions {
  readonly dataDirectory: string;
  readonly witnessDirectory: string;
  readonly machine: string;
  readonly invitation: { readonly address: string; readonly certificate: string; readonly code: string };
  /** The office's first desk, which brings the office. */
  readonly founder: boolean;
}

/** What the process says, one in a line. */
export type DeskLine =
  | { readonly said: 'ready' }
  | { readonly said: 'registered'; readonly documentId: string; readonly index: string; readonly milliseconds: number }
  | { readonly said: 'round'; readonly end: string }
  | { readonly said: 'settled' };

const PASSWORD = 'Str0ng-pass!';
const ENDLESS_JOBS: JobRunner = { run: () => new Promise(() => undefined) };
/** Below what the server lets one desk ask in a minute. */
const BETWEEN_PAPERS = 120;
const BETWEEN_ROUNDS = 300;
/** Of so many papers one has a file, one is a correction of another. */
const WITH_FILE = 5;
const WITH_CORRECTION = 4;

const { dataDirectory, witnessDirectory, machine, invitation, founder } = JSON.parse(process.argv[2] ?? '') as WorkingDeskOptions;
// Written at once: what a clerk has seen is not forgotten in a buffer when the process is killed.
const say = (line: DeskLine): void => void writeSync(1, `${JSON.stringify(line)}\n`);

const desk = await openPlainDesk({ dataDirectory, jobs: ENDLESS_JOBS, sync: { link: (place) => new HttpsLink(place), machine, witnessDirectory, automatic: false } });
const client = windowOf(desk);
const { store, sync } = desk.rooms;
if (sync === null) throw new Error('the desk cannot reach servers');
if (valueOf(await client.desk.state({})).phase === 'new') {
  if (founder) {
    valueOf(
      await client.desk.setUp({
        office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
        passphrase: null,
        administrator: { name: 'А', login: 'admin', password: PASSWORD },
        registrar: { name: 'Р', login: 'registrar', password: PASSWORD },
      }),
    );
  } else {
    valueOf(await client.desk.join({ ...invitation, passphrase: null }));
  }
}
if (!store.membership.isMember) {
  valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
  valueOf(await client.sync.join(invitation));
}
valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
say({ said: 'ready' });

/** What this process was told to do. */
const told = { works: true, settles: false, ends: false };
createInterface({ input: process.stdin }).on('line', (line) => {
  Object.assign(told, { works: false, settles: line === 'settle', ends: line === 'end' });
});

async function letterWithFile(): Promise<string> {
  const content = new TextEncoder().encode(`Лист ${crypto.randomUUID()}`);
  const { uploadId } = valueOf(await client.files.begin({ fileName: 'лист.txt', size: content.length }));
  valueOf(await client.files.append({ uploadId, offset: 0, piece: content }));
  const { sha256 } = valueOf(await client.files.finish({ uploadId }));
  const { letters } = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] }));
  return letters[0]?.letterId ?? '';
}

async function registerPaper(letterId: string | null): Promise<void> {
  const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
  const journal = journals.find(({ direction }) => direction === 'incoming');
  const kind = kinds.find(({ directions }) => directions.includes('incoming'));
  const requisites = {
    ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }),
    medium: letterId === null ? ('paper' as const) : ('electronic' as const),
    correspondent: 'Міністерство',
    correspondentNumber: crypto.randomUUID(),
    correspondentDate: '2026-01-05',
    subject: 'Про справу',
    sheets: 1,
    attachmentSheets: null,
    language: 'uk' as const,
    caseId: cases[0]?.caseId ?? null,
    addressee: 'Ректор',
  };
  const began = performance.now();
  const { documentId, registrationIndex } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites, equalTo: null, knownSimilar: [], clockConfirmed: true }));
  say({ said: 'registered', documentId, index: registrationIndex, milliseconds: Math.round(performance.now() - began) });
}

/** Some card of the register, of whichever desk: both correct the same ones now and then. */
async function correctSomeCard(): Promise<void> {
  const documentId = store.database.prepare<[], string>('SELECT document_id FROM card ORDER BY card_key DESC LIMIT 1 OFFSET 3').pluck().get();
  if (documentId === undefined) return;
  const { version } = valueOf(await client.registration.get({ documentId }));
  const corrected = await client.registration.correct({ documentId, basedOn: version, changes: { subject: `Про ${crypto.randomUUID()}` }, reason: 'уточнення' });
  // The other desk's correction came between reading and writing: the clerk looks again another time.
  if (!corrected.ok && corrected.error.code !== 'conflict') valueOf(corrected);
}

async function work(): Promise<void> {
  for (let n = 1; told.works; n += 1) {
    await registerPaper(n % WITH_FILE === 0 ? await letterWithFile() : null);
    if (n % WITH_CORRECTION === 0) await correctSomeCard();
    await sleep(BETWEEN_PAPERS);
  }
}

async function exchange(): Promise<void> {
  while (!told.ends) {
    const isLast = told.settles;
    const end = (await sync?.rounds.now()) ?? 'alone';
    say({ said: 'round', end });
    const { toSend, wanted } = sync?.files?.counters() ?? { toSend: { files: 0 }, wanted: { files: 0 } };
    if (isLast && end === 'done' && store.log.pendingCount() === 0 && toSend.files + wanted.files === 0) {
      told.settles = false;
      say({ said: 'settled' });
    }
    await sleep(BETWEEN_ROUNDS);
  }
}

await Promise.all([work(), exchange()]);
await desk.close();
process.exit(0);
