/**
 * Why a signature was not made or not completed.
 *
 * - `key`: certificate, identifiers and value of the key do not fit each other, or cannot be verified here;
 * - `content-digest`: the given hash is not one of the key's algorithm, or a hash that is needed was not given;
 * - `content-type`: the type of the content is no OBJECT IDENTIFIER that can be written;
 * - `malformed-signature`: the existing signature cannot be read, or has no signer at that place;
 * - `other-content`: the existing signature is over another content, or nothing shows that it is over this one;
 * - `archived`: an archive timestamp covers what would be changed;
 * - `unusable-timestamp`: the authority refused, or the token cannot be read or is broken in itself;
 * - `other-timestamp`: a sound token, over other data or for another request;
 * - `file-name`, `media-type`: a file of the container cannot be named so;
 * - `malformed-container`: the container cannot be read, or has no signature of that name;
 * - `placeholder`: the PDF has no empty room for a signature at that place;
 * - `placeholder-too-small`: the room is there and does not suffice.
 */
export type CreationFault =
  | 'key'
  | 'content-digest'
  | 'content-type'
  | 'malformed-signature'
  | 'other-content'
  | 'archived'
  | 'unusable-timestamp'
  | 'other-timestamp'
  | 'file-name'
  | 'media-type'
  | 'malformed-container'
  | 'placeholder'
  | 'placeholder-too-small';

/** Nothing was made; `fault` says why, the message adds the detail for the log. */
export class SignatureCreationError extends Error {
  override readonly name = 'SignatureCreationError';
  readonly fault: CreationFault;

  constructor(fault: CreationFault, detail: string, options?: ErrorOptions) {
    super(`${fault}: ${detail}`, options);
    this.fault = fault;
  }
}
