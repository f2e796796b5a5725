import { Refusal } from '#shared/contract/index.ts';
import type { Card, Copy, Destruction } from '#shared/contract/registration.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { pageRangeText, parsePageRange } from '#shared/domain/page-range.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { BLOCK_PICTURE_SHA, CHOICES, fakeId, PDF_SHA, PNG_PAGE_SHA, STAMP_PICTURE_SHA } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { reportsFor } from './reports.ts';
import { PEOPLE } from './words.ts';

export interface FakeRegistrationOptions {
  /** Reports of every registered document, in place of those that fit its verdict. */
  readonly reports?: readonly ValidationReport[];
  /** A newer program changed every card. */
  readonly readOnlyCards?: boolean;
  /** Every registered document is executed. */
  readonly executedCards?: boolean;
  /** Every document was destroyed by this act. */
  readonly destroyed?: Destruction;
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/** Cards, their history and copies. */
export function fakeRegistration(held: FakeHoldings, options: FakeRegistrationOptions): FakeHandlers<'registration'> {
  const { copies } = held;
  return {
    'registration.choices': () => ({ ...CHOICES, ...held.choices, outages: [...held.outages] }),
    'registration.register': ({ letterId, requisites }) => {
      const letter = letterId === null ? null : held.letterOf(letterId);
      const card: Card = {
        ...requisites,
        documentId: held.nextId(),
        registrationIndex: '113/01-05',
        registrationNumber: 113,
        registrationYear: 2026,
        registrationDate: '2026-03-05',
        registeredAt: '2026-03-05T09:31:00Z',
        registeredBy: { accountId: fakeId(12), name: PEOPLE[0] },
        state: 'registered',
        files: letter?.files ?? [],
        verdict: letter?.verdict ?? null,
        voidReason: null,
        replacedBy: null,
        replaces: null,
      };
      held.letters = held.letters.filter((one) => one !== letter);
      held.cards = [card, ...held.cards];
      held.changed(['letters', 'cards', 'status']);
      return card;
    },
    'registration.correct': ({ documentId, changes }) => {
      const card = { ...held.cardOf(documentId), ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
      held.cards = held.cards.map((one) => (one.documentId === documentId ? card : one));
      held.changed(['cards']);
      return card;
    },
    'registration.similar': ({ correspondentNumber, correspondentDate }) => ({
      cards: held.cards
        .filter((card) => correspondentNumber !== null && card.correspondentNumber === correspondentNumber && card.correspondentDate === correspondentDate)
        .map(({ documentId, registrationIndex, registrationDate, medium, correspondent, subject }) => ({ documentId, registrationIndex, registrationDate, medium, reason: 'same-details', correspondent, subject })),
    }),
    'registration.link': () => ({}),
    'registration.unlink': () => ({}),
    'registration.earlier': ({ correspondent }) => (held.cards.some((card) => card.correspondent === correspondent) ? { registrationIndex: '12/01-05', caseId: 'c1', addressee: 'Ректор', delivery: 'post', language: 'uk' } : null),
    'registration.void': ({ documentId, reason }) => {
      const card: Card = { ...held.cardOf(documentId), state: 'void', voidReason: reason };
      held.cards = held.cards.map((one) => (one.documentId === documentId ? card : one));
      held.changed(['cards']);
      return card;
    },
    'registration.moveToJournal': ({ documentId, journalId, kindId, caseId }) => {
      const card: Card = { ...held.cardOf(documentId), documentId: held.nextId(), journalId, kindId, caseId, replaces: documentId };
      held.cards = [card, ...held.cards];
      held.changed(['cards']);
      return card;
    },
    'registration.get': ({ documentId }) => {
      const card = held.cardOf(documentId);
      const signature = card.files.find((file) => file.role === 'signature');
      return {
        card: options.reports === undefined ? card : { ...card, verdict: overallVerdict(options.reports) },
        caseFile: card.caseId === null ? null : { caseId: card.caseId, index: '01-05', title: 'Листування з органами державної влади', retention: '5 р.', year: 2026 },
        version: '1',
        reports: options.reports !== undefined ? [...options.reports] : card.verdict === null || signature === undefined ? [] : reportsFor[card.verdict](signature.fileName, signature.sha256),
        history: [
          { operationId: 'o4', kind: 'card.voided', at: '2026-03-05T10:12:00Z', zone: held.office.zone, actor: PEOPLE[1], onBehalfOf: null, desk: '2', withoutEffect: true, changes: [{ field: 'reason', before: null, after: 'лист не нам' }] },
          { operationId: 'o3', kind: 'card.corrected', at: '2026-03-05T09:50:00Z', zone: held.office.zone, actor: PEOPLE[0], onBehalfOf: null, desk: '1', withoutEffect: false, changes: [{ field: 'sheets', before: '2', after: String(card.sheets) }, { field: 'correspondentDate', before: null, after: '2026-03-01' }] },
          { operationId: 'o2', kind: 'verification.recorded', at: '2026-03-05T09:31:10Z', zone: held.office.zone, actor: PEOPLE[0], onBehalfOf: null, desk: '1', withoutEffect: false, changes: [] },
          { operationId: 'o1', kind: 'card.registered', at: card.registeredAt, zone: held.office.zone, actor: card.registeredBy.name, onBehalfOf: PEOPLE[3], desk: '1', withoutEffect: false, changes: [] },
        ],
        copies: copies.filter((copy) => copy.documentId === documentId),
        links: [],
        destroyed: options.destroyed ?? null,
        readOnly: options.readOnlyCards === true,
        status: card.direction === 'incoming' ? 'document' : 'draft',
        stages: [
          { stage: 'registered', state: 'done' },
          { stage: 'verified', state: 'done' },
          ...(options.executedCards === true ? ([{ stage: 'passed', state: 'done' }, { stage: 'resolved', state: 'done' }, { stage: 'executed', state: 'done' }] as const) : ([{ stage: 'passed', state: 'due' }] as const)),
        ],
      };
    },
    'registration.recheck': () => ({}),
    'registration.previewMarks': ({ documentId }) => {
      const main = held.cardOf(documentId).files.find(({ role }) => role === 'main');
      if (main === undefined || main.mediaType === 'text/plain') throw new Refusal('refused', 'error.marksNeedPages');
      const picture = (sha256: string): Uint8Array<ArrayBuffer> => Uint8Array.from(options.files?.get(sha256) ?? []);
      return {
        source: { sha256: main.sha256, size: options.files?.get(main.sha256)?.byteLength ?? main.size, fileName: main.fileName },
        ...(main.mediaType === 'image/png' ? { pages: 1, made: picture(PNG_PAGE_SHA) } : { pages: 3, made: null }),
        marks: [
          { mark: 'stamp', place: { page: 1, left: 367, top: 110 }, width: 204.1, height: 63.4, count: 1, columns: 1, picture: picture(STAMP_PICTURE_SHA) },
          { mark: 'blocks', place: main.mediaType === 'image/png' ? null : { page: 3, left: 24, top: 300 }, width: 260.8, height: 239.3, count: 1, columns: 1, picture: picture(BLOCK_PICTURE_SHA) },
        ],
      };
    },
    'registration.makeCopy': ({ documentId, form, permission, certification }) => {
      const { distributionBarred, registrationIndex } = held.cardOf(documentId);
      if (distributionBarred && permission === null) throw new Refusal('refused', 'error.distributionBarred', { index: registrationIndex }, [{ path: 'permission', message: 'requisite.missing' }]);
      const pages = certification === null || certification.pages === null ? null : parsePageRange(certification.pages, 9);
      if (pages?.ok === false) throw new Refusal('refused', `error.pages.${pages.error}`, {}, [{ path: 'certification.pages', message: `error.pages.${pages.error}` }]);
      const certified = certification === null ? null : { number: String(1 + copies.filter((copy) => copy.documentId === documentId && copy.certified !== null).length), pages: pages === null ? null : pageRangeText(pages.value) };
      const copy: Copy = { copyId: held.nextId(), documentId, form, sha256: PDF_SHA, fileName: `Копія ${held.cardOf(documentId).registrationIndex.replace('/', '-')}.pdf`, size: options.files?.get(PDF_SHA)?.byteLength ?? 1, madeAt: '2026-03-05T10:00:00Z', madeBy: PEOPLE[0], method: form === 'stamped' ? 'incremental' : 'full-save', certified };
      copies.push(copy);
      if (certified !== null && certification !== null) held.certify(certification.requestId, { ...certified, copyId: copy.copyId, certifiedBy: PEOPLE[0], position: certification.position, madeAt: copy.madeAt, madeBy: copy.madeBy, permission });
      held.changed(['copies']);
      return copy;
    },
  };
}
