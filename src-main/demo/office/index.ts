/**
 * Content of a demonstration office: pure data and small functions over it. Registering, drawing and
 * signing are done by the rooms that do it for real documents.
 */
import type { Country } from '#shared/domain/languages.ts';
import { plusDays } from '#shared/domain/working-day.ts';
import { correspondents } from './correspondents.ts';
import { kazakhDocuments } from './documents-kk.ts';
import { kyrgyzDocuments } from './documents-ky.ts';
import { russianDocuments } from './documents-ru.ts';
import { ukrainianDocuments } from './documents-uk.ts';
import type { DemonstrationCase, DemonstrationDocument, DemonstrationOffice, DemonstrationSigner, DemonstrationTexts } from './model.ts';
import { departments, peopleOf } from './people.ts';

export type * from './model.ts';
export { DEMONSTRATION_LANGUAGES } from './model.ts';

/** «Көкжиек» means horizon; no university of this name is meant. */
const names: DemonstrationTexts = {
  kk: '«Көкжиек» демонстрациялық университеті',
  uk: 'Демонстраційний університет «Кокжієк»',
  ky: '«Көкжиек» демонстрациялык университети',
  ru: 'Демонстрационный университет «Кокжиек»',
};

const cases: readonly DemonstrationCase[] = [
  { caseId: 'orders-core', departmentId: 'records' },
  { caseId: 'correspondence-authorities', departmentId: 'records' },
  { caseId: 'correspondence-organisations', departmentId: 'records' },
  { caseId: 'citizens-appeals', departmentId: 'records' },
  { caseId: 'internal-memos', departmentId: 'records' },
  { caseId: 'minutes-council', departmentId: 'records' },
  { caseId: 'orders-personnel', departmentId: 'personnel' },
  { caseId: 'applications-leave', departmentId: 'personnel' },
  { caseId: 'contracts', departmentId: 'finance' },
  { caseId: 'orders-students', departmentId: 'academic' },
  { caseId: 'reports-academic', departmentId: 'academic' },
  { caseId: 'international-agreements', departmentId: 'international' },
];

const documents: readonly DemonstrationDocument[] = [...kazakhDocuments, ...ukrainianDocuments, ...kyrgyzDocuments, ...russianDocuments];

/** The demonstration office of a country. Documents are the same forty; the people who lead it are not. */
export function demonstrationOffice(country: Country = 'KZ'): DemonstrationOffice {
  return {
    madeUp: true,
    country,
    names,
    departments,
    people: peopleOf(country),
    correspondents,
    journalIds: ['incoming', 'outgoing', 'internal', 'orders', 'appeals'],
    cases,
    documents,
  };
}

/** Calendar day of an offset in days before `today` (`YYYY-MM-DD`). */
export function dayBefore(today: string, days: number): string {
  return plusDays(today, -days);
}

/** Documents in the order in which they came, oldest first; the same day keeps the order of the data. */
export function inOrderOfArrival(office: DemonstrationOffice): DemonstrationDocument[] {
  return office.documents.toSorted((a, b) => b.daysBefore - a.daysBefore);
}

/** Whom a signer's certificate is to name. */
export interface SignerIdentity {
  readonly commonName: string;
  readonly position: string | null;
  readonly organization: string | null;
  readonly country: Country;
}

/** Resolves a signer, with words in the document's language. Throws RangeError for an id that the office does not have. */
export function signerIdentity(office: DemonstrationOffice, signer: DemonstrationSigner, language: keyof DemonstrationTexts): SignerIdentity {
  if (signer.of === 'office') {
    const person = office.people.find(({ personId }) => personId === signer.personId);
    if (person === undefined) throw new RangeError(`no such person: ${signer.personId}`);
    return { commonName: person.name, position: person.positions[language], organization: office.names[language], country: office.country };
  }
  const correspondent = office.correspondents.find(({ correspondentId }) => correspondentId === signer.correspondentId);
  if (correspondent === undefined) throw new RangeError(`no such correspondent: ${signer.correspondentId}`);
  const { name, position } = correspondent.signer;
  return { commonName: name, position, organization: correspondent.type === 'citizen' ? null : correspondent.name, country: correspondent.country };
}

/** Who wrote a document: its author with position, or the correspondent's signer; for the line under the text. */
export function writerOf(office: DemonstrationOffice, document: DemonstrationDocument): SignerIdentity {
  if (document.authorId !== null) return signerIdentity(office, { of: 'office', personId: document.authorId }, document.language);
  if (document.correspondentId === null) throw new RangeError(`nobody wrote ${document.documentId}`);
  return signerIdentity(office, { of: 'correspondent', correspondentId: document.correspondentId }, document.language);
}
