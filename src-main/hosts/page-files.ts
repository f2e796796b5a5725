import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { NONCE_PLACE } from './content-security-policy.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

export interface PageFile {
  readonly content: Uint8Array;
  readonly mediaType: string;
}

/**
 * A file of the built page by the path of its URL; null where there is none. Nothing outside the folder
 * is ever read, neither by `..` nor through a link.
 */
export async function readPageFile(folder: string, urlPath: string, nonce: string): Promise<PageFile | null> {
  const wanted = decode(urlPath === '/' ? '/index.html' : urlPath);
  if (wanted === null || wanted.includes('\0') || wanted.includes('\\')) return null;
  const mediaType = MEDIA_TYPES[path.extname(wanted).toLowerCase()];
  if (mediaType === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, wanted));
    if (!file.startsWith(root + path.sep)) return null;
    const content = await readFile(file);
    return mediaType.startsWith('text/html') ? { content: Buffer.from(content.toString('utf8').replaceAll(NONCE_PLACE, nonce)), mediaType } : { content, mediaType };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
