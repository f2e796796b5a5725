import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, settle } from '../../support/office-of-desks.ts';
import { signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { pki, sha256 } from '../desk/evidence-office.ts';

const { director } = pki.signers;
const KEY = { by: 'keyFile' as const, container: Uint8Array.from(director.keys.privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [Uint8Array.from(director.certificate), Uint8Array.from(pki.intermediate.certificate)], certificate: sha256(director.certificate) };

async function twoDesks() {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const meet = async (): Promise<void> => {
    for (const desk of [first, second, first, second]) await settle(desk);
  };
  await signIn(first.client());
  await meet();
  await signIn(second.client());
  return { first, second, meet };
}

async function waiting({ client, rooms }: OfficeDesk, fileName: string): Promise<string> {
  const { sha256: hash } = await upload(client(), fileName, new TextEncoder().encode(fileName));
  const [letter] = valueOf(await client().intake.receive({ files: [{ sha256: hash, fileName }] })).letters;
  await rooms.intake.settled(letter?.letterId ?? '');
  return letter?.letterId ?? '';
}

async function sign({ client, rooms }: OfficeDesk, subject: { readonly letterId: string } | { readonly documentId: string }): Promise<void> {
  const [file] = 'letterId' in subject ? valueOf(await client().intake.get(subject)).files : valueOf(await client().registration.get(subject)).card.files;
  valueOf(await client().signing.sign({ subject, file: file?.sha256 ?? '', fileName: file?.fileName ?? '', form: 'cades-detached', key: KEY }));
  await rooms.signing.settled();
}

/** What people are told, alike at both desks, whose tables are what the log says. */
async function told(desks: readonly OfficeDesk[]) {
  for (const { rooms } of desks) expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  const [here, there] = await Promise.all(desks.map(async ({ client }) => valueOf(await client().sync.conflicts({ after: null, settled: false })).conflicts.map(({ sort, reason, later }) => ({ sort, reason, kind: later.kind }))));
  expect(there).toEqual(here);
  return here;
}

const namesOf = ({ rooms }: OfficeDesk, table: 'card_file' | 'letter_file', owner: string) =>
  rooms.store.database.prepare<[string], string>(`SELECT file_name FROM ${table} WHERE ${table === 'card_file' ? 'document_id' : 'letter_id'} = ? ORDER BY position`).pluck().all(owner);

const stateOf = ({ rooms }: OfficeDesk, letterId: string) => rooms.store.database.prepare<[string], string>('SELECT state FROM letter WHERE letter_id = ?').pluck().get(letterId);

describe('a content that one desk signs while another, without a line, changes it', () => {
  it('[SIGN-06] [VER-11] a scan that came after the signature takes nobody’s place, its letter waits on, and people are told', async () => {
    const { first, second, meet } = await twoDesks();
    const attach = async (desk: OfficeDesk, documentId: string, letterId: string) => valueOf(await desk.client().paperIntake.attachScan({ documentId, letterId, differenceReason: 'перевірено' }));
    const { documentId } = valueOf(await first.client().registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(first.client(), { medium: 'paper', sheets: 1 }), clockConfirmed: true }));
    valueOf(await first.client().paperIntake.stampByHand({ documentId }));
    await attach(first, documentId, await waiting(first, 'скан.txt'));
    await meet();
    await sign(first, { documentId });
    const better = await waiting(second, 'кращий скан.txt');
    await attach(second, documentId, better);
    expect(namesOf(second, 'card_file', documentId)).toEqual(['кращий скан.txt']);
    await meet();
    expect(await told([first, second])).toEqual([{ sort: 'command', reason: 'contentSigned', kind: 'scan.attached' }]);
    for (const desk of [first, second]) {
      expect(namesOf(desk, 'card_file', documentId)).toEqual(['скан.txt', 'скан.txt.p7s']);
      expect(stateOf(desk, better)).toBe('waiting');
    }
  });

  it('[SIGN-06] [CARD-08] files of a letter that were arranged, or annexes that were laid to it, after the signature have no effect; a letter beside it has', async () => {
    const { first, second, meet } = await twoDesks();
    const [arranged, joined, unsigned] = [await waiting(first, 'наказ.txt'), await waiting(first, 'лист.txt'), await waiting(first, 'інший.txt')];
    valueOf(await first.client().intake.join({ letterId: await waiting(first, 'додаток.txt'), intoLetterId: arranged }));
    await first.rooms.intake.settled(arranged);
    await meet();
    for (const letterId of [arranged, joined]) await sign(first, { letterId });
    const { files } = valueOf(await second.client().intake.get({ letterId: arranged }));
    valueOf(await second.client().intake.arrange({ letterId: arranged, files: files.toReversed().map(({ sha256: hash, fileName }, at) => ({ sha256: hash, fileName, role: at === 0 ? ('main' as const) : ('attachment' as const) })) }));
    const [annex, other] = [await waiting(second, 'кошторис.txt'), await waiting(second, 'список.txt')];
    valueOf(await second.client().intake.join({ letterId: annex, intoLetterId: joined }));
    valueOf(await second.client().intake.join({ letterId: other, intoLetterId: unsigned }));
    await meet();
    expect((await told([first, second]))?.toSorted((one, two) => one.kind.localeCompare(two.kind))).toEqual([{ sort: 'command', reason: 'contentSigned', kind: 'letter.arranged' }, { sort: 'command', reason: 'contentSigned', kind: 'letter.joined' }]);
    for (const desk of [first, second]) {
      expect(namesOf(desk, 'letter_file', arranged)).toEqual(['наказ.txt', 'додаток.txt', 'наказ.txt.p7s']);
      expect(namesOf(desk, 'letter_file', joined)).toEqual(['лист.txt', 'лист.txt.p7s']);
      expect(namesOf(desk, 'letter_file', unsigned)).toEqual(['інший.txt', 'список.txt']);
      expect([annex, other].map((letterId) => stateOf(desk, letterId))).toEqual(['waiting', 'joined']);
    }
  });
});
