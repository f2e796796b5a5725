import type { Account } from '#shared/contract/accounts.ts';
import type { Office } from '#shared/contract/desk.ts';
import type { Letter, WaitingLetter } from '#shared/contract/intake.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Country, Language } from '#shared/domain/languages.ts';
import { PLAIN_KIND } from '#shared/domain/document-kinds.ts';
import { PLAIN_JOURNAL } from '#shared/domain/journals.ts';
import { blankRequisites, DIRECTIONS } from '#shared/domain/registration-card.ts';
import { reportsFor } from './reports.ts';
import { CORRESPONDENTS, LONG_SUBJECT, PEOPLE, SUBJECTS } from './words.ts';

/** A UUID made of a number, the same in every run. */
export function fakeId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function pick<Value>(from: readonly Value[], at: number): Value {
  const value = from[at % from.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

export const PDF_SHA = 'a'.repeat(64);
/** Pictures of marks: PDFs of one page. */
export const STAMP_PICTURE_SHA = '5'.repeat(64);
export const BLOCK_PICTURE_SHA = '6'.repeat(64);
export const PNG_SHA = 'b'.repeat(64);
/** The page that becomes of the image on a copy. */
export const PNG_PAGE_SHA = '7'.repeat(64);
export const TEXT_SHA = 'c'.repeat(64);
export const SIGNATURE_SHA = 'd'.repeat(64);

const LANGUAGES_OF: Readonly<Record<Country, Language[]>> = { KZ: ['kk', 'ru'], UA: ['uk'], KG: ['ky', 'ru'] };
const ZONES: Readonly<Record<Country, string>> = { KZ: 'Asia/Almaty', UA: 'Europe/Kyiv', KG: 'Asia/Bishkek' };
const OFFICES: Readonly<Record<Country, string>> = {
  KZ: 'Шәкәрім атындағы мемлекеттік университет, іс жүргізу бөлімі',
  UA: 'Національний аерокосмічний університет, відділ діловодства та архіву',
  KG: 'И. Раззаков атындагы Кыргыз мамлекеттик техникалык университети',
};

export function fakeOffice(country: Country): Office {
  return { officeId: fakeId(1), name: OFFICES[country], country, documentLanguages: LANGUAGES_OF[country], zone: ZONES[country], deskCode: '1' };
}

function names(kk: string, uk: string, ky: string, ru: string, en: string): Record<Language, string> {
  return { kk, uk, ky, ru, en };
}

const KIND = { ...PLAIN_KIND, additional: [], media: [] };

export const CHOICES: MethodOutput<'registration.choices'> = {
  journals: [
    { journalId: 'incoming', direction: 'incoming', names: names('Кіріс құжаттар журналы', 'Журнал реєстрації вхідних документів', 'Кирүүчү документтердин журналы', 'Журнал входящих документов', 'Incoming documents'), ...PLAIN_JOURNAL, pattern: '{n}/{case}', year: 2026, next: 113 },
    { journalId: 'outgoing', direction: 'outgoing', names: names('Шығыс құжаттар журналы', 'Журнал реєстрації вихідних документів', 'Чыгуучу документтердин журналы', 'Журнал исходящих документов', 'Outgoing documents'), ...PLAIN_JOURNAL, pattern: '{n}-{yy}', year: 2026, next: 97 },
    { journalId: 'internal', direction: 'internal', names: names('Ішкі құжаттар журналы', 'Журнал реєстрації внутрішніх документів', 'Ички документтердин журналы', 'Журнал внутренних документов', 'Internal documents'), ...PLAIN_JOURNAL, pattern: '{kind}-{n}', year: 2026, next: 88 },
  ],
  kinds: [
    { ...KIND, kindId: 'letter', directions: ['incoming', 'outgoing'], names: names('Хат', 'Лист', 'Кат', 'Письмо', 'Letter'), letter: '', mandatory: ['correspondent', 'correspondentNumber', 'correspondentDate', 'subject', 'sheets'] },
    { ...KIND, kindId: 'appeal', directions: ['incoming'], names: names('Азаматтың өтініші', 'Звернення громадян', 'Жарандын кайрылуусу', 'Обращение гражданина', 'Appeal'), letter: 'З', mandatory: ['correspondent', 'subject'] },
    { ...KIND, kindId: 'memo', directions: ['internal'], names: names('Қызметтік жазба', 'Службова записка', 'Кызматтык кат', 'Служебная записка', 'Service memo'), letter: 'СЗ', mandatory: ['subject', 'author'] },
    { ...KIND, kindId: 'staff', directions: ['internal'], names: names('Кадр мәселесі', 'Кадровий документ', 'Кадр маселеси', 'Кадровый документ', 'Staff matter'), letter: 'К', mandatory: ['subject'], blockedBy: '1.9' },
  ],
  cases: [
    { caseId: 'c1', index: '01-05', title: 'Листування з органами державної влади', retention: '5 р.' },
    { caseId: 'c2', index: '01-12', title: 'Білім беру мәселелері бойынша хат алмасу', retention: '5 ж.' },
    { caseId: 'c3', index: '03-02', title: 'Переписка о международном сотрудничестве', retention: '10 лет' },
  ],
  units: [
    { unitId: 'u1', index: '01', name: 'Ректорат', parentUnitId: null, headPersonId: 'p0', coordinatorPersonId: null },
    { unitId: 'u2', index: '03', name: 'Халықаралық ынтымақтастық бөлімі', parentUnitId: 'u1', headPersonId: 'p2', coordinatorPersonId: 'p1' },
  ],
  outages: [],
  casesOf: { year: 2026, fallback: false },
  people: PEOPLE.map((name, at) => ({ personId: `p${at}`, name, position: 'Ректор', unit: null })),
};

const MAIN = { sha256: PDF_SHA, fileName: 'Лист МОН № 1-9-214 від 04.03.2026.pdf', size: 0, mediaType: 'application/pdf', role: 'main' } as const;
const SIGNATURE = { sha256: SIGNATURE_SHA, fileName: 'Лист МОН № 1-9-214 від 04.03.2026.pdf.p7s', size: 4812, mediaType: 'application/pkcs7-signature', role: 'signature' } as const;

export function fakeLetters(): Letter[] {
  const base = { receivedBy: PEOPLE[0], checkProblem: null, sameFileAs: [], message: null, fromPackage: null };
  return [
    { ...base, letterId: fakeId(101), receivedAt: '2026-03-05T07:02:00Z', files: [MAIN, SIGNATURE], verdict: 'passed', reports: reportsFor.passed(SIGNATURE.fileName, SIGNATURE_SHA), suggestions: { correspondent: CORRESPONDENTS[1], subject: SUBJECTS[1], sheets: 3, correspondentNumber: null, correspondentDate: null } },
    { ...base, letterId: fakeId(102), receivedAt: '2026-03-05T07:10:00Z', files: [{ ...MAIN, fileName: 'Бұйрық жобасы 2026-02-28.pdf' }], verdict: 'undetermined', reports: reportsFor.undetermined('Бұйрық жобасы 2026-02-28.pdf', PDF_SHA), suggestions: { correspondent: CORRESPONDENTS[0], subject: null, sheets: 2, correspondentNumber: null, correspondentDate: null } },
    { ...base, letterId: fakeId(103), receivedAt: '2026-03-05T07:31:00Z', files: [{ ...MAIN, fileName: 'otvet_ispravlennyj_final2.pdf' }, SIGNATURE], verdict: 'failed', reports: reportsFor.failed(SIGNATURE.fileName, SIGNATURE_SHA), suggestions: { correspondent: null, subject: LONG_SUBJECT, sheets: 12, correspondentNumber: null, correspondentDate: null }, sameFileAs: [{ documentId: fakeId(1001), registrationIndex: '1/01-05' }] },
    { ...base, letterId: fakeId(104), receivedAt: '2026-03-05T08:05:00Z', files: [{ sha256: PNG_SHA, fileName: 'скан арыз.png', size: 0, mediaType: 'image/png', role: 'main' }], verdict: 'unsigned', reports: reportsFor.unsigned('скан арыз.png', PNG_SHA), suggestions: { correspondent: null, subject: null, sheets: 1, correspondentNumber: null, correspondentDate: null } },
    { ...base, letterId: fakeId(105), receivedAt: '2026-03-05T08:44:00Z', files: [{ sha256: TEXT_SHA, fileName: 'запит.txt', size: 0, mediaType: 'text/plain', role: 'main' }], verdict: null, reports: [], suggestions: { correspondent: null, subject: null, sheets: null, correspondentNumber: null, correspondentDate: null } },
  ];
}

/** The line of a letter in the list of waiting ones. */
export function lineOf({ files, sameFileAs, letterId, receivedAt, receivedBy, verdict, checkProblem, suggestions }: Letter): WaitingLetter {
  const fileName = (files.find(({ role }) => role === 'main') ?? files[0])?.fileName ?? '';
  return { letterId, receivedAt, receivedBy, fileName, fileCount: files.length, verdict, checkProblem, suggestions, sameFile: sameFileAs.length > 0 };
}

export function fakeCards(count: number): Card[] {
  return Array.from({ length: count }, (_, at): Card => {
    const number = count - at;
    const direction = pick(DIRECTIONS, Math.floor(at / 3) % 2 === 0 ? at : at + 1);
    // Each direction has numbers of its own: of three cards in a row one is of each.
    const registrationNumber = Math.ceil(number / 3);
    const registered = new Date(Date.UTC(2026, 2, 4) - at * 3_600_000 * 5);
    const verdict = pick(['passed', 'undetermined', 'unsigned', 'failed', 'passed', null] as const, at);
    return {
      ...blankRequisites({ direction, journalId: direction, kindId: direction === 'internal' ? 'memo' : 'letter' }),
      documentId: fakeId(1000 + number),
      correspondent: direction === 'internal' ? null : pick(CORRESPONDENTS, at),
      correspondentNumber: direction === 'incoming' ? `1/9-${200 + at}` : null,
      correspondentDate: direction === 'incoming' ? registered.toISOString().slice(0, 10) : null,
      subject: at === 4 ? LONG_SUBJECT : pick(SUBJECTS, at),
      sheets: (at % 7) + 1,
      language: 'uk',
      caseId: 'c1',
      addressee: 'Ректор',
      author: direction === 'internal' ? pick(PEOPLE, at) : null,
      restricted: at % 17 === 5,
      medium: verdict === null ? 'paper' : 'electronic',
      registrationIndex: direction === 'incoming' ? `${number}/01-05` : direction === 'outgoing' ? `${number}-26` : `СЗ-${number}`,
      registrationNumber,
      registrationYear: 2026,
      registrationDate: registered.toISOString().slice(0, 10),
      registeredAt: registered.toISOString(),
      registeredBy: { accountId: fakeId(12), name: pick(PEOPLE, at) },
      state: 'registered',
      files: verdict === null ? [] : [MAIN, SIGNATURE],
      verdict,
      voidReason: null,
      replacedBy: null,
      replaces: null,
    };
  });
}

export function fakeAccounts(): Account[] {
  return [
    { accountId: fakeId(11), login: 'admin', name: PEOPLE[3], roles: ['administrator'], desks: null, locked: false, createdAt: '2026-01-10T06:00:00Z' },
    { accountId: fakeId(12), login: 'registrar', name: PEOPLE[0], roles: ['registrar'], desks: null, locked: false, createdAt: '2026-01-10T06:00:00Z' },
    { accountId: fakeId(13), login: 'gulnar', name: PEOPLE[1], roles: ['registrar', 'official'], desks: ['2'], locked: true, createdAt: '2026-02-02T06:00:00Z' },
  ];
}
