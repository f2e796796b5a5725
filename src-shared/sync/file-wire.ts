import { z } from 'zod';

const count = z.number().int().nonnegative();

/**
 * Files between desk and server: uploads by tus 1.0 (https://tus.io/protocols/resumable-upload), reading by HTTP ranges
 * (RFC 9110, section 14). The bytes are those of the file; the pinned TLS connection keeps them from others.
 */

export const TUS_VERSION = '1.0.0';
export const UPLOADS_PATH = '/v1/uploads';
export const BLOBS_PATH = '/v1/blobs';
export const UPLOAD_CONTENT_TYPE = 'application/offset+octet-stream';

/** Codes of refusals that a desk acts on; each the end of the problem's `type`. */
export const HELD_PROBLEM = 'held';
/** The file was destroyed with its document: it is neither taken nor given. */
export const ERASED_PROBLEM = 'erased';

/** What the server has removed for an act: asked with `?act=`. */
export const ERASURE_PATH = '/v1/erasure';
/** Null: nothing yet, since no desk's report has come or something holds the cases. */
export const erasureAnswer = z.object({ removed: z.object({ cases: count, filesRemoved: count, filesKept: count }).nullable() });
export type ErasureAnswer = z.output<typeof erasureAnswer>;
