import { protocol } from 'electron';
import { newNonce, securityHeaders } from '../../hosts/content-security-policy.ts';
import { readPageFile } from '../../hosts/page-files.ts';
import { PAGE_HOST, PAGE_SCHEME } from './page-origin.ts';

/** Declares the page's scheme as a secure origin with a host of its own. Before `ready` and once only. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/**
 * Serves the built page, and nothing else, at `app://desk/`. Used instead of `file:`, under which a page
 * could read every file of the person.
 *
 * @param pageDirectory folder of the built page
 */
export function serveAppPage(pageDirectory: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const nonce = newNonce();
    const headers = { ...securityHeaders(nonce), 'cache-control': 'no-cache' };
    const refuse = (status: number): Response => new Response(null, { status, headers });
    if (request.method !== 'GET') return refuse(405);
    if (!URL.canParse(request.url)) return refuse(400);
    const url = new URL(request.url);
    if (url.protocol !== `${PAGE_SCHEME}:` || url.host !== PAGE_HOST || url.username !== '' || url.password !== '') return refuse(421);
    const file = await readPageFile(pageDirectory, url.pathname, nonce);
    if (file === null) return refuse(404);
    return new Response(Uint8Array.from(file.content), { status: 200, headers: { ...headers, 'content-type': file.mediaType } });
  });
}
