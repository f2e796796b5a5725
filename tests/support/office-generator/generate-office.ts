import { createHash } from 'node:crypto';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { OperationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant, newId } from '../../../src-main/environment.ts';
import { makeVerifier } from '../../../src-main/accounts/password-verifier.ts';
import { appendAccount } from '../../../src-main/accounts/accounts-room.ts';
import type { Transaction } from '../../../src-main/store/store.ts';
import { NO_JOBS, openPlainDesk, windowOf } from '../plain-desk.ts';
import { SeededRandom } from './random.ts';
import { SENTENCES } from './texts.ts';
import { type OfficeLanguage, WORDS } from './words.ts';

export const GENERATED_PASSWORD = 'Str0ng-pass!';
/** Signs in to read one card of a hundred. */
export const EXECUTOR_LOGIN = 'executor-1';

export interface GeneratedOfficeOptions {
  readonly dataDirectory: string;
  readonly cards: number;
  readonly seed?: number;
  readonly onProgress?: (what: 'cards' | 'index', done: number) => void;
}

const YEARS = 10;
const FIRST_YEAR = 2016;
const DAY = 86_400_000;
const BATCH = 2000;
const EXECUTORS = 50;
const CORRESPONDENTS = 4000;
/** Part of the cards with a file whose text is known. */
const WITH_TEXT = 0.25;
const WITH_FILE = 0.6;
const LANGUAGES: readonly OfficeLanguage[] = ['kk', 'kk', 'kk', 'ru', 'ru', 'ru', 'uk', 'uk', 'ky', 'ky', 'en'];

/** A clock that the generator moves, and randomness of the seed. */
function movedEnvironment(random: SeededRandom, start: number): Environment & { set(instant: number): void } {
  let now = start;
  return {
    now: () => now,
    randomBytes: (length) => Uint8Array.from({ length }, () => random.below(256)),
    crashPoint: () => undefined,
    set: (instant) => {
      now = instant;
    },
  };
}

interface MadeCard {
  readonly language: OfficeLanguage;
  readonly direction: 'incoming' | 'outgoing' | 'internal';
}

/**
 * Makes a desk with any number of cards over ten years, through its own operation log and projectors,
 * and indexes them. The same seed gives the same office.
 */
export async function generateOffice({ dataDirectory, cards, seed = 1, onProgress = () => undefined }: GeneratedOfficeOptions): Promise<void> {
  const random = new SeededRandom(seed);
  const start = Date.UTC(FIRST_YEAR, 0, 4, 4);
  const environment = movedEnvironment(random, start);
  const desk = await openPlainDesk({ dataDirectory, jobs: NO_JOBS, environment });
  const { store, directories, searchIndex } = desk.rooms;
  try {
    const client = windowOf(desk);
    const made = await client.desk.setUp({
      office: { name: 'Қиялтау университеті', country: 'KZ', documentLanguages: ['kk', 'ru'], deskCode: '1' },
      passphrase: null,
      administrator: { name: 'А. Қиялбеков', login: 'admin', password: GENERATED_PASSWORD },
      registrar: { name: 'С. Үлгіқызы', login: 'registrar', password: GENERATED_PASSWORD },
    });
    if (!made.ok) throw new Error(made.error.message);
    searchIndex.stop();
    const verifier = await makeVerifier(GENERATED_PASSWORD, environment, 2 ** 10);
    const executors = store.commit((transaction) =>
      Array.from({ length: EXECUTORS }, (_, at) => appendAccount(transaction, environment, { name: `Орындаушы ${at + 1}`, login: `executor-${at + 1}`, roles: ['executor'], verifier, passwordChangeDue: null }, null)),
    );
    const registrar = store.database.prepare<[], OperationActor>("SELECT account_id AS accountId, login, name FROM account WHERE login = 'registrar'").get();
    if (registrar === undefined) throw new Error('no registrar');
    // The issued password counts as changed: ten years pass here.
    store.commit((transaction) => transaction.append({ kind: 'account.passwordSet', entity: registrar.accountId, stream: 'main', actor: null, payload: { accountId: registrar.accountId, verifier, passwordChangeDue: null } }));
    const correspondents = Array.from({ length: CORRESPONDENTS }, () => {
      const language = random.of(LANGUAGES);
      const words = WORDS[language];
      return { language, name: random.chance(0.3) ? person(random, language) : words.bodyName(random.of(words.bodies), random.of(words.places), random.below(120) + 1) };
    });
    const journals = directories.journals();
    const kinds = directories.kinds();
    const cases = directories.casesOn(new Date(start).toISOString().slice(0, 10))?.cases ?? [];
    const numbers = new Map<string, number>();
    const keepText = store.database.prepare('INSERT OR IGNORE INTO document_text (sha256, text) VALUES (?, ?)');

    const append = (transaction: Transaction, at: number): void => {
      environment.set(start + Math.floor((at / cards) * YEARS * 365.2 * DAY));
      const correspondent = random.skewedOf(correspondents);
      const language = random.chance(0.85) ? correspondent.language : random.of(LANGUAGES);
      const direction = random.of(['incoming', 'incoming', 'incoming', 'outgoing', 'outgoing', 'internal'] as const);
      const journal = random.of(journals.filter((candidate) => candidate.direction === direction));
      const kind = random.of(kinds.filter((candidate) => candidate.directions.includes(direction)));
      const today = isoInstant(environment.now()).slice(0, 10);
      const year = Number(today.slice(0, 4));
      const number = (numbers.get(`${journal.journalId}/${year}`) ?? 0) + 1;
      numbers.set(`${journal.journalId}/${year}`, number);
      const chosenCase = random.skewedOf(cases);
      const documentId = newId(environment);
      const withFile = random.chance(WITH_FILE);
      const sha256 = createHash('sha256').update(documentId).digest('hex');
      const card: MadeCard = { language, direction };
      transaction.append({
        kind: 'card.registered',
        entity: documentId,
        stream: 'main',
        actor: registrar,
        payload: {
          documentId,
          requestId: newId(environment),
          letterId: null,
          requisites: {
            ...blankRequisites({ direction, journalId: journal.journalId, kindId: kind.kindId }),
            medium: withFile ? 'electronic' : 'paper',
            correspondent: direction === 'internal' ? null : correspondent.name,
            correspondentNumber: direction === 'incoming' ? `${random.below(40) + 1}/${random.below(99) + 1}-${random.below(99_999)}` : null,
            correspondentDate: direction === 'incoming' ? today : null,
            subject: subjectOf(random, card),
            sheets: random.below(12) + 1,
            attachmentSheets: random.chance(0.3) ? random.below(20) + 1 : null,
            language,
            caseId: chosenCase.caseId,
            addressee: direction === 'incoming' ? 'Ректорға' : null,
            author: direction === 'incoming' ? null : person(random, language),
            restricted: random.chance(0.01),
            note: random.chance(0.1) ? `№ ${random.below(9000) + 1}` : null,
          },
          registrationNumber: number,
          registrationYear: year,
          serialYear: year,
          numberRun: '',
          equalTo: null,
          replaces: null,
          registrationIndex: `${chosenCase.index}/${number}`,
          registrationDate: today,
          files: withFile ? [{ sha256, fileName: `${number}-${year}.pdf`, size: 100_000 + random.below(900_000), mediaType: 'application/pdf', role: 'main' }] : [],
          verdict: withFile ? random.of(['passed', 'passed', 'passed', 'unsigned', 'undetermined', 'failed'] as const) : null,
        },
        changes: [{ field: 'registrationDate', before: null, after: today }],
      });
      if (withFile && random.chance(WITH_TEXT / WITH_FILE)) keepText.run(sha256, textOf(random, language));
      const readers = [...(random.chance(0.01) ? [executors[0]] : []), ...(random.chance(0.1) ? [executors[1 + random.below(EXECUTORS - 1)]] : [])].filter((id) => id !== undefined);
      if (readers.length > 0) transaction.append({ kind: 'card.readersAdded', entity: documentId, stream: 'main', actor: registrar, payload: { documentId, accountIds: readers } });
    };

    store.database.pragma('synchronous = OFF');
    store.database.pragma('cache_size = -400000');
    for (let done = 0; done < cards; done += BATCH) {
      store.commit((transaction) => {
        for (let at = done; at < Math.min(cards, done + BATCH); at += 1) append(transaction, at);
      });
      let indexed = 0;
      for (let piece = searchIndex.indexQueued(BATCH); piece > 0; piece = searchIndex.indexQueued(BATCH)) indexed += piece;
      onProgress('cards', done + indexed);
    }
    store.database.pragma('wal_checkpoint(TRUNCATE)');
    store.database.pragma('synchronous = FULL');
  } finally {
    await desk.close();
  }
}

function person(random: SeededRandom, language: OfficeLanguage): string {
  const { surnames, initials } = WORDS[language];
  const initial = (): string => initials.charAt(random.below(initials.length));
  return `${random.of(surnames)} ${initial()}. ${initial()}.`;
}

function subjectOf(random: SeededRandom, { language }: MadeCard): string {
  const words = WORDS[language];
  const subject = words.subject(random.of(words.begins), random.of(words.objects), random.of(words.tails));
  if (random.chance(0.2)) return `${subject} (${person(random, language)})`;
  return random.chance(0.15) ? `${subject} № ${random.below(900) + 1}-${random.below(30)}` : subject;
}

function textOf(random: SeededRandom, language: OfficeLanguage): string {
  const count = random.below(8) + 4;
  return Array.from({ length: count }, () => random.of(SENTENCES[language])).join(' ').concat(` ${person(random, language)} ${random.below(100_000)}`);
}
