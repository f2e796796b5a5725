import type { ErasureAnswer } from '#shared/sync/file-wire.ts';

/** What the server answered to the beginning of an upload. */
export type UploadBegun =
  /** Nothing has to be sent. */
  | { readonly answer: 'held' }
  /** `offset`: bytes that lie there; all of them where the file is published. */
  | { readonly answer: 'begun'; readonly place: string; readonly offset: number };

export interface PartWanted {
  readonly sha256: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * The questions about files that a desk asks its server, each a small part of one, so that operations may come in
 * between. All may be asked again.
 *
 * @throws ServerUnreachable, ServerRefused, AnswerNotUnderstood, AbortError
 */
export interface FileLink {
  /** Begins an upload with the first bytes of the file. @throws ServerRefused 404 where no accepted operation names it */
  beginUpload(token: string, file: { readonly sha256: string; readonly size: number }, first: Uint8Array, signal?: AbortSignal): Promise<UploadBegun>;
  /** Bytes that lie there; null: there is no such upload any more. */
  uploadOffset(token: string, place: string, signal?: AbortSignal): Promise<number | null>;
  /** @returns bytes that lie there now. With the last ones the file is hashed and published. */
  appendUpload(token: string, place: string, offset: number, bytes: Uint8Array, signal?: AbortSignal): Promise<number>;
  /**
   * Hands over a part of a file as it comes; what was handed over counts even where the link breaks after it.
   *
   * @returns size of the whole file; null: the server does not hold it, or not for this desk
   */
  readPart(token: string, part: PartWanted, take: (piece: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<number | null>;
  /** What the server has removed of the files of an act of destruction; it does now what is due. */
  removed(token: string, actId: string): Promise<ErasureAnswer['removed']>;
}
