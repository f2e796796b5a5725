import { type FontFiles, makeTextPdf } from '../pdf/index.ts';
import type { DemonstrationPki } from './demonstration-pki.ts';
import { type DemonstrationDocument, type DemonstrationOffice, writerOf } from './office/index.ts';
import { signTogether } from './pki/index.ts';

export interface MadeFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Characters that one of the usual file systems refuses. */
const FORBIDDEN = /[\\/:*?"<>|«»]/g;
const NAME_LENGTH = 60;

/**
 * The files of a demonstration document as they would have come: the letter as PDF, alone, with a
 * detached signature, or inside an attached one. Signatures are real; a tampered one is laid on the text
 * before it was changed.
 */
export async function makeDocumentFiles(document: DemonstrationDocument, office: DemonstrationOffice, pki: DemonstrationPki, fonts: FontFiles, createdAt: string): Promise<MadeFile[]> {
  const name = document.subject.replace(FORBIDDEN, '').slice(0, NAME_LENGTH).trim();
  const content = await letter(document, office, fonts, createdAt);
  const { signing } = document;
  if (signing.plan === 'none') return [{ fileName: `${name}.pdf`, bytes: content }];

  const signed = signing.plan === 'tampered' ? await letter({ ...document, paragraphs: [...document.paragraphs, '—'] }, office, fonts, createdAt) : content;
  const instant = new Date(createdAt);
  const container = 'container' in signing ? signing.container : signing.plan;
  const signers = signing.signers.map((signer) => ({
    signer: pki.signerFor(signer, signing.plan),
    options: { signingTime: instant, timestamp: { authority: pki.authority.timestampAuthority, time: instant } },
  }));
  if (container === 'attached' && signing.plan !== 'tampered') return [{ fileName: `${name}.pdf.p7m`, bytes: signTogether(content, signers, { attached: true }) }];
  return [
    { fileName: `${name}.pdf`, bytes: content },
    { fileName: `${name}.pdf.p7s`, bytes: signTogether(signed, signers, { attached: false }) },
  ];
}

async function letter(document: DemonstrationDocument, office: DemonstrationOffice, fonts: FontFiles, createdAt: string): Promise<Uint8Array> {
  const writer = writerOf(office, document);
  const number = [document.correspondentNumber === null ? null : `№ ${document.correspondentNumber}`, createdAt.slice(0, 10).split('-').toReversed().join('.')].filter((part) => part !== null).join(' · ');
  return makeTextPdf({
    title: document.subject,
    paragraphs: document.paragraphs,
    fonts,
    createdAt,
    letterhead: [writer.organization ?? writer.commonName],
    numberAndDate: number,
    signature: { position: writer.position ?? '', name: writer.commonName },
  });
}
