import { createHash } from 'node:crypto';

import { LimitExceededError } from '../../limits.ts';
import { MAX_DSS_OBJECTS } from './budget.ts';
import { PdfFormatError } from './errors.ts';
import { decodeStream } from './structure/filters.ts';
import { isArray, isDictionary, isReference, isStream, isString } from './syntax/objects.ts';
import { dateOf, textString } from './syntax/strings.ts';
import type { PdfView } from './structure/view.ts';
import type { PdfDictionary, PdfObject } from './syntax/objects.ts';

/** One validation object: DER of a certificate, list or OCSP response. */
export interface DssObject {
  readonly bytes: Uint8Array;
  /** The revision, counted from 1, that brought it in: a later document timestamp proves that it existed. */
  readonly revision: number;
}

/** Validation data for one signature (EN 319 142-1 clause 5.4.2.3). */
export interface VriEntry {
  readonly certificates: readonly DssObject[];
  readonly crls: readonly DssObject[];
  readonly ocspResponses: readonly DssObject[];
  /** `/TU` as ISO 8601 in UTC: a claim, not a proof. */
  readonly createdAt: string | null;
  /** `/TS`: timestamp token. */
  readonly timestamp: DssObject | null;
}

/** Document security store (clause 5.4.2), joined over all revisions. */
export interface DocumentSecurityStore {
  readonly certificates: readonly DssObject[];
  readonly crls: readonly DssObject[];
  readonly ocspResponses: readonly DssObject[];
  /** By upper-case hexadecimal SHA-1 of the `/Contents` of a signature. */
  readonly vri: ReadonlyMap<string, VriEntry>;
  /** Entries that are no readable streams. */
  readonly unreadable: number;
}

type List = Map<string, DssObject>;

interface Vri {
  readonly certificates: List;
  readonly crls: List;
  readonly ocspResponses: List;
  createdAt: string | null;
  timestamp: DssObject | null;
}

const newVri = (): Vri => ({ certificates: new Map(), crls: new Map(), ocspResponses: new Map(), createdAt: null, timestamp: null });
const listed = (list: List): DssObject[] => [...list.values()];

/** Gathers the stores of the revisions, oldest first. */
export class DssCollector {
  readonly #store = newVri();
  readonly #vri = new Map<string, Vri>();
  /** Objects decoded so far, by their place in the file. */
  readonly #known = new Map<string, { readonly hash: string; readonly bytes: Uint8Array } | null>();
  #unreadable = 0;

  /** @param revision counted from 1. */
  add(view: PdfView, revision: number): void {
    const catalog = view.catalog();
    const dss = catalog === null ? null : view.dictionary(catalog, 'DSS');
    if (dss === null) return;
    if (view.encrypted) {
      this.#unreadable += 1;
      return;
    }
    this.#addList(view, dss, 'Certs', this.#store.certificates, revision);
    this.#addList(view, dss, 'CRLs', this.#store.crls, revision);
    this.#addList(view, dss, 'OCSPs', this.#store.ocspResponses, revision);
    for (const [key, value] of view.dictionary(dss, 'VRI')?.entries ?? []) {
      const entry = view.resolve(value);
      if (key !== 'Type' && isDictionary(entry)) this.#addVri(view, key.toUpperCase(), entry, revision);
    }
  }

  result(): DocumentSecurityStore {
    const { certificates, crls, ocspResponses } = this.#store;
    const vri = [...this.#vri].map(([key, entry]): [string, VriEntry] => [
      key,
      {
        certificates: listed(entry.certificates),
        crls: listed(entry.crls),
        ocspResponses: listed(entry.ocspResponses),
        createdAt: entry.createdAt,
        timestamp: entry.timestamp,
      },
    ]);
    return {
      certificates: listed(certificates),
      crls: listed(crls),
      ocspResponses: listed(ocspResponses),
      vri: new Map(vri),
      unreadable: this.#unreadable,
    };
  }

  #addVri(view: PdfView, key: string, dictionary: PdfDictionary, revision: number): void {
    const entry = this.#vri.get(key) ?? newVri();
    if (this.#vri.size >= MAX_DSS_OBJECTS) throw new LimitExceededError(`${MAX_DSS_OBJECTS} validation entries`);
    this.#vri.set(key, entry);
    this.#addList(view, dictionary, 'Cert', entry.certificates, revision);
    this.#addList(view, dictionary, 'CRL', entry.crls, revision);
    this.#addList(view, dictionary, 'OCSP', entry.ocspResponses, revision);
    const time = view.get(dictionary, 'TU');
    if (isString(time)) entry.createdAt ??= dateOf(textString(time));
    const token = this.#read(view, dictionary.entries.get('TS') ?? null);
    if (token !== null) entry.timestamp ??= { bytes: token.bytes, revision };
  }

  #addList(view: PdfView, dictionary: PdfDictionary, key: string, list: List, revision: number): void {
    const items = view.get(dictionary, key);
    if (!isArray(items)) return;
    for (const item of items.items) {
      const object = this.#read(view, item);
      if (object !== null && !list.has(object.hash)) list.set(object.hash, { bytes: object.bytes, revision });
      if (list.size > MAX_DSS_OBJECTS) throw new LimitExceededError(`${MAX_DSS_OBJECTS} validation objects`);
    }
  }

  #read(view: PdfView, value: PdfObject): { readonly hash: string; readonly bytes: Uint8Array } | null {
    const stream = view.resolve(value);
    if (!isStream(stream)) {
      if (isReference(value) || value !== null) this.#unreadable += 1;
      return null;
    }
    const place = `${stream.dataStart}-${stream.dataEnd}`;
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    const read = this.#decode(view, stream);
    this.#known.set(place, read);
    return read;
  }

  #decode(view: PdfView, stream: Parameters<typeof decodeStream>[0]): { readonly hash: string; readonly bytes: Uint8Array } | null {
    try {
      const bytes = decodeStream(stream, view.resolve, view.file.budget);
      return { hash: createHash('sha256').update(bytes).digest('hex'), bytes };
    } catch (error) {
      if (!(error instanceof PdfFormatError)) throw error;
      this.#unreadable += 1;
      return null;
    }
  }
}
