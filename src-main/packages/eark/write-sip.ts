import { createHash } from 'node:crypto';
import { type PackageFile, textFile, type Write, type WrittenFile } from '../model.ts';
import { requireDistinctPaths, requireSafePath } from '../paths.ts';
import { TarWriter } from '../tar/tar-writer.ts';
import { type MetsHead, type NamedFile, representationMets, rootMets } from './mets.ts';
import { type PremisEvent, type PremisObject, premisXml } from './premis.ts';
import { DESCRIPTIVE, DOCUMENTATION, METS_FILE, PREMIS_FILE } from './vocabulary.ts';

export interface RepresentationFile extends PackageFile {
  readonly mediaType: string;
  readonly originalName: string;
}

export interface SipRequest extends MetsHead {
  readonly label: string;
  /** Records; paths inside metadata/descriptive. */
  readonly descriptive: readonly PackageFile[];
  /** How the records are to be read; paths inside documentation. */
  readonly documentation: readonly PackageFile[];
  /** Paths inside representations/NAME/data. */
  readonly representations: readonly { readonly name: string; readonly files: readonly RepresentationFile[] }[];
  /** Paths are those of the package. */
  readonly events: readonly PremisEvent[];
  readonly seconds: number;
  readonly onFile?: (bytes: number) => void;
}

export interface SipResult {
  /** SHA-256 of METS.xml, which binds every file of the package. */
  readonly metsSha256: string;
  readonly files: readonly WrittenFile[];
}

export function dataFolder(representation: string): string {
  return `representations/${representation}/data/`;
}

/**
 * Writes a submission package of E-ARK (CSIP and SIP 2.1) as an uncompressed archive. What names the others comes after
 * them, METS.xml last: by then every digest is known from the bytes that went in.
 *
 * @throws PackageRefused for names that are not safe; FileDiffers
 */
export async function writeSip(request: SipRequest, write: Write): Promise<SipResult> {
  const { packageId, seconds, representations } = request;
  const archive = new TarWriter(write, seconds);
  const written: WrittenFile[] = [];
  const add = async (path: string, file: PackageFile): Promise<WrittenFile> => {
    requireSafePath(`${packageId}/${path}`);
    const done = { ...(await archive.add({ ...file, path: `${packageId}/${path}` })), path };
    written.push(done);
    request.onFile?.(done.size);
    return done;
  };
  requireDistinctPaths(representations.flatMap(({ name, files }) => files.map(({ path }) => `${dataFolder(name)}${path}`)));

  const objects: PremisObject[] = [];
  const mets: { name: string; mets: NamedFile }[] = [];
  for (const { name, files } of representations) {
    const named: NamedFile[] = [];
    for (const file of files) {
      const done = await add(`${dataFolder(name)}${file.path}`, file);
      named.push({ ...done, path: `data/${file.path}`, mediaType: file.mediaType });
      objects.push({ ...done, mediaType: file.mediaType, originalName: file.originalName });
    }
    mets.push({ name, mets: await asXml(add(`representations/${name}/${METS_FILE}`, textFile(METS_FILE, representationMets(request, name, named)))) });
  }
  const descriptive: NamedFile[] = [];
  for (const file of request.descriptive) descriptive.push(await asXml(add(`${DESCRIPTIVE}${file.path}`, file)));
  const documentation: NamedFile[] = [];
  for (const file of request.documentation) documentation.push({ ...(await add(`${DOCUMENTATION}${file.path}`, file)), mediaType: 'text/plain' });
  const preservation = await asXml(add(PREMIS_FILE, textFile(PREMIS_FILE, premisXml(packageId, objects, request.events, request.program))));
  const root = rootMets({ ...request, descriptive, preservation, documentation, representations: mets });
  await add(METS_FILE, textFile(METS_FILE, root));
  await archive.end();
  return { metsSha256: createHash('sha256').update(root).digest('hex'), files: written };
}

async function asXml(file: Promise<WrittenFile>): Promise<NamedFile> {
  return { ...(await file), mediaType: 'application/xml' };
}
