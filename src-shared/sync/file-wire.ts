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
