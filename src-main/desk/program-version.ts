import { readFile } from 'node:fs/promises';

/** Version of this program, from its package file. */
export async function programVersion(packageFile: string): Promise<string> {
  const content: unknown = JSON.parse(await readFile(packageFile, 'utf8'));
  if (typeof content === 'object' && content !== null && 'version' in content && typeof content.version === 'string') return content.version;
  throw new Error(`${packageFile} names no version`);
}
