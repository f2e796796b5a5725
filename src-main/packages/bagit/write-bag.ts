import { createHash } from 'node:crypto';
import { textFile, type PackageFile, type Write, type WrittenFile } from '../model.ts';
import { requireDistinctPaths, requireSafePath } from '../paths.ts';
import { TarWriter } from '../tar/tar-writer.ts';
import { manifestText } from './manifest.ts';
import { DECLARATION, tagFile, type TagLine } from './tag-file.ts';

export interface BagRequest {
  /** Name of the bag's folder, under which everything lies in the archive (RFC 8493 clause 4.1). */
  readonly name: string;
  /** Payload; paths without data/. */
  readonly files: readonly PackageFile[];
  /** For bag-info.txt, before the totals. */
  readonly info: readonly TagLine[];
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly onFile?: (bytes: number) => void;
}

export interface BagResult {
  /** SHA-256 of manifest-sha256.txt, which binds every file of the payload. */
  readonly manifestSha256: string;
  readonly files: readonly WrittenFile[];
}

/** Writes a bag of BagIt 1.0 as an uncompressed archive. @throws PackageRefused for names that are not safe; FileDiffers */
export async function writeBag({ name, files, info, seconds, onFile }: BagRequest, write: Write): Promise<BagResult> {
  for (const { path } of files) requireSafePath(`${name}/data/${path}`);
  requireDistinctPaths(files.map(({ path }) => path));
  const archive = new TarWriter(write, seconds);
  const payload: WrittenFile[] = [];
  let octets = 0;
  for (const file of files) {
    const { size, sha256 } = await archive.add({ ...file, path: `${name}/data/${file.path}` });
    payload.push({ path: file.path, size, sha256 });
    octets += size;
    onFile?.(size);
  }
  const manifest = manifestText(payload.map(({ path, sha256 }) => ({ path: `data/${path}`, sha256 })));
  const tags = [
    textFile('bagit.txt', DECLARATION),
    textFile('bag-info.txt', tagFile([...info, { label: 'Payload-Oxum', value: `${octets}.${payload.length}` }])),
    textFile('manifest-sha256.txt', manifest),
  ];
  const written: WrittenFile[] = [];
  for (const tag of tags) written.push({ ...(await archive.add({ ...tag, path: `${name}/${tag.path}` })), path: tag.path });
  await archive.add({ ...textFile('tagmanifest-sha256.txt', manifestText(written)), path: `${name}/tagmanifest-sha256.txt` });
  await archive.end();
  return { manifestSha256: createHash('sha256').update(manifest).digest('hex'), files: payload };
}
