import type { FontFiles, SignatureBlock } from '../pdf/index.ts';
import { prepareSignatureField } from '../pdf/index.ts';
import {
  asicTimestampRequest,
  createAsicE,
  createCades,
  createPadesContents,
  embedPadesContents,
  padesTimestampRequest,
  type SigningKey,
  timestampRequestFor,
  withAsicTimestamp,
  withPadesTimestamp,
  withSignatureTimestamp,
} from '../signatures/index.ts';

/** Forms of a signature: a file beside the document, the document inside the signature, inside the PDF, a container. */
export const SIGNED_FORMS = ['detached', 'attached', 'pades', 'asic-e'] as const;
export type SignedForm = (typeof SIGNED_FORMS)[number];

/** Ending of the file that a form makes, behind the name of the document; PAdES keeps the ending. */
export const FORM_ENDINGS: Readonly<Record<SignedForm, string>> = { detached: '.p7s', attached: '.p7m', pades: '.signed.pdf', 'asic-e': '.asice' };

export interface DocumentToSign {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface SignRequest {
  readonly form: SignedForm;
  readonly document: DocumentToSign;
  readonly key: SigningKey;
  readonly signingTime: Date;
  /** What the signature looks like in a PDF; null makes an invisible one. */
  readonly block: SignatureBlock | null;
  readonly fonts: FontFiles | null;
}

/** A signature of level B, and how its timestamp is asked for and put in. */
export interface Signed {
  readonly bytes: Uint8Array;
  /** Where the block stands in a PDF: nothing is covered for it, so it may have found no room. */
  readonly placedOn: 'page' | 'sheet' | 'none' | null;
  timestampRequest(nonce: Uint8Array): Uint8Array;
  /** @throws SignatureCreationError where the answer does not fit; the signature of level B stays what it is. */
  withTimestamp(response: Uint8Array, nonce: Uint8Array): Uint8Array;
}

/**
 * Signs a document in the wished form (CAdES, PAdES, ASiC-E with CAdES; level B).
 *
 * @throws SignatureCreationError, PdfRefused; what the holder of the key rejects with passes.
 */
export async function signDocument(request: SignRequest): Promise<Signed> {
  const { form, document, key, signingTime } = request;
  if (form === 'pades') return signPdf(request);
  if (form === 'asic-e') {
    const bytes = await createAsicE({ files: [{ name: document.fileName, mediaType: document.mediaType, bytes: document.bytes }], key, signingTime });
    return {
      bytes,
      placedOn: null,
      timestampRequest: (nonce) => asicTimestampRequest(bytes, nonce),
      withTimestamp: (response, nonce) => withAsicTimestamp(bytes, response, nonce),
    };
  }
  return madeCms(await createCades({ form, content: document.bytes, key, signingTime }));
}

/** A CMS with one signer, wherever it was made. */
export function madeCms(bytes: Uint8Array): Signed {
  return {
    bytes,
    placedOn: null,
    timestampRequest: (nonce) => timestampRequestFor(bytes, 0, nonce),
    withTimestamp: (response, nonce) => withSignatureTimestamp(bytes, 0, response, nonce),
  };
}

async function signPdf({ document, key, signingTime, block, fonts }: SignRequest): Promise<Signed> {
  if (fonts === null) throw new RangeError('a signature in a PDF needs the fonts of its block');
  const prepared = await prepareSignatureField({ source: document.bytes, fonts, block, place: 'free-space', signingTime, subFilter: 'ETSI.CAdES.detached' });
  const [firstStart, firstLength, secondStart, secondLength] = prepared.byteRange;
  const ranges = [prepared.bytes.subarray(firstStart, firstStart + firstLength), prepared.bytes.subarray(secondStart, secondStart + secondLength)];
  const { start, length } = prepared.contents;
  const bytes = embedPadesContents(prepared.bytes, start, length, await createPadesContents({ ranges, key }));
  return {
    bytes,
    placedOn: prepared.placedOn,
    timestampRequest: (nonce) => padesTimestampRequest(bytes, start, length, nonce),
    withTimestamp: (response, nonce) => withPadesTimestamp(bytes, start, length, response, nonce),
  };
}
