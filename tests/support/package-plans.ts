import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { CaseRecord, DocumentRecord, PackagePlan, RecordFile } from '../../src-main/packages/index.ts';
import { safeName } from '../../src-main/packages/index.ts';
import { REQUISITE_VALUES } from './requisite-values.ts';

export interface PlannedPackage {
  readonly plan: PackagePlan;
  readonly contents: ReadonlyMap<RecordFile, Uint8Array>;
}

const id = fc.uuid();
const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10));
const instant = fc.integer({ min: 0, max: 200_000_000 }).map((seconds) => new Date(1_600_000_000_000 + seconds * 1000).toISOString());
/** Any text, such as a card of an old journal may hold: control characters, half pairs, mark-up. */
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', ' з краю ', '<b>&amp;]]>', 'рядок\r\nрядок\tкінець', '\uD800', '\uFFFE\u0000'), fc.string({ unit: fc.constantFrom(...'абвїңғ «»№1—'), maxLength: 60 }));
const nullable = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { nil: null });
const count = fc.nat(500);

type CardFields = DocumentRecord['card'];

const cardWithoutFiles: fc.Arbitrary<Omit<CardFields, 'files'>> = fc.record({
  documentId: id,
  direction: fc.constantFrom(...REQUISITE_VALUES.direction),
  journalId: id,
  kindId: id,
  correspondent: nullable(text),
  correspondentNumber: nullable(text),
  correspondentDate: nullable(day),
  subject: text,
  sheets: nullable(count),
  attachmentSheets: nullable(count),
  language: nullable(fc.constantFrom('uk', 'kk', 'ky', 'ru')),
  caseId: nullable(id),
  addressee: nullable(text),
  author: nullable(text),
  restricted: fc.boolean(),
  note: nullable(text),
  medium: fc.constantFrom(...REQUISITE_VALUES.medium),
  paperGround: nullable(fc.constantFrom(...REQUISITE_VALUES.paperGround)),
  delivery: nullable(fc.constantFrom(...REQUISITE_VALUES.delivery)),
  postalTrack: nullable(text),
  receivedDate: nullable(day),
  correspondentId: nullable(id),
  unitId: nullable(id),
  outageId: nullable(id),
  distributionBarred: fc.boolean(),
  registrationIndex: text,
  registrationNumber: count,
  registrationYear: fc.integer({ min: 2020, max: 2030 }),
  registrationDate: day,
  registeredAt: instant,
  registeredBy: fc.record({ accountId: id, name: text }),
  state: fc.constantFrom(...REQUISITE_VALUES.state),
  verdict: nullable(fc.constantFrom(...REQUISITE_VALUES.verdict)),
  voidReason: nullable(text),
  replacedBy: nullable(id),
  replaces: nullable(id),
});

const fileFacts = fc.record({ bytes: fc.uint8Array({ maxLength: 1500 }), fileName: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), role: fc.constantFrom('main' as const, 'signature' as const, 'attachment' as const) });
const history = fc.array(fc.record({ operationId: id, kind: fc.constantFrom('letter.received', 'card.registered', 'card.corrected'), at: instant, zone: fc.constantFrom('Europe/Kyiv', 'Asia/Almaty'), actor: text, onBehalfOf: nullable(text), desk: text, withoutEffect: fc.boolean(), changes: fc.array(fc.record({ field: text, before: nullable(text), after: nullable(text) }), { maxLength: 2 }) }), { maxLength: 3 });

const document = (folder: string): fc.Arbitrary<{ folder: string; record: DocumentRecord; contents: [RecordFile, Uint8Array][] }> =>
  fc.record({ card: cardWithoutFiles, files: fc.array(fileFacts, { maxLength: 3 }), report: fc.uint8Array({ maxLength: 300 }), history, volume: fc.integer({ min: 1, max: 9 }), filedAt: nullable(instant), filedBy: nullable(text), checkedAt: nullable(instant) }).map(({ card, files, report, ...rest }) => {
    const taken = new Set<string>();
    const place = (fileName: string): string => `${folder}/${safeName(fileName, taken)}`;
    const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    const originals = files.map(({ bytes, fileName, role }): [RecordFile, Uint8Array] => [{ part: 'original', path: place(fileName), sha256: sha256(bytes), size: bytes.length, fileName, mediaType: 'application/octet-stream', role, note: null }, bytes]);
    const evidence: [RecordFile, Uint8Array] = [{ part: 'evidence', path: place('report.json'), sha256: sha256(report), size: report.length, fileName: 'report.json', mediaType: 'application/json', role: 'report', note: null }, report];
    const contents = [...originals, evidence];
    const cardFiles = originals.map(([{ sha256: hash, fileName, size, mediaType }], at) => ({ sha256: hash, fileName, size, mediaType, role: files[at]?.role ?? 'main' }));
    return { folder: folder.slice(folder.indexOf('/') + 1), record: { ...rest, card: { ...card, files: cardFiles }, links: [], files: contents.map(([file]) => file) }, contents };
  });

const caseFacts: fc.Arbitrary<CaseRecord> = fc.record({
  caseId: id,
  year: fc.integer({ min: 2020, max: 2030 }),
  index: text,
  title: text,
  retention: fc.constantFrom(null, { period: 'years' as const, years: 5, event: null, article: '21', expertMark: true }),
  retentionText: text,
  medium: text,
  note: text,
  owner: nullable(text),
  closing: fc.record({ finishedOn: day, closedOn: day, closedBy: text, termRule: fc.constantFrom('january-after' as const, 'next-day' as const), packVersion: text, certifierName: text, certifierPosition: text }),
  volumes: fc.array(fc.record({ volume: count, documents: count, files: count, sheets: nullable(count) }), { maxLength: 2 }),
  term: fc.record({ periodClass: nullable(text), startsOn: nullable(day), endsOn: nullable(day), destroyableFrom: nullable(count), reason: fc.constantFrom('permanent' as const, 'afterClosing' as const) }),
  event: nullable(fc.record({ happenedOn: day, basis: text })),
  decisions: fc.array(fc.record({ ground: text, before: nullable(text), after: text, basis: text, decidedAt: instant, decidedBy: text }), { maxLength: 1 }),
  appraisal: nullable(fc.record({ number: text, date: day, decision: fc.constantFrom('destroy' as const, 'keep' as const), note: text })),
  inventories: fc.array(fc.record({ type: fc.constantFrom('permanent' as const, 'personnel' as const), number: text, year: count, title: text, state: fc.constantFrom('draft' as const, 'approved' as const), entry: count, volume: count, approvedBy: nullable(text), approvedOn: nullable(day) }), { maxLength: 1 }),
  acts: fc.array(fc.record({ number: text, year: count, drawnUpOn: day, state: text }), { maxLength: 1 }),
});

/** Packages of generated cards, cases and files. */
export const plannedPackage = (format: 'bagit' | 'eark'): fc.Arbitrary<PlannedPackage> =>
  fc
    .record({ packageId: id, cases: fc.array(fc.tuple(caseFacts, fc.nat(2)), { minLength: 1, maxLength: 2 }), madeAt: instant, names: fc.tuple(text, text, text), permission: nullable(text) })
    .chain(({ packageId, cases, madeAt, names: [madeBy, madeFor, organisation], permission }) =>
      fc.tuple(...cases.map(([, documents], at) => fc.tuple(...Array.from({ length: documents }, (_unused, number) => document(`0${at + 1}/0${number + 1}`))))).map((filled) => ({
        plan: {
          record: { packageId, format, madeAt, madeBy, madeFor, permission, organisation, country: 'UA', program: 'Chancery 0.0.0', cases: cases.length, documents: filled.flat().length },
          cases: cases.map(([record], at) => ({ folder: `0${at + 1}`, record, documents: (filled[at] ?? []).map(({ folder, record: held }) => ({ folder, record: held })) })),
        },
        contents: new Map(filled.flat().flatMap(({ contents }) => contents)),
      })),
    );

/** A package of one document with one file, all else as it happens to be generated. */
export function onePlan(format: 'bagit' | 'eark', file: RecordFile): PackagePlan {
  const [sampled] = fc.sample(plannedPackage(format).filter(({ plan }) => plan.record.documents > 0), { numRuns: 1, seed: 3 });
  const [planned] = sampled?.plan.cases.filter(({ documents }) => documents.length > 0) ?? [];
  const [held] = planned?.documents ?? [];
  if (sampled === undefined || planned === undefined || held === undefined) throw new Error('no sample');
  const { sha256, fileName, size, mediaType } = file;
  const record: DocumentRecord = { ...held.record, card: { ...held.record.card, files: [{ sha256, fileName, size, mediaType, role: 'main' }] }, files: [file] };
  return { record: { ...sampled.plan.record, cases: 1, documents: 1 }, cases: [{ ...planned, folder: '01', documents: [{ folder: '01', record }] }] };
}

/** A file of a document that a test names. */
export interface NamedContent {
  readonly fileName: string;
  readonly role: DocumentRecord['card']['files'][number]['role'];
  readonly bytes: Uint8Array;
}

/** A package of cases with documents of these files, all else as it happens to be generated. */
export function packageOf(format: 'bagit' | 'eark', cases: readonly (readonly (readonly NamedContent[])[])[]): PlannedPackage {
  const { record, cases: [sample] } = onePlan(format, { part: 'original', path: '01/01/x', sha256: '0'.repeat(64), size: 0, fileName: 'x', mediaType: 'text/plain', role: 'main', note: null });
  const held = sample?.documents[0]?.record;
  if (sample === undefined || held === undefined) throw new Error('no sample');
  const contents = new Map<RecordFile, Uint8Array>();
  const planned = cases.map((documents, at) => {
    const folder = `0${at + 1}`;
    return {
      ...sample,
      folder,
      documents: documents.map((files, number) => {
        const [inner, taken] = [`0${number + 1}`, new Set<string>()];
        const records = files.map(({ fileName, role, bytes }): RecordFile => {
          const file: RecordFile = { part: 'original', path: `${folder}/${inner}/${safeName(fileName, taken)}`, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, fileName, mediaType: 'application/octet-stream', role, note: null };
          contents.set(file, bytes);
          return file;
        });
        const cardFiles = records.map(({ sha256, fileName, size, mediaType }, file) => ({ sha256, fileName, size, mediaType, role: files[file]?.role ?? 'main' }));
        const card = { ...held.card, registrationIndex: `${at + 1}-${number + 1}`, subject: `Документ ${at + 1}-${number + 1}`, files: cardFiles };
        return { folder: inner, record: { ...held, card, files: records } };
      }),
    };
  });
  return { plan: { record: { ...record, cases: cases.length, documents: cases.flat().length }, cases: planned }, contents };
}
