import path from 'node:path';
import type { NomenclatureCase } from '#shared/contract/nomenclature.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { Client } from '#shared/rpc/client.ts';
import { createTestPki, signDetached } from '../../src-main/demo/pki/index.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import { passphraseKeyStore } from '../../src-main/store/keys/passphrase-key-store.ts';
import { openPlainDesk, type PlainDesk, PROJECT_ROOT, valueOf, windowOf } from './plain-desk.ts';
import { testEnvironment } from './test-environment.ts';
import { OWN_PASSWORD } from './walk-window.ts';

const JOB_PROCESS = path.join(PROJECT_ROOT, 'src-main', 'jobs', 'node-job-process.ts');
const ISSUED_PASSWORD = 'Str0ng-pass!';
const CLOSED_ON = '2019-03-04';

export interface OfficeOf2019 {
  /** Kept a few years, with a signed letter in it. */
  readonly ripe: NomenclatureCase;
  /** The same, but under a hold. */
  readonly held: NomenclatureCase;
  readonly documentId: string;
  readonly registrationIndex: string;
}

/**
 * Leaves a data folder as an office does that closed its cases in 2019 and had its inventory agreed in 2020: a desk that goes
 * by the clock of today finds periods that are over. Two registrars with passwords of their own: `registrar`, `second`.
 *
 * @param text of the signed letter
 */
export async function makeOfficeOf2019({ dataDirectory, passphrase, text }: { readonly dataDirectory: string; readonly passphrase: string; readonly text: string }): Promise<OfficeOf2019> {
  const environment = testEnvironment(`${CLOSED_ON}T08:00:00.000Z`);
  const jobs = new JobPool({ spawn: spawnNodeProcess(JOB_PROCESS), residentMemory: linuxResidentMemory, size: 1 });
  const desk = await openPlainDesk({ dataDirectory, jobs, environment, keyStore: passphraseKeyStore(2 ** 10) });
  try {
    const client = windowOf(desk);
    await foundOffice(client, passphrase);
    const ripe = await caseOf(client, ({ retention }) => retention?.period === 'years' && (retention.years ?? 99) <= 5);
    const held = await caseOf(client, ({ caseId, retention }) => caseId !== ripe.caseId && retention?.period === 'years' && (retention.years ?? 99) <= 5);
    const permanent = await caseOf(client, ({ retention }) => retention?.period === 'permanent');
    const letter = await closedWithLetter(desk, client, ripe, text);
    await closedWithLetter(desk, client, held, 'Предмет спору');
    await closedWithLetter(desk, client, permanent, 'Статут');
    valueOf(await client.holds.place({ holdId: crypto.randomUUID(), ground: 'court', reason: 'Ухвала суду', reference: '№ 14', caseIds: [held.caseId], documentIds: [] }));
    environment.set('2020-03-02T08:00:00.000Z');
    valueOf(await client.session.signIn({ login: 'registrar', password: OWN_PASSWORD }));
    const inventoryId = crypto.randomUUID();
    valueOf(await client.inventories.drawUp({ inventoryId, type: 'permanent', year: 2019, number: '1', title: 'Опис справ постійного зберігання', firstNumber: 1, without: [], worded: [] }));
    valueOf(await client.inventories.agree({ inventoryId, by: 'commission', protocolNumber: '1', protocolDate: '2020-03-02' }));
    valueOf(await client.inventories.agree({ inventoryId, by: 'archive', protocolNumber: '4', protocolDate: '2020-03-02' }));
    valueOf(await client.inventories.approve({ inventoryId, by: 'Литвинов Олександр', on: '2020-03-02' }));
    return { ripe, held, ...letter };
  } finally {
    await desk.close();
    jobs.close();
  }
}

async function foundOffice(client: Client, passphrase: string): Promise<void> {
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія Університету перевірок', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
      passphrase,
      administrator: { name: 'Ганна Адміністратор', login: 'admin', password: ISSUED_PASSWORD },
      registrar: { name: 'Роман Реєстратор', login: 'registrar', password: ISSUED_PASSWORD },
    }),
  );
  valueOf(await client.session.signIn({ login: 'admin', password: ISSUED_PASSWORD }));
  valueOf(await client.accounts.create({ name: 'Світлана Друга', login: 'second', password: ISSUED_PASSWORD, roles: ['registrar'] }));
  for (const login of ['second', 'registrar']) {
    valueOf(await client.session.signIn({ login, password: ISSUED_PASSWORD }));
    valueOf(await client.session.changePassword({ current: ISSUED_PASSWORD, next: OWN_PASSWORD }));
  }
}

/** A case of the sample list, with the article that the sample leaves to the office. */
async function caseOf(client: Client, isWanted: (entry: NomenclatureCase) => boolean): Promise<NomenclatureCase> {
  const nomenclatureId = valueOf(await client.nomenclature.years({})).inUse?.nomenclatureId ?? '';
  const { cases } = valueOf(await client.nomenclature.get({ nomenclatureId }));
  const found = cases.find((entry) => entry.retention !== null && !entry.retention.expertMark && isWanted(entry));
  if (found === undefined || found.retention === null) throw new Error('the sample has no such case');
  const { caseId, sectionId, index, title, medium, note, owner, transit } = found;
  valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId, fields: { sectionId, index, title, medium, note, owner, transit, retention: { ...found.retention, article: 'ст. 1' } } }));
  return found;
}

/** A letter with a detached signature comes, is registered and filed, and its case is closed. */
async function closedWithLetter(desk: PlainDesk, client: Client, { caseId }: NomenclatureCase, text: string): Promise<{ readonly documentId: string; readonly registrationIndex: string }> {
  const { signers } = await createTestPki({ now: `${CLOSED_ON}T08:00:00.000Z` });
  const content = new TextEncoder().encode(text);
  const files = [];
  for (const { fileName, bytes } of [{ fileName: 'лист.txt', bytes: content }, { fileName: 'лист.txt.p7s', bytes: Uint8Array.from(signDetached(content, signers.director, { signingTime: new Date(`${CLOSED_ON}T07:00:00.000Z`) })) }]) {
    const { uploadId } = valueOf(await client.files.begin({ fileName, size: bytes.length }));
    valueOf(await client.files.append({ uploadId, offset: 0, piece: bytes }));
    files.push({ fileName, sha256: valueOf(await client.files.finish({ uploadId })).sha256 });
  }
  const [letter] = valueOf(await client.intake.receive({ files })).letters;
  const letterId = letter?.letterId ?? '';
  await desk.rooms.intake.settled(letterId);
  const { journals, kinds } = valueOf(await client.registration.choices({}));
  const journal = journals.find(({ direction }) => direction === 'incoming');
  const kind = kinds.find(({ directions }) => directions.includes('incoming'));
  const requisites = { ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }), correspondent: 'Харківська обласна державна адміністрація', correspondentNumber: caseId, correspondentDate: '2019-02-28', subject: 'Про надання інформації', sheets: 1, attachmentSheets: null, language: 'uk' as const, caseId, addressee: 'Литвинов Олександр' };
  const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites }));
  valueOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId, volume: 1 }));
  valueOf(await client.caseFiles.close({ caseId, finishedOn: CLOSED_ON, certifiedBy: { name: 'Роман Реєстратор', position: 'Діловод' } }));
  return { documentId: card.documentId, registrationIndex: card.registrationIndex };
}
