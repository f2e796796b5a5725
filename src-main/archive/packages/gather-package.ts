import path from 'node:path';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import { PACKAGE_DOCUMENT_LIMIT } from '#shared/contract/packages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CaseRecord, DocumentRecord, PackagePlan, PackageRecord, PlannedCase, RecordFile } from '../../packages/index.ts';
import type { BlobLocation } from '../../store/blobs/blob-file.ts';
import type { Store } from '../../store/store.ts';
import type { BringFile } from '../../sync/files/bring-file.ts';
import { PreservedPackages } from '../../verification/preserved-packages.ts';
import type { PackedCases } from './packed-cases.ts';

export interface GatherOptions {
  readonly store: Store;
  readonly cases: PackedCases;
  /** All that the desk holds of a document which the actor may read. @throws Refusal */
  readonly documentOf: (documentId: string, actor: Actor) => Promise<MethodOutput<'registration.get'>>;
  /** Brings a file that lies elsewhere. @throws Refusal */
  readonly bring: BringFile;
  /** A name that is safe on every system and unlike those that are taken. */
  readonly safeName: (fileName: string, taken: Set<string>) => string;
}

export interface GatheredPackage {
  readonly plan: PackagePlan;
  readonly locations: ReadonlyMap<string, readonly BlobLocation[]>;
}

interface ReadDocument {
  readonly filed: ReturnType<PackedCases['documentsOf']>[number];
  readonly held: MethodOutput<'registration.get'>;
}

/** Indexes that a refusal names; a case may hold thousands. */
const NAMED_INDEXES = 10;

/** Gathers what a package of closed cases holds: records from the tables and the log, and where the bytes lie. */
export class PackageGathering {
  readonly #options: GatherOptions;

  constructor(options: GatherOptions) {
    this.#options = options;
  }

  /** @throws Refusal for a case that is not closed, a document that the actor may not read or that is barred from leaving, a file that cannot be had */
  async gather(caseIds: readonly string[], record: Omit<PackageRecord, 'cases' | 'documents'>, actor: Actor, signal: AbortSignal): Promise<GatheredPackage> {
    const read: { folder: string; found: CaseRecord; documents: readonly ReadDocument[] }[] = [];
    for (const [at, caseId] of caseIds.entries()) {
      const found = this.#options.cases.of(caseId);
      if (found === null) throw new Refusal('refused', 'error.packageCaseNotClosed');
      read.push({ folder: numbered(at, caseIds.length), found, documents: await this.#read(caseId, read.reduce((total, { documents }) => total + documents.length, 0), actor, signal) });
    }
    const all = read.flatMap(({ documents }) => documents);
    const barred = all.filter(({ held: { card } }) => card.distributionBarred).map(({ held: { card } }) => card.registrationIndex);
    demandPermitted(barred, record.permission);
    const locations = new Map<string, readonly BlobLocation[]>();
    const cases: PlannedCase[] = [];
    for (const { folder, found, documents } of read) {
      const planned: { folder: string; record: DocumentRecord }[] = [];
      for (const [number, document] of documents.entries()) {
        if (signal.aborted) throw new Refusal('cancelled', 'error.cancelled');
        const inner = numbered(number, documents.length);
        planned.push({ folder: inner, record: await this.#document(document, `${folder}/${inner}`, locations, signal) });
      }
      cases.push({ folder, record: found, documents: planned });
    }
    return { plan: { record: { ...record, permission: barred.length === 0 ? null : record.permission, cases: cases.length, documents: all.length }, cases }, locations };
  }

  async #read(caseId: string, before: number, actor: Actor, signal: AbortSignal): Promise<ReadDocument[]> {
    const filed = this.#options.cases.documentsOf(caseId);
    if (before + filed.length > PACKAGE_DOCUMENT_LIMIT) throw new Refusal('too-large', 'error.packageTooManyDocuments', { limit: String(PACKAGE_DOCUMENT_LIMIT) });
    const read: ReadDocument[] = [];
    for (const one of filed) {
      if (signal.aborted) throw new Refusal('cancelled', 'error.cancelled');
      read.push({ filed: one, held: await this.#options.documentOf(one.documentId, actor) });
    }
    return read;
  }

  async #document({ filed: { documentId, ...filed }, held: { card, history, links, copies } }: ReadDocument, folder: string, locations: Map<string, readonly BlobLocation[]>, signal: AbortSignal): Promise<DocumentRecord> {
    const { store, safeName } = this.#options;
    const files: RecordFile[] = [];
    const taken = new Set<string>();
    const put = async (file: Omit<RecordFile, 'path'>, pieces: readonly string[], shared: string | null = null): Promise<void> => {
      const path = shared ?? `${folder}/${safeName(file.fileName, taken)}`;
      files.push({ ...file, path });
      const key = `${file.part}/${path}`;
      if (!locations.has(key)) locations.set(key, await Promise.all(pieces.map((sha256) => this.#locate(sha256, file.fileName, signal))));
    };
    for (const { sha256, fileName, size, mediaType, role } of card.files) await put({ part: 'original', sha256, size, fileName, mediaType, role, note: null }, [sha256]);
    for (const { sha256, fileName, size, form } of copies) {
      const continues = this.#continued(sha256);
      await put({ part: 'copies', sha256, size, fileName, mediaType: 'application/pdf', role: form === 'protocol' ? 'protocol' : 'copy', note: form }, continues === null ? [sha256] : [continues, sha256]);
    }
    const newest = store.database.prepare<[string], { verification_id: string; reports_sha256: string; checked_at: string }>('SELECT * FROM verification WHERE document_id = ? ORDER BY position DESC LIMIT 1').get(documentId);
    if (newest !== undefined) {
      await put({ part: 'evidence', sha256: newest.reports_sha256, size: await store.blobs.size(newest.reports_sha256), fileName: 'validation-report.json', mediaType: 'application/json', role: 'report', note: null }, [newest.reports_sha256]);
      const used = store.database.prepare<[string], { kind: string; source: string; sha256: string }>('SELECT kind, source, sha256 FROM verification_evidence WHERE verification_id = ? ORDER BY position').all(newest.verification_id);
      // One revocation list serves many documents; it lies in the package once.
      for (const { kind, source, sha256 } of used) await put({ part: 'evidence', sha256, size: await store.blobs.size(sha256), fileName: `${kind}-${sha256.slice(0, 8)}`, mediaType: 'application/octet-stream', role: 'evidence', note: `${kind} ${source}` }, [sha256], `common/${sha256}`);
    }
    await this.#putPreserved(documentId, put, signal);
    return { card, ...filed, checkedAt: newest?.checked_at ?? null, history, links, files };
  }

  /** Evidence records with what they are over: with them alone the archive can show that the signatures were good in their time (ARC-07). */
  async #putPreserved(documentId: string, put: (file: Omit<RecordFile, 'path'>, pieces: readonly string[], shared?: string | null) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { store } = this.#options;
    const evidence = async (sha256: string, fileName: string, mediaType: string, note: string): Promise<Omit<RecordFile, 'path'>> => {
      await this.#locate(sha256, fileName, signal);
      return { part: 'evidence', sha256, size: await store.blobs.size(sha256), fileName, mediaType, role: 'evidence', note };
    };
    for (const { manifest, record, pieces } of new PreservedPackages(store).of({ documentId })) {
      await put(await evidence(manifest.sha256, path.posix.basename(manifest.fileName), 'application/xml', 'evidence record manifest'), [manifest.sha256]);
      await put(await evidence(record.sha256, path.posix.basename(record.fileName), 'application/octet-stream', 'evidence record'), [record.sha256]);
      for (const { sha256, fileName } of pieces) await put(await evidence(sha256, path.posix.basename(fileName), 'application/octet-stream', `piece ${fileName}`), [sha256], `common/${sha256}`);
    }
  }

  #continued(sha256: string): string | null {
    return this.#options.store.database.prepare<[string], { continues: string | null }>('SELECT continues FROM copy WHERE sha256 = ? LIMIT 1').get(sha256)?.continues ?? null;
  }

  async #locate(sha256: string, fileName: string, signal: AbortSignal): Promise<BlobLocation> {
    const { store, bring } = this.#options;
    if (!store.blobs.has(sha256)) await bring({ sha256, fileName }, signal);
    return store.blobs.locate(sha256);
  }
}

/** OKPU 1.6: a barred document leaves by the head's permission (CARD-17). */
function demandPermitted(barred: readonly string[], permission: string | null): void {
  if (barred.length === 0 || permission !== null) return;
  const indexes = [...barred.slice(0, NAMED_INDEXES), ...(barred.length > NAMED_INDEXES ? ['…'] : [])].join(', ');
  throw new Refusal('refused', 'error.packageBarred', { indexes }, [{ path: 'permission', message: 'requisite.missing' }]);
}

function numbered(at: number, of: number): string {
  return String(at + 1).padStart(Math.max(2, String(of).length), '0');
}
