import { type ContractError, type DeskEvent, type MethodCheckedInput, type MethodName, type MethodOutput, methods, Refusal } from '#shared/contract/index.ts';
import type { Office, RunningJob } from '#shared/contract/desk.ts';
import type { Letter } from '#shared/contract/intake.ts';
import type { Card, Copy } from '#shared/contract/registration.ts';
import type { SavedSearch } from '#shared/contract/search.ts';
import type { MadeSignature, OfferedKey } from '#shared/contract/signing.ts';
import type { Country } from '#shared/domain/languages.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { journalProblems } from '#shared/domain/journals.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { rightsOf, type Role } from '#shared/domain/rights.ts';
import { fail, succeed } from '#shared/domain/result.ts';
import type { CallResult } from '#shared/rpc/transport.ts';
import { CHOICES, fakeAccounts, fakeCards, fakeId, fakeLetters, fakeOffice, lineOf, PDF_SHA } from './data.ts';
import { fakeFacets, fakeJournal, fakePage } from './fake-search.ts';
import { FakeNomenclature, type FakeNomenclatureOptions } from './nomenclature.ts';
import { FakeDayPapers } from './day-papers.ts';
import { FakeDirectories } from './directories.ts';
import { reportsFor } from './reports.ts';
import { FakeJournalImport } from './journal-import.ts';
import { FakeSigning, KEYS } from './signing.ts';
import { PEOPLE } from './words.ts';

export interface FakeDeskOptions {
  readonly phase?: 'new' | 'locked' | 'ready';
  readonly country?: Country;
  readonly roles?: readonly Role[];
  readonly signedIn?: boolean;
  readonly passwordChangeDue?: string | null;
  readonly cards?: number;
  readonly link?: 'standalone' | 'offline' | 'online';
  readonly jobs?: readonly RunningJob[];
  readonly letters?: readonly Letter[];
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** Reports of every registered document, in place of those that fit its verdict. */
  readonly reports?: readonly ValidationReport[];
  /** What every key file holds. */
  readonly keys?: readonly OfferedKey[];
  /** Signatures that were made before. */
  readonly made?: readonly MadeSignature[];
  readonly nomenclature?: FakeNomenclatureOptions;
  /** Journals of the day that are not printed, in the evening. */
  readonly notPrinted?: readonly string[];
  readonly outages?: readonly MethodOutput<'outages.open'>[];
  /** Every waiting document is like one that was passed on. */
  readonly likePassed?: boolean;
  /** Answers given in place of the desk's own, by method. */
  readonly refuse?: Partial<Record<MethodName, ContractError>>;
}

type Handlers = { readonly [Name in MethodName]: (input: MethodCheckedInput<Name>) => MethodOutput<Name> };

/**
 * A desk for looking at screens: typed by the contract, with plausible data, no store and no rights.
 * It exists for tests of the window only; nothing of it is part of the program.
 */
export class FakeDesk {
  readonly calls: { readonly method: string; readonly input: unknown }[] = [];
  readonly #options: FakeDeskOptions;
  readonly #office: Office;
  readonly #handlers: Handlers;
  #phase: 'new' | 'locked' | 'ready';
  #person: MethodOutput<'session.current'>;
  #letters: Letter[];
  #cards: Card[];
  #searches: SavedSearch[] = [];
  #copies: Copy[] = [];
  #accounts = fakeAccounts();
  readonly #dayPapers: FakeDayPapers;
  readonly #journalImport = new FakeJournalImport();
  #folder: MethodOutput<'intake.folder'> = {
    settings: { path: '/srv/scans', afterTaking: 'move' },
    unreachable: null,
    lastLookAt: '2026-03-05T09:00:00Z',
    problems: [
      { fileName: 'скан 014.pdf', problem: 'empty', detail: null, at: '2026-03-05T08:58:00Z' },
      { fileName: 'орындау туралы есеп (соңғы нұсқасы).pdf', problem: 'diskFull', detail: 'ENOSPC', at: '2026-03-05T08:30:00Z' },
    ],
  };
  #extraction: MethodOutput<'extraction.state'> = { restricted: true, queued: 2, held: 0, read: 118, withoutTextLayer: 7, unreadable: 1, unsupported: 3 };
  #fetching: MethodOutput<'administration.fetching'> = { fetch: true, allowedHosts: [], proxy: null };
  #paper: MethodOutput<'paperIntake.state'> = { stage: 'stamp', stampings: [], scan: null, stampLines: ['Національний університет', 'Вхідний', '113/01-05  05.03.2026'] };
  readonly #drafts = new Map<string, MethodOutput<'drafts.list'>['drafts'][number]>();
  #next = 5000;
  readonly #outages: MethodOutput<'outages.open'>[];
  readonly #likePassed: boolean;
  #kept: Pick<MethodOutput<'registration.choices'>, 'journals' | 'kinds' | 'units'> = CHOICES;
  #uploads = new Map<string, { readonly fileName: string; readonly size: number }>();
  #listeners = new Set<(event: DeskEvent) => void>();

  constructor(options: FakeDeskOptions = {}) {
    this.#options = options;
    this.#phase = options.phase ?? 'ready';
    this.#outages = [...(options.outages ?? [])];
    this.#likePassed = options.likePassed === true;
    this.#office = fakeOffice(options.country ?? 'UA');
    const sized = <File extends { readonly sha256: string; readonly size: number }>(file: File): File => ({ ...file, size: options.files?.get(file.sha256)?.byteLength ?? file.size });
    this.#letters = (options.letters ?? fakeLetters()).map((letter) => ({ ...letter, files: letter.files.map(sized) }));
    this.#cards = fakeCards(options.cards ?? 300).map((card) => ({ ...card, files: card.files.map(sized) }));
    this.#person = options.signedIn === false ? null : this.#makePerson();
    this.#dayPapers = new FakeDayPapers({ notPrinted: options.notPrinted ?? [], cards: () => this.#cards, onChanged: () => this.#changed(['cards']) });
    this.#handlers = this.#makeHandlers();
  }

  onEvent(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: DeskEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Answers a call as the dispatcher would: schema first, then the room. */
  async handle(method: string, input: unknown): Promise<CallResult> {
    this.calls.push({ method, input });
    const definition = methods.get(method);
    if (definition === undefined) throw new Error(`no method ${method}`);
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return fail({ code: 'bad-input', message: 'error.unknown', params: { reference: parsed.error.message }, issues: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) });
    const refusal = this.#options.refuse?.[method as MethodName];
    if (refusal !== undefined) return fail(refusal);
    try {
      const handler = this.#handlers[method as MethodName] as (checked: unknown) => unknown;
      const output = definition.output.safeParse(handler(parsed.data));
      if (!output.success) throw new Error(`${method} answered what the contract does not allow: ${output.error.message}`);
      return succeed(output.data);
    } catch (cause) {
      if (cause instanceof Refusal) return fail(cause.error);
      throw cause;
    }
  }

  #makePerson(): NonNullable<MethodOutput<'session.current'>> {
    const roles = [...(this.#options.roles ?? ['registrar', 'administrator'])] as Role[];
    return { accountId: fakeId(12), login: 'registrar', name: PEOPLE[0], roles, rights: rightsOf({ roles }), passwordChangeDue: this.#options.passwordChangeDue ?? null };
  }

  #state(): MethodOutput<'desk.state'> {
    return { phase: this.#phase, office: this.#phase === 'new' ? null : this.#office, version: '0.1.0', host: 'loopback', demonstration: false, passphraseNeeded: true };
  }

  #makeHandlers(): Handlers {
    const nomenclature = new FakeNomenclature(this.#options.nomenclature);
    const notFound = (): never => {
      throw new Refusal('not-found', 'error.unknown', { reference: 'not-found' });
    };
    const letterOf = (letterId: string): Letter => this.#letters.find((letter) => letter.letterId === letterId) ?? notFound();
    const cardOf = (documentId: string): Card => this.#cards.find((card) => card.documentId === documentId) ?? notFound();
    return {
      ...nomenclature.handlers,
      'desk.state': () => this.#state(),
      'desk.setUp': () => {
        this.#phase = 'ready';
        return this.#state();
      },
      'desk.unlock': () => {
        this.#phase = 'ready';
        return this.#state();
      },
      'desk.status': () => ({
        sync: { link: this.#options.link ?? 'standalone', lastExchange: this.#options.link === 'offline' ? '2026-03-05T06:40:00Z' : null, queued: this.#options.link === 'offline' ? 14 : 0 },
        jobs: [...(this.#options.jobs ?? [])],
        waiting: this.#letters.length,
        freeBytes: 8e10,
        diskNearlyFull: false,
      }),
      'desk.check': () => ({ database: true, operations: 1843, chain: true, projections: true, blobs: 612, problems: [] }),
      'session.signIn': () => (this.#person = this.#makePerson()),
      'session.changeUser': ({ login, password }) => {
        const leaving = this.#person;
        if (password !== 'right') throw new Refusal('refused', 'error.signInWrong', { left: '3' });
        const coming = { ...this.#makePerson(), accountId: fakeId(13), login, name: PEOPLE[1] };
        this.#person = coming;
        const drafts = [...this.#drafts.values()].map(({ key, requisites }) => ({ key, correspondent: requisites.correspondent, subject: requisites.subject }));
        const papers = this.#cards.slice(0, 2).map(({ documentId, registrationIndex, subject }, at) => ({ documentId, registrationIndex, subject, missing: at === 0 ? ('stamp' as const) : ('scan' as const) }));
        return { person: coming, handedOver: { fromName: leaving?.name ?? '', waitingLetters: this.#letters.length, drafts, papers, notPassed: 7 } };
      },
      'session.current': () => this.#person,
      'session.signOut': () => {
        this.#person = null;
        return {};
      },
      'session.changePassword': () => ({}),
      'files.begin': (input) => {
        const uploadId = fakeId((this.#next += 1));
        this.#uploads.set(uploadId, input);
        return { uploadId };
      },
      'files.append': ({ offset, piece }) => ({ received: offset + piece.byteLength }),
      'files.finish': ({ uploadId }) => {
        const upload = this.#uploads.get(uploadId) ?? notFound();
        return { sha256: PDF_SHA, fileName: upload.fileName, size: upload.size, mediaType: 'application/pdf' };
      },
      'files.abandon': () => ({}),
      'files.shown': () => null,
      'files.read': ({ sha256, offset, length }) => {
        const bytes = this.#options.files?.get(sha256) ?? this.#options.files?.get(PDF_SHA) ?? notFound();
        return { piece: bytes.slice(offset, offset + length), size: bytes.byteLength };
      },
      'intake.receive': ({ files }) => {
        const letters = files.map(({ sha256, fileName }): Letter => ({
          letterId: fakeId((this.#next += 1)),
          receivedAt: '2026-03-05T09:00:00Z',
          receivedBy: PEOPLE[0],
          files: [{ sha256, fileName, size: 100, mediaType: 'application/pdf', role: 'main' }],
          verdict: 'unsigned',
          reports: [],
          checkProblem: null,
          suggestions: { correspondent: null, subject: null, sheets: null, correspondentDate: null },
          message: null,
          sameFileAs: [],
        }));
        this.#letters.push(...letters);
        this.#changed(['letters', 'status']);
        return { letters };
      },
      'intake.list': () => ({ letters: this.#letters.map(lineOf) }),
      'intake.get': ({ letterId }) => letterOf(letterId),
      'intake.join': ({ letterId, intoLetterId }) => {
        const joined = { ...letterOf(intoLetterId), files: [...letterOf(intoLetterId).files, ...letterOf(letterId).files] };
        this.#letters = this.#letters.filter((letter) => letter.letterId !== letterId).map((letter) => (letter.letterId === intoLetterId ? joined : letter));
        this.#changed(['letters', 'status']);
        return joined;
      },
      'intake.check': ({ letterId }) => letterOf(letterId),
      'intake.discard': ({ letterId }) => {
        this.#letters = this.#letters.filter((letter) => letter.letterId !== letterId);
        this.#changed(['letters', 'status']);
        return {};
      },
      'registration.choices': () => ({ ...CHOICES, ...this.#kept, outages: [...this.#outages] }),
      'registration.register': ({ letterId, requisites }) => {
        const letter = letterId === null ? null : letterOf(letterId);
        const card: Card = {
          ...requisites,
          documentId: fakeId((this.#next += 1)),
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
        this.#letters = this.#letters.filter((one) => one !== letter);
        this.#cards = [card, ...this.#cards];
        this.#changed(['letters', 'cards', 'status']);
        return card;
      },
      'registration.correct': ({ documentId, changes }) => {
        const card = { ...cardOf(documentId), ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
        this.#cards = this.#cards.map((one) => (one.documentId === documentId ? card : one));
        this.#changed(['cards']);
        return card;
      },
      'registration.similar': ({ correspondentNumber, correspondentDate }) => ({
        cards: this.#cards
          .filter((card) => correspondentNumber !== null && card.correspondentNumber === correspondentNumber && card.correspondentDate === correspondentDate)
          .map(({ documentId, registrationIndex, registrationDate, medium, correspondent, subject }) => ({ documentId, registrationIndex, registrationDate, medium, reason: 'same-details', correspondent, subject })),
      }),
      'registration.link': () => ({}),
      'registration.unlink': () => ({}),
      'paperIntake.state': () => this.#paper,
      'paperIntake.label': ({ format }) => {
        this.#paper = { ...this.#paper, stage: 'scan', stampings: [...this.#paper.stampings, { method: 'label', format, reason: null, at: '2026-03-05T09:32:00Z', by: PEOPLE[0] }] };
        this.#changed(['cards']);
        return { fileName: '113_01-05.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
      },
      'paperIntake.stampByHand': () => {
        this.#paper = { ...this.#paper, stage: 'scan', stampings: [{ method: 'hand-stamp', format: null, reason: null, at: '2026-03-05T09:32:00Z', by: PEOPLE[0] }] };
        this.#changed(['cards']);
        return {};
      },
      'paperIntake.attachScan': ({ letterId, differenceReason }) => {
        this.#letters = this.#letters.filter((one) => one.letterId !== letterId);
        this.#paper = { ...this.#paper, stage: 'review', scan: { pages: 2, sheets: 2, differenceReason, attachedAt: '2026-03-05T09:40:00Z', attachedBy: PEOPLE[0], certification: 'none' } };
        this.#changed(['cards', 'letters']);
        return {};
      },
      'directories.defineJournal': ({ journal }) => {
        const issues = journalProblems(journal).map(({ problem }) => ({ path: problem === 'nameMissing' ? 'journal.names' : 'journal.pattern', message: `directory.problem.${problem}` }));
        if (issues.length > 0) throw new Refusal('refused', 'error.directoryRefused', { count: String(issues.length) }, issues);
        const kept = { ...journal, journalId: journal.journalId ?? fakeId((this.#next += 1)) };
        const before = this.#kept.journals.find(({ journalId }) => journalId === kept.journalId);
        this.#kept = { ...this.#kept, journals: before === undefined ? [...this.#kept.journals, { ...kept, year: 2026, next: 1 }] : this.#kept.journals.map((one) => (one === before ? { ...one, ...kept } : one)) };
        this.#changed(['cards']);
        return kept;
      },
      'directories.defineKind': ({ kind, basisOrder }) => {
        const kept = { ...kind, kindId: kind.kindId ?? fakeId((this.#next += 1)), basisOrder };
        if (kept.directions.length === 0) throw new Refusal('refused', 'error.directoryRefused', { count: '1' }, [{ path: 'kind.directions', message: 'requisite.missing' }]);
        this.#kept = { ...this.#kept, kinds: [...this.#kept.kinds.filter(({ kindId }) => kindId !== kept.kindId), kept] };
        this.#changed(['cards']);
        return kept;
      },
      'directories.defineUnit': ({ unit }) => {
        const kept = { ...unit, unitId: unit.unitId ?? fakeId((this.#next += 1)) };
        this.#kept = { ...this.#kept, units: [...this.#kept.units.filter(({ unitId }) => unitId !== kept.unitId), kept] };
        this.#changed(['cards']);
        return kept;
      },
      'directories.journalsInUse': () => ({ journalIds: ['incoming'] }),
      ...this.#dayPapers.handlers,
      'directories.settings': () => ({ numberBeforeScan: true }),
      'directories.setSettings': (settings) => settings,
      'localActs.state': () => ({ act: null, inForce: null, changes: [], copies: [] }),
      'localActs.describe': () => ({}),
      'localActs.enterChange': () => ({}),
      'localActs.issueCopy': ({ holder, issuedOn }) => ({ copyNumber: 1, holder, issuedOn }),
      'drafts.list': () => ({ drafts: [...this.#drafts.values()] }),
      'drafts.keep': ({ drafts }) => {
        for (const draft of drafts) this.#drafts.set(draft.key, { ...draft, keptAt: '2026-03-05T09:30:00Z' });
        return {};
      },
      'drafts.drop': ({ keys }) => {
        for (const key of keys) this.#drafts.delete(key);
        return {};
      },
      'intake.arrange': ({ letterId }) => letterOf(letterId),
      'registration.earlier': ({ correspondent }) => (this.#cards.some((card) => card.correspondent === correspondent) ? { registrationIndex: '12/01-05', caseId: 'c1', addressee: 'Ректор', delivery: 'post', language: 'uk' } : null),
      'registration.void': ({ documentId, reason }) => {
        const card: Card = { ...cardOf(documentId), state: 'void', voidReason: reason };
        this.#cards = this.#cards.map((one) => (one.documentId === documentId ? card : one));
        this.#changed(['cards']);
        return card;
      },
      'registration.moveToJournal': ({ documentId, journalId, kindId, caseId }) => {
        const card: Card = { ...cardOf(documentId), documentId: fakeId((this.#next += 1)), journalId, kindId, caseId, replaces: documentId };
        this.#cards = [card, ...this.#cards];
        this.#changed(['cards']);
        return card;
      },
      'search.page': (question) => fakePage(this.#cards, question),
      'search.facets': (question) => fakeFacets(this.#cards, question),
      'search.snippets': ({ documentIds }) => ({ snippets: documentIds.slice(0, 1).map((documentId) => ({ documentId, fileName: 'Лист.pdf', before: 'Просимо погодити ', match: 'план', after: ' заходів на наступний семестр' })) }),
      'search.journal': (question) => fakeJournal(this.#cards, question),
      'search.journalYears': () => ({ journals: [...Map.groupBy(this.#cards, (card) => card.journalId)].map(([journalId, cards]) => ({ journalId, years: [...new Set(cards.map((card) => card.registrationYear))].sort((x, y) => y - x) })) }),
      'search.saved': () => ({ searches: [...this.#searches] }),
      'search.save': (input) => {
        const saved = { ...input, searchId: fakeId((this.#next += 1)), mine: true };
        this.#searches = [...this.#searches, saved];
        this.#changed(['searches']);
        return saved;
      },
      'search.forget': ({ searchId }) => {
        this.#searches = this.#searches.filter((search) => search.searchId !== searchId);
        this.#changed(['searches']);
        return {};
      },
      'search.export': ({ format }) => ({ sha256: PDF_SHA, fileName: `cards.${format}`, size: 1, mediaType: format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', rows: this.#cards.length, complete: true }),
      'registration.get': ({ documentId }) => {
        const card = cardOf(documentId);
        const signature = card.files.find((file) => file.role === 'signature');
        return {
          card: this.#options.reports === undefined ? card : { ...card, verdict: overallVerdict(this.#options.reports) },
          caseFile: card.caseId === null ? null : { caseId: card.caseId, index: '01-05', title: 'Листування з органами державної влади', retention: '5 р.', year: 2026 },
          version: '1',
          reports: this.#options.reports !== undefined ? [...this.#options.reports] : card.verdict === null || signature === undefined ? [] : reportsFor[card.verdict](signature.fileName, signature.sha256),
          history: [
            { operationId: 'o3', kind: 'card.corrected', at: '2026-03-05T09:50:00Z', zone: this.#office.zone, actor: PEOPLE[0], onBehalfOf: null, desk: '1', changes: [{ field: 'sheets', before: '2', after: String(card.sheets) }, { field: 'correspondentDate', before: null, after: '2026-03-01' }] },
            { operationId: 'o2', kind: 'verification.recorded', at: '2026-03-05T09:31:10Z', zone: this.#office.zone, actor: PEOPLE[0], onBehalfOf: null, desk: '1', changes: [] },
            { operationId: 'o1', kind: 'card.registered', at: card.registeredAt, zone: this.#office.zone, actor: card.registeredBy.name, onBehalfOf: PEOPLE[3], desk: '1', changes: [] },
          ],
          copies: this.#copies.filter((copy) => copy.documentId === documentId),
          links: [],
          status: card.direction === 'incoming' ? 'document' : 'draft',
          stages: [
            { stage: 'registered', state: 'done' },
            { stage: 'verified', state: 'done' },
            { stage: 'passed', state: 'due' },
          ],
        };
      },
      'registration.recheck': () => ({}),
      'registration.makeCopy': ({ documentId, form }) => {
        const copy: Copy = { copyId: fakeId((this.#next += 1)), documentId, form, sha256: PDF_SHA, fileName: `Копія ${cardOf(documentId).registrationIndex.replace('/', '-')}.pdf`, size: this.#options.files?.get(PDF_SHA)?.byteLength ?? 1, madeAt: '2026-03-05T10:00:00Z', madeBy: PEOPLE[0], method: form === 'stamped' ? 'incremental' : 'full-save' };
        this.#copies.push(copy);
        this.#changed(['copies']);
        return copy;
      },
      'accounts.list': () => ({ accounts: this.#accounts }),
      'accounts.create': ({ login, name, roles }) => {
        const account = { accountId: fakeId((this.#next += 1)), login, name, roles, locked: false, createdAt: '2026-03-05T10:00:00Z' };
        this.#accounts.push(account);
        return account;
      },
      'accounts.issuePassword': () => ({}),
      'accounts.lock': ({ accountId }) => this.#setLocked(accountId, true),
      'accounts.unlock': ({ accountId }) => this.#setLocked(accountId, false),
      'administration.trust': () => ({
        entries: [
          { entryId: fakeId(31), kind: 'anchor', fileName: 'CA-3DB73AEF52F.cer', sha256: '4f'.repeat(32), description: 'Центральний засвідчувальний орган', addedAt: '2026-01-11T08:00:00Z', addedBy: PEOPLE[3] },
          { entryId: fakeId(32), kind: 'crl', fileName: 'nca_gost.crl', sha256: '1c'.repeat(32), description: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)', addedAt: '2026-03-01T08:00:00Z', addedBy: PEOPLE[3] },
        ],
      }),
      'administration.addTrust': ({ kind, fileName, fingerprint }) => ({ entryId: fakeId((this.#next += 1)), kind, fileName, sha256: fingerprint, description: fileName, addedAt: '2026-03-05T10:00:00Z', addedBy: PEOPLE[3] }),
      'administration.removeTrust': () => ({}),
      ...this.#journalImport.handlers,
      'intake.folder': () => this.#folder,
      'intake.setFolder': ({ settings }) => (this.#folder = { ...this.#folder, settings }),
      'intake.dismissFolderProblem': ({ fileName }) => (this.#folder = { ...this.#folder, problems: this.#folder.problems.filter((problem) => problem.fileName !== fileName) }),
      'extraction.state': () => this.#extraction,
      'extraction.setRestricted': ({ restricted }) => (this.#extraction = { ...this.#extraction, restricted }),
      'administration.fetching': () => this.#fetching,
      'administration.setFetching': (settings) => (this.#fetching = settings),
      'evidence.state': () => ({ fetching: false, lastSuccessAt: null, lastFailureAt: null, lastFailureReason: null, waiting: 0, queued: 0, setting: { fetch: this.#fetching.fetch } }),
      'evidence.missing': () => ({ items: [], attempts: [], fetching: false, queued: false }),
      'evidence.fetchNow': () => ({ obtained: [], failed: [{ url: 'http://crl.pki.gov.kz/nca_gost.crl', failure: 'unreachable' }], verdict: 'undetermined' }),
      'evidence.pieces': () => ({ verificationId: fakeId(41), checkedAt: '2026-03-05T09:30:00Z', pieces: [] }),
      'verification.history': () => ({
        entries: [
          { verificationId: fakeId(41), checkedAt: '2026-03-05T09:30:00Z', verdict: 'passed', trigger: 'evidence', changes: [{ fileName: 'лист.p7s', signature: '1', signer: 'Коваленко Олена Петрівна', before: { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }, after: { indication: 'TOTAL-PASSED', subIndication: null } }], evidence: [{ kind: 'crl', source: 'http://crl.pki.gov.kz/nca_gost.crl', sha256: '1c'.repeat(32), obtainedAt: '2026-03-05T09:29:58Z' }] },
          { verificationId: fakeId(40), checkedAt: '2026-03-04T09:30:00Z', verdict: 'undetermined', trigger: 'intake', changes: [], evidence: [] },
        ],
      }),
      ...this.#signing().handlers,
      ...this.#directories().handlers,
      'jobs.cancel': () => ({}),
    };
  }

  #directories(): FakeDirectories {
    return new FakeDirectories({
      cards: () => this.#cards,
      setState: (documentId, state) => {
        this.#cards = this.#cards.map((card) => (card.documentId === documentId ? { ...card, state } : card));
      },
      removeLetter: (letterId) => {
        const letter = this.#letters.find((one) => one.letterId === letterId);
        this.#letters = this.#letters.filter((one) => one !== letter);
        return letter?.files[0]?.fileName ?? '';
      },
      nextId: () => fakeId((this.#next += 1)),
      outages: this.#outages,
      likePassed: this.#likePassed,
      onChanged: (topics) => this.#changed(topics),
    });
  }

  #signing(): FakeSigning {
    return new FakeSigning({
      keys: this.#options.keys ?? KEYS,
      made: this.#options.made ?? [],
      add: (subject, file) => {
        const joined = <Held extends { readonly files: Letter['files'] }>(held: Held): Held => ({ ...held, files: [...held.files, file] });
        if ('letterId' in subject) this.#letters = this.#letters.map((letter) => (letter.letterId === subject.letterId ? joined(letter) : letter));
        else this.#cards = this.#cards.map((card) => (card.documentId === subject.documentId ? joined(card) : card));
      },
      onChanged: () => this.#changed(['letters', 'cards', 'status']),
    });
  }

  #setLocked(accountId: string, locked: boolean): Record<string, never> {
    this.#accounts = this.#accounts.map((account) => (account.accountId === accountId ? { ...account, locked } : account));
    return {};
  }

  #changed(topics: Extract<DeskEvent, { event: 'changed' }>['topics']): void {
    this.tell({ event: 'changed', topics });
  }
}
