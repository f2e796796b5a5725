import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceFile } from '../signatures/index.ts';
import { fromCaller } from './paths.ts';
import { terminalText } from './terminal.ts';
import { UsageError } from './usage.ts';

const FILE_LIMIT = 1024 * 1024 * 1024;

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

/** Documents that detached signatures may cover. @throws UsageError */
export async function readContents(files: readonly string[]): Promise<EvidenceFile[]> {
  const contents: EvidenceFile[] = [];
  for (const file of files.map(fromCaller)) {
    try {
      contents.push({ fileName: path.basename(file), bytes: await readLimited(file) });
    } catch (error) {
      throw new UsageError(terminalText('cli.contentUnreadable', { file, detail: detailOf(error) }), { cause: error });
    }
  }
  return contents;
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
