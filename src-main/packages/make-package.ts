import { writeBag } from './bagit/write-bag.ts';
import { dataFolder, writeSip } from './eark/write-sip.ts';
import type { PremisEvent } from './eark/premis.ts';
import { type PackageFile, textFile, type Write } from './model.ts';
import { descriptionFiles, RECORD_FORMAT } from './records/description.ts';
import type { PackagePart, PackagePlan, PlannedCase, RecordFile } from './records/records.ts';

export interface PackageRequest {
  readonly plan: PackagePlan;
  /** Bytes of a file of a record. */
  readonly piecesOf: (file: RecordFile) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Share of the bytes that are written, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface PackageResult {
  /** SHA-256 of what binds all other files: manifest-sha256.txt, or METS.xml. */
  readonly manifestSha256: string;
  /** Files of documents in it. */
  readonly files: number;
}

/** Folder of a representation by the part of a package that it holds. */
export const REPRESENTATIONS: Readonly<Record<PackagePart, string>> = { original: 'rep1', copies: 'rep2', evidence: 'evidence' };
/** Note of the files of an evidence record (ETSI EN 319 162-1, RFC 4998): itself and its manifest. */
export const EVIDENCE_RECORD = 'evidence record';
const FORMAT_TEXT = 'record-format.txt';

/** Makes a package of closed cases in the form that its plan names (ARC-01, ARC-09). @throws FileDiffers */
export async function makePackage({ plan, piecesOf, onProgress }: PackageRequest, write: Write): Promise<PackageResult> {
  const named = plan.cases.flatMap(({ documents }) => documents.flatMap(({ record }) => record.files));
  // What several documents stand on, such as a revocation list, lies in the package once.
  const files = [...new Map(named.map((file) => [`${file.part}/${file.path}`, file])).values()];
  const all = files.reduce((total, { size }) => total + size, 0);
  let done = 0;
  const onFile = (bytes: number): void => {
    done += bytes;
    onProgress?.(all === 0 ? 1 : Math.min(1, done / all));
  };
  const fileOf = (file: RecordFile, path: string): PackageFile => ({ path, size: file.size, sha256: file.sha256, pieces: () => piecesOf(file) });
  const { record } = plan;
  const seconds = Math.floor(Date.parse(record.madeAt) / 1000);
  const name = `package-${record.packageId}`;
  if (record.format === 'bagit') {
    const payload = [...descriptionFiles(plan).map((file) => ({ ...file, path: `descriptive/${file.path}` })), textFile(FORMAT_TEXT, RECORD_FORMAT), ...files.map((file) => fileOf(file, `${file.part}/${file.path}`))];
    const info = [
      { label: 'Source-Organization', value: record.organisation },
      { label: 'External-Identifier', value: record.packageId },
      { label: 'External-Description', value: descriptionOf(plan.cases) },
      { label: 'Bagging-Date', value: record.madeAt.slice(0, 10) },
      { label: 'Bag-Software-Agent', value: record.program },
    ];
    const { manifestSha256 } = await writeBag({ name, files: payload, info, seconds, onFile }, write);
    return { manifestSha256, files: files.length };
  }
  const [programName = record.program, version = ''] = record.program.split(' ');
  const { metsSha256 } = await writeSip(
    {
      packageId: name,
      createdAt: record.madeAt,
      program: { name: programName, version },
      organisation: record.organisation,
      label: descriptionOf(plan.cases),
      descriptive: descriptionFiles(plan),
      documentation: [textFile(FORMAT_TEXT, RECORD_FORMAT)],
      // A representation without files would be an empty promise (CSIPSTR11).
      representations: (['original', 'copies', 'evidence'] as const).flatMap((part) => {
        const held = files.filter((file) => file.part === part);
        return held.length === 0 ? [] : [{ name: REPRESENTATIONS[part], files: held.map((file) => ({ ...fileOf(file, file.path), mediaType: file.mediaType, originalName: file.fileName })) }];
      }),
      events: eventsOf(plan),
      seconds,
      onFile,
    },
    write,
  );
  return { manifestSha256: metsSha256, files: files.length };
}

function descriptionOf(cases: readonly PlannedCase[]): string {
  return cases.map(({ record }) => `${record.index} ${record.title} (${record.year})`).join('; ').slice(0, 2000);
}

/** What the records tell of the files, as events of preservation. */
function eventsOf({ record: { madeAt, madeBy }, cases }: PackagePlan): PremisEvent[] {
  const events: PremisEvent[] = [];
  const all: string[] = [];
  for (const { record, documents } of cases) {
    const ofCase: string[] = [];
    for (const { record: document } of documents) {
      const paths = document.files.filter(({ part }) => part === 'original').map((file) => `${dataFolder(REPRESENTATIONS.original)}${file.path}`);
      ofCase.push(...paths);
      const { card, history, checkedAt } = document;
      const received = history.find(({ kind }) => kind === 'letter.received');
      if (received !== undefined) events.push({ type: 'received', at: received.at, detail: card.registrationIndex, agent: received.actor, paths });
      events.push({ type: 'registered', at: card.registeredAt, detail: card.registrationIndex, agent: card.registeredBy.name, paths });
      if (checkedAt !== null) events.push({ type: 'verified', at: checkedAt, detail: card.verdict ?? 'unsigned', agent: null, paths });
      // Each renewal is an event of its own; the records lie beside each other.
      const proof = document.files.filter(({ part, role, note }) => part === 'evidence' && role === 'evidence' && note?.startsWith(EVIDENCE_RECORD) === true).map((file) => `${dataFolder(REPRESENTATIONS.evidence)}${file.path}`);
      for (const { at, actor } of history.filter(({ kind }) => kind === 'preservation.evidenceMade')) events.push({ type: 'preserved', at, detail: card.registrationIndex, agent: actor || null, paths: [...paths, ...proof] });
    }
    events.push({ type: 'closed', at: record.closing.closedOn, detail: record.index, agent: record.closing.closedBy, paths: ofCase });
    all.push(...ofCase);
  }
  return [...events, { type: 'packed', at: madeAt, detail: `${cases.length}`, agent: madeBy, paths: all }];
}
