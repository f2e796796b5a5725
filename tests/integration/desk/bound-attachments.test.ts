import { describe, expect, it } from 'vitest';
import { ASIC_SIGNATURE_NAME, createAsicE } from '../../../src-main/signatures/index.ts';
import { ZipArchive } from '../../../src-main/signatures/formats/zip/archive.ts';
import { describePdf } from '../../../src-main/pdf/describe.ts';
import { zip } from '../../support/asic-builder.ts';
import { errorOf, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { memoryKey } from '../../unit/signatures/creation/support.ts';
import { add, at, DAY, HOUR, listOf, office, type Office, pki } from './evidence-office.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const FILES = [
  { name: 'Наказ № 5.txt', mediaType: 'text/plain', bytes: bytesOf('Про відрядження') },
  { name: 'Додаток 1.txt', mediaType: 'text/plain', bytes: bytesOf('кошторис') },
  { name: 'Додаток 2.txt', mediaType: 'text/plain', bytes: bytesOf('список') },
] as const;

/** One signature over an order and its annexes: the manifest of EN 319 162-1, clause A.4. */
const signed = (): Promise<Uint8Array> => createAsicE({ files: FILES, key: memoryKey(pki.signers.director), signingTime: new Date(at(-HOUR)) });

/** The parts of a container in another arrangement, as somebody at its bytes may make it. */
function rearranged(container: Uint8Array, change: (parts: Map<string, Uint8Array>) => void): Uint8Array {
  const archive = new ZipArchive(container);
  const parts = new Map(archive.entries.map((entry) => [entry.name, Uint8Array.from(archive.read(entry))]));
  change(parts);
  return zip([...parts].map(([name, bytes]) => ({ name, content: Buffer.from(bytes) })));
}

async function registered({ client, desk }: Office, container: Uint8Array) {
  const { sha256 } = await upload(client, 'наказ.asice', container);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'наказ.asice' }] })).letters[0]?.letterId ?? '';
  await desk.rooms.intake.settled(letterId);
  const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, {}) }));
  const { reports } = valueOf(await client.registration.get({ documentId: card.documentId }));
  const protocol = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'protocol', language: 'uk' }));
  const { text } = await describePdf(await desk.rooms.store.blobs.read(protocol.sha256), { textLimit: 100_000 });
  return { card, report: reports[0], signature: reports[0]?.signatures[0], protocol: (text ?? '').replaceAll(/\s+/g, ' ') };
}

async function trustingOffice(): Promise<Office> {
  const here = await office({});
  await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  return here;
}

const statuses = (signature: Awaited<ReturnType<typeof registered>>['signature']) => signature?.signedObjects.map(({ name, status }) => [name, status]);

interface Attack {
  readonly what: string;
  readonly change: (parts: Map<string, Uint8Array>) => void;
  readonly broken: Readonly<Record<string, string>>;
  readonly unsigned: readonly string[];
}

const ATTACKS: readonly Attack[] = [
  { what: 'changed', change: (parts) => void parts.set('Додаток 1.txt', bytesOf('інший кошторис')), broken: { 'Додаток 1.txt': 'altered' }, unsigned: ['Додаток 1.txt'] },
  { what: 'removed', change: (parts) => void parts.delete('Додаток 2.txt'), broken: { 'Додаток 2.txt': 'not-found' }, unsigned: [] },
  { what: 'swapped', change: (parts) => void parts.set('Додаток 1.txt', FILES[2].bytes).set('Додаток 2.txt', FILES[1].bytes), broken: { 'Додаток 1.txt': 'altered', 'Додаток 2.txt': 'altered' }, unsigned: ['Додаток 1.txt', 'Додаток 2.txt'] },
  { what: 'added', change: (parts) => void parts.set('Додаток 3.txt', bytesOf('чужий')), broken: {}, unsigned: ['Додаток 3.txt'] },
];

describe('annexes that one signature binds by its manifest', () => {
  it('all stand in check and protocol with their names and hashes', async () => {
    const here = await trustingOffice();
    const { signature, report, protocol } = await registered(here, await signed());
    expect(signature?.indication).toBe('TOTAL-PASSED');
    expect(statuses(signature)).toEqual(FILES.map(({ name }) => [name, 'intact']));
    expect(report?.unsignedFiles).toEqual([]);
    const compact = protocol.replaceAll(' ', '');
    for (const object of signature?.signedObjects ?? []) expect(compact).toContain(`${object.name.replaceAll(' ', '')}:`);
    for (const object of signature?.signedObjects ?? []) expect(compact).toContain(object.sha256 ?? '-');
  });

  it.each(ATTACKS)('an annex that was $what is told by its name, in the check and in the protocol', async ({ change, broken, unsigned }) => {
    const here = await trustingOffice();
    const { signature, report, protocol } = await registered(here, rearranged(await signed(), change));
    expect(statuses(signature)).toEqual(FILES.map(({ name }) => [name, broken[name] ?? 'intact']));
    expect(report?.unsignedFiles).toEqual(unsigned);
    if (Object.keys(broken).length > 0) expect(signature?.indication).not.toBe('TOTAL-PASSED');
    for (const name of [...Object.keys(broken), ...unsigned]) expect(protocol).toContain(name);
    if (unsigned.length > 0) expect(signature?.reasons.map(({ key }) => key)).toContain('verdict.unsignedFiles');
  });

  it('a manifest that was rewritten for a changed annex breaks the signature', async () => {
    const here = await trustingOffice();
    const other = await createAsicE({ files: [FILES[0], { ...FILES[1], bytes: bytesOf('інший') }, FILES[2]], key: memoryKey(pki.signers.director), signingTime: new Date(at(-HOUR)) });
    const own = new ZipArchive(await signed());
    const entry = own.entries.find(({ name }) => name === ASIC_SIGNATURE_NAME);
    if (entry === undefined) throw new Error('no signature');
    const { signature } = await registered(here, rearranged(other, (parts) => void parts.set(ASIC_SIGNATURE_NAME, Uint8Array.from(own.read(entry)))));
    expect(signature?.indication).toBe('TOTAL-FAILED');
  });
});

describe('files of a signed document', () => {
  it('are not replaced by a scan, and copies leave them what they were', async () => {
    const here = await trustingOffice();
    const { client, desk } = here;
    const { card } = await registered(here, await signed());
    const filesNow = async () => valueOf(await client.registration.get({ documentId: card.documentId })).card.files;
    const { sha256 } = await upload(client, 'скан.pdf', bytesOf('скан'));
    const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'скан.pdf' }] })).letters[0]?.letterId ?? '';
    await desk.rooms.intake.settled(letterId);
    expect(errorOf(await client.paperIntake.attachScan({ documentId: card.documentId, letterId, differenceReason: null })).message).toBe('error.notAPaper');
    valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'card' }));
    expect(await filesNow()).toEqual(card.files);
    for (const file of card.files) expect(await desk.rooms.store.blobs.isIntact(file.sha256)).toBe(true);
  });
});
