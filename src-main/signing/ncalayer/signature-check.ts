import { createSignatureValidator, extractAttachedContent } from '../../signatures/index.ts';

export interface CheckedAnswer {
  /** As it came. */
  readonly cms: Uint8Array;
  /** As it was sent. */
  readonly document: Uint8Array;
  readonly form: 'attached' | 'detached';
}

/** Whether an answer is one correct signature over the document. It may run in a process for foreign bytes. */
export type SignatureCheck = (answer: CheckedAnswer) => Promise<boolean>;

/**
 * The check by our own engine: exactly one signature, of the wanted form, over exactly the bytes that were sent, and
 * its value is correct. It says nothing of the certificate: trust is asked for afterwards, as of any other signature.
 *
 * @param now instant of the check, ISO 8601 UTC
 */
export function checkByEngine(now: () => string): SignatureCheck {
  return async ({ cms, document, form }) => {
    const detachedContents = form === 'detached' ? [{ fileName: 'document', bytes: document }] : [];
    const report = await createSignatureValidator().validate({ fileName: 'answer.p7s', bytes: cms, detachedContents }, { now: now(), trustAnchors: [] });
    const [signature, ...more] = report.signatures;
    if (signature === undefined || more.length > 0 || report.container !== `cms-${form}`) return false;
    if (form === 'attached') {
      const content = extractAttachedContent(cms);
      if (content === null || Buffer.compare(content.bytes, document) !== 0) return false;
    }
    return signature.dataIntact === true && signature.signatureIntact === true;
  };
}
