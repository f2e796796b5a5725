import { ZipArchive } from '../zip/archive.ts';
import { XmlFormatError } from '../xml/errors.ts';
import { readAsicManifest } from './manifest.ts';
import type { ZipEntry } from '../zip/central-directory.ts';
import type { AsicManifest } from './manifest.ts';
import type { Container } from '#shared/domain/signature-report.ts';

/** The files of an ASiC container by their part in it (EN 319 162-1 clauses 4.3 and 4.4). */
export interface AsicLayout {
  readonly container: Extract<Container, 'asic-s' | 'asic-e' | 'zip'>;
  /** Files that people exchange: everything outside META-INF but the type mark. */
  readonly data: readonly ZipEntry[];
  /** Files that have no part in signing and stand where they are easily overlooked. */
  readonly hidden: readonly ZipEntry[];
  readonly cadesSignatures: readonly ZipEntry[];
  readonly xadesSignatures: readonly ZipEntry[];
  readonly timestamps: readonly ZipEntry[];
  readonly manifests: readonly { readonly entry: ZipEntry; readonly manifest: AsicManifest }[];
  /** Manifests that cannot be read: what they list counts as unsigned. */
  readonly unreadManifests: readonly string[];
}

const IN_META = /^META-INF\//i;
const CADES = /^META-INF\/(?:.*\/)?[^/]*signature[^/]*\.(?:p7s|p7m)$/i;
const XADES = /^META-INF\/(?:.*\/)?[^/]*signatures?[^/]*\.xml$/i;
const TIMESTAMP = /^META-INF\/(?:.*\/)?[^/]*timestamp[^/]*\.tst$/i;
const MANIFEST = /^META-INF\/ASiC[^/]*Manifest[^/]*\.xml$/i;
/** Files of META-INF that containers of these families carry beside (EN 319 162-1 annex A, OCF, ODF, ADOC). */
const TECHNICAL = /^META-INF\/(?:container|manifest|metadata|relations(?:hips)?|signableMetadata\d*|[^/]*evidencerecord[^/]*)\.(?:xml|ers|rdf)$/i;
const PARTS = [CADES, XADES, TIMESTAMP, MANIFEST, TECHNICAL];
const MAX_TYPE_BYTES = 256;

export function asicLayout(archive: ZipArchive): AsicLayout {
  const { entries } = archive;
  const named = (pattern: RegExp): ZipEntry[] => entries.filter(({ name }) => pattern.test(name));
  const unreadManifests: string[] = [];
  const manifests = named(MANIFEST).flatMap((entry) => {
    try {
      const manifest = readAsicManifest(archive.read(entry));
      return manifest === null ? [] : [{ entry, manifest }];
    } catch (error) {
      if (!(error instanceof XmlFormatError)) throw error;
      unreadManifests.push(entry.name);
      return [];
    }
  });
  return {
    container: typeOf(archive),
    data: entries.filter((entry) => !IN_META.test(entry.name) && !isTypeMark(entry)),
    hidden: entries.filter(({ name }) => IN_META.test(name) && PARTS.every((part) => !part.test(name))),
    cadesSignatures: named(CADES),
    xadesSignatures: named(XADES),
    timestamps: named(TIMESTAMP),
    manifests,
    unreadManifests,
  };
}

function isTypeMark({ name, size }: ZipEntry): boolean {
  return name === 'mimetype' && size < MAX_TYPE_BYTES;
}

/** By the file "mimetype" (clause A.1); containers of other families are ZIP files with signatures in them. */
function typeOf(archive: ZipArchive): AsicLayout['container'] {
  const mark = archive.entries.find(isTypeMark);
  const type = mark === undefined ? '' : Buffer.from(archive.read(mark)).toString('latin1').trim();
  if (type === 'application/vnd.etsi.asic-s+zip') return 'asic-s';
  return type === 'application/vnd.etsi.asic-e+zip' ? 'asic-e' : 'zip';
}
