import type { Document, Element } from '@xmldom/xmldom';
import type { PackageFinding } from '#shared/domain/transfer-packages.ts';
import type { PackageLimits } from '../limits.ts';
import type { PackageEntry, PackageTree } from '../model.ts';
import { requireSafePath } from '../paths.ts';
import { digestsOf, wholeFile } from '../reading.ts';
import { PackageRefused } from '../refusal.ts';
import { attribute, childElements, elementsNamed, readXml } from '../xml/read-xml.ts';
import { METS_FILE, METS_NS, XLINK_NS } from './vocabulary.ts';

export interface SipReport {
  readonly packageId: string | null;
  readonly createdAt: string | null;
  /** Organisations and people that the header names. */
  readonly agents: readonly string[];
  readonly findings: readonly PackageFinding[];
  /** SHA-256 of the files by path. */
  readonly sums: ReadonlyMap<string, string>;
}

interface Stated {
  readonly path: string;
  readonly digest: string | null;
  readonly value: string;
  readonly size: number | null;
}

/** Words of METS for digests that are computed here, as `node:crypto` names them. */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);
const STRONG: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);
const MOST_METS = 1000;

/**
 * Reads a package by CSIP and verifies it: what its METS documents name is there with size and digest, and nothing is
 * there that they do not name.
 *
 * @param tree of the package's folder.
 * @param folder name of that folder; empty where the archive has none.
 * @throws PackageRefused
 */
export function readSip(tree: PackageTree, folder: string, limits: PackageLimits, onFile?: (bytes: number) => void): SipReport {
  const byPath = new Map(tree.entries.map((entry) => [entry.path.normalize('NFC'), entry]));
  const root = metsIn(tree, byPath, METS_FILE, limits);
  const stated = allStated(tree, byPath, root, limits);
  const { findings, sums } = verified(tree, byPath, stated, onFile);
  const packageId = root.documentElement === null ? null : attribute(root.documentElement, 'OBJID');
  if (packageId === null || (folder !== '' && packageId !== folder)) findings.push({ code: 'otherName', path: METS_FILE });
  const [header] = elementsNamed(root, METS_NS, 'metsHdr');
  const agents = elementsNamed(root, METS_NS, 'agent').filter((agent) => attribute(agent, 'OTHERTYPE') !== 'SOFTWARE').flatMap((agent) => childElements(agent).filter(({ localName }) => localName === 'name').map((name) => (name.textContent ?? '').slice(0, 300)));
  return { packageId, createdAt: header === undefined ? null : attribute(header, 'CREATEDATE'), agents: [...new Set(agents)].slice(0, 20), findings, sums };
}

function metsIn(tree: PackageTree, byPath: ReadonlyMap<string, PackageEntry>, path: string, limits: PackageLimits): Document {
  const entry = byPath.get(path);
  if (entry === undefined) throw new PackageRefused('notAPackage', 'no METS document', path);
  const document = readXml(wholeFile(tree, entry, limits.textBytes), path);
  if (document.documentElement?.namespaceURI !== METS_NS || document.documentElement.localName !== 'mets') throw new PackageRefused('notAPackage', 'no METS document', path);
  return document;
}

/** What the document of the package names, and those of its representations (CSIP110). */
function allStated(tree: PackageTree, byPath: ReadonlyMap<string, PackageEntry>, root: Document, limits: PackageLimits): Stated[] {
  const stated = statedIn(root, '');
  const pointers = elementsNamed(root, METS_NS, 'mptr');
  if (pointers.length > MOST_METS) throw new PackageRefused('tooManyFiles', `more than ${MOST_METS} representations`, METS_FILE);
  const seen = new Set<string>();
  for (const pointer of pointers) {
    const path = pathOf(attribute(pointer, 'href', XLINK_NS) ?? '', '');
    if (seen.has(path) || !byPath.has(path)) continue;
    seen.add(path);
    stated.push(...statedIn(metsIn(tree, byPath, path, limits), path.slice(0, path.lastIndexOf('/') + 1)));
  }
  return stated;
}

function statedIn(document: Document, base: string): Stated[] {
  const files = elementsNamed(document, METS_NS, 'file').flatMap((file) => childElements(file).filter(({ localName }) => localName === 'FLocat').map((place) => statedBy(file, place, base)));
  return [...files, ...elementsNamed(document, METS_NS, 'mdRef').map((reference) => statedBy(reference, reference, base))];
}

function statedBy(facts: Element, place: Element, base: string): Stated {
  const size = attribute(facts, 'SIZE');
  return {
    path: pathOf(attribute(place, 'href', XLINK_NS) ?? '', base),
    digest: DIGESTS.get(attribute(facts, 'CHECKSUMTYPE') ?? '') ?? null,
    value: (attribute(facts, 'CHECKSUM') ?? '').toLowerCase(),
    size: size !== null && /^\d{1,16}$/u.test(size) ? Number(size) : null,
  };
}

/** @throws PackageRefused for a reference that leads out of the package */
function pathOf(href: string, base: string): string {
  let path: string;
  try {
    path = `${base}${decodeURIComponent(href).replace(/^\.\//u, '')}`.normalize('NFC');
  } catch (cause) {
    throw new PackageRefused('malformedManifest', `a reference that is none: ${href.slice(0, 200)}`, METS_FILE, { cause });
  }
  requireSafePath(path);
  return path;
}

function verified(tree: PackageTree, byPath: ReadonlyMap<string, PackageEntry>, stated: readonly Stated[], onFile?: (bytes: number) => void): { findings: PackageFinding[]; sums: Map<string, string> } {
  const findings: PackageFinding[] = [];
  const sums = new Map<string, string>();
  const ofPath = Map.groupBy(stated, ({ path }) => path);
  for (const path of ofPath.keys()) if (!byPath.has(path)) findings.push({ code: 'missingFile', path });
  for (const entry of tree.entries) {
    const facts = ofPath.get(entry.path.normalize('NFC')) ?? [];
    if (facts.length === 0 && entry.path !== METS_FILE) findings.push({ code: 'unlistedFile', path: entry.path });
    const known = facts.flatMap(({ digest, value }) => (digest === null ? [] : [{ digest, value }]));
    if (facts.length > 0 && !known.some(({ digest }) => STRONG.has(digest))) findings.push({ code: 'weakChecksum', path: entry.path });
    if (facts.some(({ size }) => size !== null && size !== entry.size)) findings.push({ code: 'otherSize', path: entry.path });
    const found = digestsOf(tree, entry, [...new Set(['sha256', ...known.map(({ digest }) => digest)])]);
    if (known.some(({ digest, value }) => found.get(digest) !== value)) findings.push({ code: 'otherChecksum', path: entry.path });
    sums.set(entry.path, found.get('sha256') ?? '');
    onFile?.(entry.size);
  }
  return { findings, sums };
}
