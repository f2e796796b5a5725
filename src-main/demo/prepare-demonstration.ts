import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { appendAccount } from '../accounts/accounts-room.ts';
import { makeVerifier } from '../accounts/password-verifier.ts';
import { appendOffice } from '../desk/desk-room.ts';
import { openDesk } from '../desk/desk.ts';
import type { DeskRooms } from '../desk/opened-desk.ts';
import { createLogger } from '../desk/logger.ts';
import { type Environment, isoInstant, systemEnvironment } from '../environment.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import { loadFonts } from '../pdf/index.ts';
import { loadRulePack } from '../rule-packs/index.ts';
import { createDeskKey } from '../store/keys/key-store.ts';
import { plainKeyStore } from '../store/keys/plain-key-store.ts';
import { deskFiles, Store } from '../store/store.ts';
import { createDemonstrationPki, type DemonstrationPki } from './demonstration-pki.ts';
import { makeDocumentFiles } from './document-files.ts';
import { dayBefore, type DemonstrationDocument, type DemonstrationOffice, demonstrationOffice, inOrderOfArrival } from './office/index.ts';

/** Password of the demonstration's accounts; printed at its start, its content is made up. */
export const DEMONSTRATION_PASSWORD = 'Demo-2026!';
const COUNTRY = 'KZ';

/** Message keys below `cli.preparing.`. */
export type DemonstrationStep = 'pki' | 'documents';

export interface DemonstrationOptions {
  readonly dataDirectory: string;
  readonly resourcesDirectory: string;
  readonly version: string;
  readonly jobs: JobRunner;
  /** What is being prepared and how far it is, 0…1. */
  readonly onProgress: (what: DemonstrationStep, progress: number) => void;
}

/** The folder named for the demonstration holds something that is not a desk; it was left as it is. */
export class FolderNotEmpty extends Error {
  constructor(folder: string) {
    super(`${folder} is not empty and holds no desk`);
    this.name = 'FolderNotEmpty';
  }
}

/** The real world with a clock that stands at the day of the document that is being registered. */
interface MovedClock extends Environment {
  moveTo(milliseconds: number): void;
}

function movedClock(): MovedClock {
  const system = systemEnvironment();
  let now = system.now();
  return { ...system, now: () => now, moveTo: (milliseconds) => void (now = milliseconds) };
}

/**
 * Makes the demonstration office once: in a folder beside the data directory that takes its name when
 * everything is there, so that an interrupted start leaves nothing half made.
 */
export async function prepareDemonstration(options: DemonstrationOptions): Promise<void> {
  if (existsSync(deskFiles(options.dataDirectory).database)) return;
  if (existsSync(options.dataDirectory) && readdirSync(options.dataDirectory).length > 0) throw new FolderNotEmpty(options.dataDirectory);
  const unfinished = `${options.dataDirectory}.chancery-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const environment = movedClock();
  const today = environment.now();
  await createOffice(unfinished, environment, options);
  const desk = await openDesk({
    dataDirectory: unfinished,
    resourcesDirectory: options.resourcesDirectory,
    host: 'loopback',
    version: options.version,
    environment,
    keyStore: plainKeyStore(),
    passphrase: null,
    jobs: options.jobs,
    logger: createLogger(null),
  });
  try {
    await fillOffice(desk.rooms, environment, today, options);
  } finally {
    await desk.close();
  }
  // An empty folder may stand there already. Only an empty one is removed: anything else is somebody's.
  if (existsSync(options.dataDirectory)) await rmdir(options.dataDirectory);
  await rename(unfinished, options.dataDirectory);
}

const CORRESPONDENT_CATEGORY = { authority: 'state-body', organisation: 'institution', citizen: 'citizen' } as const;

async function createOffice(dataDirectory: string, environment: MovedClock, { resourcesDirectory }: DemonstrationOptions): Promise<void> {
  const pack = await loadRulePack(path.join(resourcesDirectory, 'rule-packs', COUNTRY.toLowerCase()));
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const store = await Store.open(dataDirectory, environment);
  try {
    await createDeskKey(deskFiles(dataDirectory).key, plainKeyStore(), null);
    const verifier = await makeVerifier(DEMONSTRATION_PASSWORD, environment);
    const office = demonstrationOffice(COUNTRY);
    store.commit((transaction) => {
      appendOffice(transaction, environment, { name: office.names.kk, country: COUNTRY, documentLanguages: ['kk', 'ru'], deskCode: '1' }, pack, true);
      let registrarAccountId: string | null = null;
      for (const [login, name, role] of [
        ['admin', 'Әкімші (демонстрация)', 'administrator'],
        ['registrar', 'Тіркеуші (демонстрация)', 'registrar'],
      ] as const) {
        const accountId = appendAccount(transaction, environment, { login, name, roles: [role], verifier, passwordChangeDue: null }, null);
        if (login === 'registrar') registrarAccountId = accountId;
      }
      for (const [at, unit] of office.departments.entries()) {
        transaction.append({ kind: 'unit.defined', entity: unit.departmentId, stream: MAIN_STREAM, actor: null, payload: { index: String(at + 1).padStart(2, '0'), unitId: unit.departmentId, name: unit.names.kk, parentUnitId: null, headPersonId: unit.headPersonId, coordinatorPersonId: unit.ofViceRector ? 'vice-rector' : null } });
      }
      for (const person of office.people) {
        transaction.append({ kind: 'person.defined', entity: person.personId, stream: MAIN_STREAM, actor: null, payload: { personId: person.personId, name: person.name, position: person.positions.kk, unitId: person.departmentId, accountId: person.personId === 'registrar' ? registrarAccountId : null } });
      }
      for (const { correspondentId, name, type } of office.correspondents) {
        const payload = { correspondentId, name, otherNames: [], category: CORRESPONDENT_CATEGORY[type], letter: '', address: '', email: '', code: '', note: '', headOnlyLifted: false };
        transaction.append({ kind: 'correspondent.defined', entity: correspondentId, stream: MAIN_STREAM, actor: null, payload });
      }
      const [head] = office.people;
      if (head !== undefined) transaction.append({ kind: 'office.headSet', entity: head.personId, stream: MAIN_STREAM, actor: null, payload: { personId: head.personId } });
    });
  } finally {
    store.close();
  }
}

async function fillOffice(rooms: DeskRooms, environment: MovedClock, today: number, options: DemonstrationOptions): Promise<void> {
  const office = demonstrationOffice(COUNTRY);
  const fonts = await loadFonts(path.join(options.resourcesDirectory, 'fonts'));
  options.onProgress('pki', 0);
  const pki = await createDemonstrationPki(office, isoInstant(today));
  await addTrust(rooms, pki);
  const registrar = accountOf(rooms, 'registrar');
  const documents = inOrderOfArrival(office);
  for (const [at, document] of documents.entries()) {
    environment.moveTo(momentOf(document, at, today));
    const files = await makeDocumentFiles(document, office, pki, fonts, isoInstant(environment.now()));
    const stored = [];
    for (const file of files) stored.push({ ...(await rooms.store.blobs.write(file.bytes)), fileName: file.fileName });
    const [letterId] = await rooms.intake.receive(stored.map(({ sha256, fileName }) => ({ sha256, fileName })), registrar);
    if (letterId === undefined) throw new Error(`no letter came of ${document.documentId}`);
    await rooms.intake.settled(letterId);
    const { checkProblem, verdict } = await rooms.intake.letter(letterId);
    if (verdict === null) throw new Error(`the signatures of ${document.documentId} were not checked: ${checkProblem ?? 'no reason'}`);
    // The newest ones wait on the desk: there is something to do at once.
    if (at < documents.length - WAITING_LETTERS) rooms.registration.register({ requestId: document.documentId, letterId, requisites: requisitesOf(document, office, today), equalTo: null, knownSimilar: [], clockConfirmed: false, signedDraft: null }, registrar);
    options.onProgress('documents', (at + 1) / documents.length);
  }
  environment.moveTo(today);
  while (rooms.searchIndex.indexQueued() > 0);
}

const WAITING_LETTERS = 6;
const DAY = 24 * 60 * 60 * 1000;

/** A minute of the working day on which the document came; later documents never before earlier ones. */
function momentOf(document: DemonstrationDocument, at: number, today: number): number {
  const day = Math.floor((today - document.daysBefore * DAY) / DAY) * DAY;
  const moment = day + 4 * 60 * 60 * 1000 + at * 7 * 60 * 1000;
  return Math.min(moment, today);
}

function requisitesOf(document: DemonstrationDocument, office: DemonstrationOffice, today: number) {
  const zoneDay = dayInZone('UTC', isoInstant(today));
  const person = office.people.find(({ personId }) => personId === document.authorId);
  const correspondent = office.correspondents.find(({ correspondentId }) => correspondentId === document.correspondentId);
  return {
    ...blankRequisites({ direction: document.direction, journalId: document.journalId, kindId: document.kindId }),
    correspondent: correspondent?.name ?? null,
    correspondentId: correspondent?.correspondentId ?? null,
    correspondentNumber: document.correspondentNumber,
    correspondentDate: document.correspondentDaysBefore === null ? null : dayBefore(zoneDay, document.correspondentDaysBefore),
    subject: document.subject,
    sheets: document.sheets,
    attachmentSheets: document.attachmentSheets,
    language: document.language,
    caseId: document.caseId,
    addressee: document.direction === 'incoming' ? (office.people[0]?.name ?? null) : null,
    author: person?.name ?? null,
  };
}

function accountOf(rooms: DeskRooms, login: string) {
  const account = rooms.accounts.accountByLogin(login);
  if (account === null) throw new Error(`the demonstration has no account ${login}`);
  return { accountId: account.accountId, login: account.login, name: account.name, roles: account.roles };
}

async function addTrust(rooms: DeskRooms, pki: DemonstrationPki): Promise<void> {
  const administrator = accountOf(rooms, 'admin');
  for (const [kind, files] of [
    ['anchor', pki.trust.trustAnchors],
    ['intermediate', pki.trust.intermediates],
    ['crl', pki.trust.crls],
  ] as const) {
    for (const file of files) await rooms.trust.add({ kind, fileName: file.fileName, bytes: file.bytes }, administrator);
  }
}
