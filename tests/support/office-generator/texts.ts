import { kazakhDocuments } from '../../../src-main/demo/office/documents-kk.ts';
import { kyrgyzDocuments } from '../../../src-main/demo/office/documents-ky.ts';
import { russianDocuments } from '../../../src-main/demo/office/documents-ru.ts';
import { ukrainianDocuments } from '../../../src-main/demo/office/documents-uk.ts';
import type { OfficeLanguage } from './words.ts';

const sentences = (documents: readonly { readonly paragraphs: readonly string[] }[]): string[] =>
  documents.flatMap(({ paragraphs }) => paragraphs).flatMap((paragraph) => paragraph.split(/(?<=[.!?])\s+/)).filter((sentence) => sentence.length > 20);

/** Sentences of the demonstration office: what the made-up files say. */
export const SENTENCES: Readonly<Record<OfficeLanguage, readonly string[]>> = {
  kk: sentences(kazakhDocuments),
  ky: sentences(kyrgyzDocuments),
  ru: sentences(russianDocuments),
  uk: sentences(ukrainianDocuments),
  en: [
    'Please find enclosed the signed copy of the agreement together with the list of participants.',
    'We kindly ask you to confirm receipt of this letter and to name the person responsible for further contact.',
    'The joint programme for doctoral students has been extended until the end of the academic year.',
    'Travel and accommodation costs are covered by the host institution in accordance with the contract.',
    'The examination results of exchange students are sent to the academic office of the home university.',
  ],
};
