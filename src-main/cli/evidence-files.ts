import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceFile, StreamedFile } from '../signatures/index.ts';
import { fromCaller } from './paths.ts';
import { terminalText } from './terminal.ts';
import { UsageError } from './usage.ts';

const FILE_LIMIT = 1024 * 1024 * 1024;
/** A document from this size on is hashed piece by piece. */
const STREAMED_BYTES = 32 * 1024 * 1024;

/** Reads a plain file up to the limit. @throws Error with words for the terminal */
export async function readLimited(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error(terminalText('cli.notAFile', { file }));
    if (stat.size > FILE_LIMIT) throw new Error(terminalText('cli.fileTooLarge', { file, limit: FILE_LIMIT }));
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name).sort();
  } catch (error) {
    throw new UsageError(terminalText('cli.folderUnreadable', { folder, detail: detailOf(error) }), { cause: error });
  }
}

/** All files of the given folders: trusted certificates, CRLs or OCSP responses. @throws UsageError */
export async function readEvidence(folders: readonly string[]): Promise<EvidenceFile[]> {
  const found: EvidenceFile[] = [];
  for (const folder of folders.map(fromCaller)) {
    for (const name of await filesOf(folder)) found.push({ fileName: name, bytes: await readLimited(path.join(folder, name)) });
  }
  return found;
}

/** Trusted certificates and trust lists (XML) of the given folders. @throws UsageError */
export async function readTrust(folders: readonly string[]): Promise<{ readonly trustAnchors: EvidenceFile[]; readonly trustLists: EvidenceFile[] }> {
  const files = await readEvidence(folders);
  const isList = ({ fileName }: EvidenceFile): boolean => /\.(?:xml|xtsl)$/i.test(fileName);
  return { trustAnchors: files.filter((file) => !isList(file)), trustLists: files.filter(isList) };
}

/** Documents that detached signatures may cover, whole. @throws UsageError */
export function readContents(files: readonly string[]): Promise<EvidenceFile[]> {
  return eachContent(files, async (file) => ({ fileName: path.basename(file), bytes: await readLimited(file) }));
}

/** The same, for those who need hashes only: large ones are not held in memory. @throws UsageError */
export function openContents(files: readonly string[]): Promise<(EvidenceFile | StreamedFile)[]> {
  return eachContent(files, contentOf);
}

async function eachContent<Content>(files: readonly string[], take: (file: string) => Promise<Content>): Promise<Content[]> {
  const contents: Content[] = [];
  for (const file of files.map(fromCaller)) {
    try {
      contents.push(await take(file));
    } catch (error) {
      throw new UsageError(terminalText('cli.contentUnreadable', { file, detail: detailOf(error) }), { cause: error });
    }
  }
  return contents;
}

async function contentOf(file: string): Promise<EvidenceFile | StreamedFile> {
  const { size } = await stat(file);
  const fileName = path.basename(file);
  if (size < STREAMED_BYTES) return { fileName, bytes: await readLimited(file) };
  return { fileName, size, stream: () => createReadStream(file) };
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
