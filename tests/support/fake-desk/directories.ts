import type { CorrespondentEntry } from '#shared/contract/correspondents.ts';
import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { OutageNotice, OutageReport } from '#shared/contract/outages.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import type { ReturnedItem } from '#shared/contract/returned-mail.ts';
import { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import { nameDistance, soughtWords } from '#shared/domain/name-matching.ts';
import { decidePass, passObstacles, reviewRule } from '#shared/domain/primary-review.ts';
import type { FakeHandlers } from './holdings.ts';
import { CORRESPONDENTS, PEOPLE } from './words.ts';

type Settings = MethodOutput<'review.settings'>;
type Outage = MethodOutput<'outages.open'>;

const AT = '2026-03-05T09:40:00Z';
const BODIES = new HeadOnlyBodies([{ bodyId: 'parliament', category: 'parliament', names: ['Верховна Рада України'], beginnings: ['Комітет Верховної Ради України'], from: null, to: null }]);
const CATEGORIES = ['higher-level-body', 'state-body', 'citizen', 'parliament', 'institution'] as const;

export interface FakeDirectoriesOptions {
  readonly cards: () => readonly Card[];
  readonly setState: (documentId: string, state: Card['state']) => void;
  readonly removeLetter: (letterId: string) => string;
  readonly nextId: () => string;
  readonly outages: Outage[];
  readonly likePassed: boolean;
  readonly onChanged: (topics: ('cards' | 'letters' | 'directories')[]) => void;
}

/** Correspondents, primary review, returned mail and outages of the fake desk. */
export class FakeDirectories {
  readonly #options: FakeDirectoriesOptions;
  #entries: CorrespondentEntry[] = CORRESPONDENTS.map((name, at) => ({ correspondentId: `k${at}`, name, otherNames: [], category: CATEGORIES[at % CATEGORIES.length] ?? 'other', letter: '', address: '', email: '', code: at === 0 ? '38621185' : '', note: '', headOnlyLifted: false }));
  #settings: Settings = {
    headPersonId: 'p0',
    duties: [
      { dutyId: '00000000-0000-4000-8000-000000000901', reviewerPersonId: 'p1', kindId: null, journalId: null, category: 'state-body', caseIndex: null, words: ['ліценз', 'акредит'] },
      { dutyId: '00000000-0000-4000-8000-000000000902', reviewerPersonId: 'p2', kindId: null, journalId: null, category: null, caseIndex: '01-12', words: [] },
      // A case that this year's nomenclature lacks.
      { dutyId: '00000000-0000-4000-8000-000000000903', reviewerPersonId: 'p3', kindId: null, journalId: null, category: null, caseIndex: '07-03', words: [] },
    ],
    people: PEOPLE.map((name, at) => ({ personId: `p${at}`, name, position: at === 0 ? 'Ректор' : 'Проректор', unitId: null, accountId: null })),
  };
  #passes = new Map<string, MethodOutput<'review.pass'>>();
  #returned: ReturnedItem[] = [];
  #reports: OutageReport[] = [];
  #notices: OutageNotice[] = [];

  constructor(options: FakeDirectoriesOptions) {
    this.#options = options;
  }

  #rule(card: Card) {
    const entry = this.#entries.find(({ name }) => name === card.correspondent);
    const body = BODIES.categoryOf(card.correspondent ?? '', card.registrationDate);
    return reviewRule({ ...card, caseIndex: null, categories: [...(entry === undefined ? [] : [entry.category]), ...(body === null ? [] : [body])], writtenToHead: card.kindId === 'memo' }, this.#settings.headPersonId, this.#settings.duties);
  }

  #suggestion(card: Card): MethodOutput<'review.ofDocument'>['suggestion'] {
    const rule = this.#rule(card);
    const person = rule.rule === 'none' ? null : (this.#settings.people.find(({ personId }) => personId === rule.personId) ?? null);
    return { rule: rule.rule, person, category: rule.rule === 'head-only' ? rule.category : null, dutyId: rule.rule === 'duty' ? rule.dutyId : null, choice: rule.rule !== 'head-only', senderKnown: card.direction !== 'incoming' || this.#entries.some(({ name }) => name === card.correspondent) };
  }

  #obstacles(card: Card): MethodOutput<'review.ofDocument'>['obstacles'] {
    return passObstacles({ direction: card.direction, state: card.state, medium: card.medium, verified: card.verdict !== null, equalPassed: false, sameFilePassed: false, registeredTwice: false });
  }

  get #alike(): MethodOutput<'review.ofDocument'>['alikePassed'] {
    return this.#options.likePassed ? [{ documentId: '00000000-0000-4000-8000-000000000904', registrationIndex: '112/01-05' }] : [];
  }

  #card(documentId: string): Card {
    const card = this.#options.cards().find((one) => one.documentId === documentId);
    if (card === undefined) throw new Refusal('not-found', 'error.cardNotFound');
    return card;
  }

  #pass(documentId: string, stepId: string, personId: string): MethodOutput<'review.pass'> {
    const decision = decidePass(this.#rule(this.#card(documentId)), personId);
    if (!decision.allowed) throw new Refusal('refused', 'error.onlyToHead', { index: '', head: PEOPLE[0] });
    const pass = { stepId, reviewerPersonId: personId, reviewerName: this.#settings.people.find((one) => one.personId === personId)?.name ?? '', rule: decision.rule, passedAt: AT, passedBy: PEOPLE[0] };
    this.#passes.set(documentId, pass);
    this.#options.setState(documentId, 'review');
    this.#options.onChanged(['cards']);
    return pass;
  }

  #entry(correspondentId: string): CorrespondentEntry {
    const entry = this.#entries.find((one) => one.correspondentId === correspondentId);
    if (entry === undefined) throw new Refusal('not-found', 'error.correspondentNotFound');
    return entry;
  }

  #put(entry: CorrespondentEntry): CorrespondentEntry {
    this.#entries = [...this.#entries.filter(({ correspondentId }) => correspondentId !== entry.correspondentId), entry];
    this.#options.onChanged(['directories']);
    return entry;
  }

  #outage(outageId: string): Outage {
    const outage = this.#options.outages.find((one) => one.outageId === outageId);
    if (outage === undefined) throw new Refusal('not-found', 'error.outageNotFound');
    return outage;
  }

  #return(item: ReturnedItem): ReturnedItem {
    this.#returned = [item, ...this.#returned];
    this.#options.onChanged(['letters']);
    return item;
  }

  people(): readonly PersonOfOffice[] {
    return this.#settings.people;
  }

  headPersonId(): string | null {
    return this.#settings.headPersonId;
  }

  readonly handlers: FakeHandlers<'correspondents' | 'review' | 'returnedMail' | 'outages'> = {
    'correspondents.find': ({ text, limit }) => ({ entries: this.#found(text).slice(0, limit), bodies: BODIES.like(text, AT.slice(0, 10), 3), headOnly: BODIES.categoryOf(text, AT.slice(0, 10)) }),
    'correspondents.get': ({ correspondentId }) => ({ entry: this.#entry(correspondentId), version: '1', documents: 12 }),
    'correspondents.list': ({ text, category, offset, limit }) => {
      const found = (text === '' ? this.#entries : this.#found(text)).filter((entry) => category === null || entry.category === category);
      return { rows: found.slice(offset, offset + limit), total: found.length };
    },
    'correspondents.define': ({ name, ...fields }) => {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      return this.#put({ otherNames: [], category: 'other', letter: '', address: '', email: '', code: '', note: '', headOnlyLifted: false, ...given, name, correspondentId: this.#options.nextId() });
    },
    'correspondents.change': ({ correspondentId, changes }) => this.#put({ ...this.#entry(correspondentId), ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) }),
    'correspondents.likelyDuplicates': () => ({ groups: this.#entries.length < 2 ? [] : [{ reason: 'name', entries: this.#entries.slice(0, 2) }], more: false }),
    'correspondents.merge': ({ correspondentId, intoCorrespondentId }) => {
      this.#entries = this.#entries.filter((entry) => entry.correspondentId !== correspondentId);
      return this.#put(this.#entry(intoCorrespondentId));
    },
    'correspondents.previewImport': ({ columns, headerRows }) => ({
      sample: [['Назва', 'ЄДРПОУ', 'Адреса'], ['Київський районний суд', '02892876', 'Київ'], ['ТОВ «Обрій»', '11111111', 'Харків']],
      columns: columns ?? { name: 0, code: 1, address: 2 },
      headerRows: headerRows ?? 1,
      rows: 214,
      fresh: 201,
      problems: [{ row: 14, problem: 'known' }, { row: 80, problem: 'nameMissing' }],
      problemCount: 13,
    }),
    'correspondents.import': () => ({ added: 201, skipped: 13 }),
    'review.queue': ({ limit }) => {
      const waiting = this.#options.cards().filter((card) => (card.direction === 'incoming' || card.kindId === 'memo') && card.state === 'registered');
      const documents = waiting.slice(0, Math.min(limit, 40)).map((card) => ({ ...card, suggestion: this.#suggestion(card), obstacles: this.#obstacles(card), alikePassed: this.#alike }));
      return { documents, total: waiting.length, certain: documents.filter(({ suggestion, obstacles, alikePassed }) => suggestion.person !== null && suggestion.senderKnown && obstacles.length === 0 && alikePassed.length === 0).length };
    },
    'review.ofDocument': ({ documentId }) => {
      const card = this.#card(documentId);
      const pass = this.#passes.get(documentId);
      return { suggestion: this.#suggestion(card), obstacles: this.#obstacles(card), registeredAt: card.registeredAt, passes: pass === undefined ? [] : [pass], alikePassed: this.#alike, equalOriginals: [] };
    },
    'review.pass': ({ documentId, stepId, reviewerPersonId }) => this.#pass(documentId, stepId, reviewerPersonId),
    'review.passSuggested': ({ documentIds }) => {
      const able = documentIds.filter((documentId) => this.#suggestion(this.#card(documentId)).person !== null);
      for (const documentId of able) this.#pass(documentId, this.#options.nextId(), this.#suggestion(this.#card(documentId)).person?.personId ?? '');
      return { passed: able, left: documentIds.filter((documentId) => !able.includes(documentId)).map((documentId) => ({ documentId, message: 'error.noReviewerKnown' })) };
    },
    'review.settings': () => this.#settings,
    'review.setHead': ({ personId }) => {
      this.#settings = { ...this.#settings, headPersonId: personId };
      this.#options.onChanged(['directories']);
      return {};
    },
    'review.definePerson': (input) => {
      const person = { ...input, personId: input.personId ?? this.#options.nextId() };
      this.#settings = { ...this.#settings, people: [...this.#settings.people.filter(({ personId }) => personId !== person.personId), person] };
      this.#options.onChanged(['directories']);
      return person;
    },
    'review.accountsOfPeople': () => ({ accounts: [{ accountId: 'a1', name: PEOPLE[0], login: 'registrar' }] }),
    'review.defineDuty': (input) => {
      const duty = { ...input, dutyId: input.dutyId ?? this.#options.nextId() };
      this.#settings = { ...this.#settings, duties: [...this.#settings.duties.filter(({ dutyId }) => dutyId !== duty.dutyId), duty] };
      this.#options.onChanged(['directories']);
      return duty;
    },
    'review.removeDuty': ({ dutyId }) => {
      this.#settings = { ...this.#settings, duties: this.#settings.duties.filter((duty) => duty.dutyId !== dutyId) };
      this.#options.onChanged(['directories']);
      return {};
    },
    'review.orderDuties': ({ dutyIds }) => {
      this.#settings = { ...this.#settings, duties: dutyIds.flatMap((id) => this.#settings.duties.filter(({ dutyId }) => dutyId === id)) };
      this.#options.onChanged(['directories']);
      return {};
    },
    'returnedMail.returnLetter': ({ letterId, ...record }) => this.#return({ ...record, letterId, returnId: this.#options.nextId(), description: this.#options.removeLetter(letterId), returnedAt: AT, returnedBy: PEOPLE[0] }),
    'returnedMail.returnPaper': (record) => this.#return({ ...record, letterId: null, returnedAt: AT, returnedBy: PEOPLE[0] }),
    'returnedMail.list': ({ offset, limit }) => ({ items: this.#returned.slice(offset, offset + limit), total: this.#returned.length }),
    'outages.list': () => ({
      outages: this.#options.outages.map((outage) => ({ ...outage, documents: 0, reports: this.#reports.filter(({ outageId }) => outageId === outage.outageId).length, waitingNotices: this.#notices.filter(({ outageId, sentAt }) => outageId === outage.outageId && sentAt === null).length })),
      looseReports: this.#reports.filter(({ outageId }) => outageId === null).length,
    }),
    'outages.get': ({ outageId }) => ({ outage: this.#outage(outageId), documents: [], documentCount: 0, reports: this.#reports.filter((report) => report.outageId === outageId), notices: this.#notices.filter((notice) => notice.outageId === outageId) }),
    'outages.open': (input) => {
      const outage = { ...input, until: null };
      this.#options.outages.unshift(outage);
      this.#options.onChanged(['directories', 'cards']);
      return outage;
    },
    'outages.close': ({ outageId, until }) => {
      const at = this.#options.outages.findIndex((outage) => outage.outageId === outageId);
      const closed = { ...this.#outage(outageId), until };
      this.#options.outages[at] = closed;
      this.#options.onChanged(['directories', 'cards']);
      return closed;
    },
    'outages.looseReports': () => ({ reports: this.#reports.filter(({ outageId }) => outageId === null) }),
    'outages.report': (input) => {
      const report = { ...input, reportedAt: AT, recordedBy: PEOPLE[0] };
      this.#reports = [...this.#reports, report];
      this.#options.onChanged(['directories']);
      return report;
    },
    'outages.draftNotice': ({ kind }) => ({ subject: kind === 'suspension' ? 'Електронний документообіг призупинено' : 'Електронний документообіг відновлено', text: 'Шановні працівники!', languages: ['uk'] }),
    'outages.queueNotice': (input) => {
      const notice = { ...input, queuedAt: AT, queuedBy: PEOPLE[0], sentAt: null, sentBy: null };
      this.#notices = [...this.#notices, notice];
      this.#options.onChanged(['directories']);
      return notice;
    },
    'outages.noticeFile': () => ({ fileName: 'outage-notice-2026-03-05.eml', bytes: new TextEncoder().encode('Subject: x\r\n\r\n') }),
    'outages.markNoticeSent': ({ noticeId }) => {
      const notice = this.#notices.find((one) => one.noticeId === noticeId);
      if (notice === undefined) throw new Refusal('not-found', 'error.noticeNotFound');
      const sent = { ...notice, sentAt: AT, sentBy: PEOPLE[0] };
      this.#notices = this.#notices.map((one) => (one === notice ? sent : one));
      this.#options.onChanged(['directories']);
      return sent;
    },
  };

  #found(text: string): CorrespondentEntry[] {
    const sought = soughtWords(text);
    return this.#entries.filter((entry) => nameDistance(sought, [entry.name, ...entry.otherNames]) !== null);
  }
}
