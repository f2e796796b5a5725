import type { MethodOutput } from '#shared/contract/index.ts';
import type { AssignmentOfResolution, ResolutionOfDocument, ResolutionPlace } from '#shared/contract/resolutions.ts';
import type { WaitingItem } from '#shared/contract/start-page.ts';
import type { Country } from '#shared/domain/languages.ts';
import { type Timeliness, TIMELINESS } from '#shared/domain/execution.ts';
import { WORK_ACTIONS } from '#shared/domain/work-items.ts';
import { fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

export interface FakeResolutionsOptions {
  /** A tree of resolutions stands on every document. */
  readonly tree?: boolean;
  /** What waits for the person. */
  readonly waiting?: number;
  /** Places at which the person may lay a resolution; null: the reviewer’s own. */
  readonly places?: readonly ResolutionPlace[];
  /** The account is tied to nobody. */
  readonly unknownPerson?: boolean;
}

interface Sample {
  readonly people: readonly (readonly [name: string, position: string, unit: string | null])[];
  readonly texts: readonly [string, string];
  readonly reports: readonly [string, string, string];
  readonly subjects: readonly string[];
}

const UA: Sample = {
  people: [
    ['Литвинов Олександр Вікторович', 'ректор', null],
    ['Крижанівська-Щасливцева Наталія Петрівна', 'проректорка з науково-педагогічної роботи', null],
    ['Гнатюк Ігор Степанович', 'декан', 'Факультет літакобудування'],
    ['Мороз Лариса Дмитрівна', 'головна бухгалтерка', 'Планово-фінансовий відділ і бухгалтерська служба'],
    ['Шевчук Анна', 'старша викладачка', 'Кафедра проєктування літаків і вертольотів'],
  ],
  texts: ['Підготувати відповідь Міністерству освіти і науки за підписом ректора; узгодити з планово-фінансовим відділом.', 'До виконання в частині, що стосується факультету.'],
  reports: ['Запит до бухгалтерії надіслано, чекаємо на довідку про кошторис.', 'Відповідь № 113/01-07 надіслано 06.03.2026.', 'Бухгалтерія готує уточнений розрахунок'],
  subjects: ['Про надання інформації щодо стану виконання планових показників набору на освітні програми', 'Щодо проведення перевірки стану архівної справи', 'Звернення громадянина Петренка П. П. про поновлення на навчанні'],
};
const KZ: Sample = {
  people: [
    ['Әбдіғаппарұлы Ерболат Өмірбекұлы', 'ректор', null],
    ['Құрманғазина Үмітгүл Серікбайқызы', 'академиялық мәселелер жөніндегі проректор', null],
    ['Төлегенов Нұрғиса', 'декан', 'Педагогика және психология факультеті'],
    ['Ысқақова Гүлшат', 'бас бухгалтер', 'Қаржы-экономикалық қамтамасыз ету басқармасы'],
    ['Өтегенұлы Ғабит', 'аға оқытушы', 'Қазақ тілі және әдебиеті кафедрасы'],
  ],
  texts: ['Министрлікке ректордың қолымен жауап дайындаңыз; қаржы-экономикалық басқармамен келісіңіз.', 'Факультетке қатысты бөлігін орындауға.'],
  reports: ['Бухгалтерияға сұрау жіберілді, смета туралы анықтаманы күтудеміз.', '№ 113/01-07 жауап 06.03.2026 жіберілді.', 'Бухгалтерия нақтыланған есепті дайындап жатыр'],
  subjects: ['Білім беру бағдарламаларына қабылдаудың жоспарлы көрсеткіштерінің орындалуы туралы ақпарат беру туралы', 'Мұрағат ісінің жай-күйін тексеру туралы', 'Азамат Ыбыраймовтың оқуға қайта қабылдау туралы өтініші'],
};
const personId = (at: number): string => `person-${at}`;

/** Resolutions, execution, the board and the start page, with plausible content in the country’s language. */
export class FakeResolutions {
  readonly #held: FakeHoldings;
  readonly #options: FakeResolutionsOptions;
  readonly #sample: Sample;
  #resolutions: ResolutionOfDocument[];
  #control: MethodOutput<'resolutions.ofDocument'>['control'] = null;

  constructor(held: FakeHoldings, country: Country, options: FakeResolutionsOptions = {}) {
    this.#held = held;
    this.#options = options;
    this.#sample = country === 'KZ' ? KZ : UA;
    this.#resolutions = options.tree === true ? this.#tree() : [];
    if (options.tree === true) this.#control = { controllerPersonId: personId(1), controllerName: this.#name(1), setAt: '2026-03-05T07:10:00Z', liftedAt: null, liftedBy: null };
  }

  readonly handlers: FakeHandlers<'resolutions'> & FakeHandlers<'executionControl'> & FakeHandlers<'startPage'> = {
    'resolutions.ofDocument': () => ({ resolutions: [...this.#resolutions], control: this.#control, places: [...this.#places()], maySetControl: true, liftObstacle: this.#control === null ? 'notControlled' : 'notExecuted' }),
    'resolutions.candidates': () => ({
      people: this.#sample.people.slice(1).map(([name, position, unit], at) => ({ personId: personId(at + 1), name, position, unitId: unit === null ? null : `unit-${at + 1}`, unitName: unit, fit: at === 3 ? ('exception' as const) : ('proper' as const) })),
      units: this.#sample.people.flatMap(([, , unit], at) => (unit === null ? [] : [{ unitId: `unit-${at}`, name: unit }])),
      today: '2026-03-05',
      higherDueOn: null,
      defaultDueOn: '2026-04-04',
    }),
    'resolutions.issue': (input) => {
      this.#resolutions.push({
        ...this.#resolution(this.#resolutions.length, input.text),
        executors: input.executors.map(({ personId: id, role, dueOn }) => ({ personName: this.#nameOf(id), role, dueOn })),
        assignments: input.executors.map(({ personId: id, role, dueOn }, at) => ({ ...this.#assignment(100 + at, 0), personId: id, personName: this.#nameOf(id), role, dueOn: dueOn ?? input.dueOn })),
      });
      this.#held.changed(['cards']);
      return {};
    },
    'resolutions.note': (step) => this.#change(step.assignmentId, () => ({ state: 'noted', may: [] })),
    'resolutions.report': (step) => this.#change(step.assignmentId, ({ reports }) => ({ state: step.final ? 'reported' : 'open', reports: [...reports, report(step.reportId, step.final, step.text, this.#name(0))], may: step.final ? ['accept', 'return'] : ['interimReport', 'executionReport', 'requestExtension'] })),
    'resolutions.decideReport': (step) => this.#change(step.assignmentId, ({ reports }) => ({ state: step.accepted ? 'executed' : 'open', reports: reports.map((one) => (one.reportId === step.reportId ? { ...one, accepted: step.accepted, decisionReason: step.reason, decidedAt: '2026-03-06T09:00:00Z', decidedBy: this.#name(0) } : one)), may: [] })),
    'resolutions.requestExtension': (step) => this.#change(step.assignmentId, ({ extensions }) => ({ extensions: [...extensions, { requestId: step.requestId, until: step.until, reason: step.reason, requestedAt: '2026-03-06T09:00:00Z', requestedBy: this.#name(0), granted: null, decisionReason: null, decidedAt: null, decidedBy: null }] })),
    'resolutions.decideExtension': (step) => this.#change(step.assignmentId, ({ extensions }) => ({ extensions: extensions.map((one) => (one.requestId === step.requestId ? { ...one, granted: step.granted, decisionReason: step.reason } : one)), may: ['interimReport', 'executionReport'] })),
    'resolutions.setControl': ({ controllerPersonId }) => {
      this.#control = { controllerPersonId, controllerName: this.#nameOf(controllerPersonId), setAt: '2026-03-05T09:00:00Z', liftedAt: null, liftedBy: null };
      this.#held.changed(['cards']);
      return {};
    },
    'resolutions.liftControl': () => ({}),
    'executionControl.board': ({ shown }) => ({
      scopes: ['mine', 'subordinate', 'controlled', 'all'],
      rows: shown === 'executed' ? [] : this.#board(shown === 'overdue' ? 3 : 40),
      total: shown === 'executed' ? 0 : shown === 'overdue' ? 3 : 240,
      counts: { open: 240, atRisk: 12, overdue: 3, reported: 5, executed: 0 },
      asOf: '2026-03-05T06:10:00Z',
    }),
    'executionControl.discipline': () => ({
      units: this.#sample.people.slice(2).map(([, , unit], at) => ({ id: `unit-${at}`, name: unit ?? '', open: 12 - at, overdue: at, executedInTime: 40 + at, executedLate: 3 * at, share: (40 + at) / (40 + 5 * at) })),
      people: this.#sample.people.slice(1).map(([name], at) => ({ id: personId(at + 1), name, open: 4 + at, overdue: at, executedInTime: 20, executedLate: at, share: at === 3 ? null : 20 / (20 + 2 * at) })),
      asOf: '2026-03-05T06:10:00Z',
    }),
    'executionControl.late': ({ unitId }) => {
      const rows = this.#board(40).slice(0, 6).filter((_one, at) => unitId === null || at < 2).map(({ assignmentId, documentId, registrationIndex, registrationDate, text, personName, unitName }, at) => ({ assignmentId, documentId, registrationIndex, registrationDate, text, personName, unitName, dueOn: '2026-02-27', executedOn: at % 2 === 0 ? null : '2026-03-03', daysLate: at % 2 === 0 ? 6 : 4 }));
      return { rows, total: rows.length, units: this.#sample.people.slice(2).map(([, , unit], at) => ({ unitId: `unit-${at}`, name: unit ?? '' })), asOf: '2026-03-05T06:10:00Z' };
    },
    'executionControl.lateMemo': () => ({ fileName: 'Рапорт.pdf', bytes: new Uint8Array([37, 80, 68, 70]), pages: 1, rows: 6 }),
    'startPage.mine': ({ action, limit }) => this.#mine(action, limit),
  };

  #name(at: number): string {
    return this.#sample.people[at % this.#sample.people.length]?.[0] ?? '';
  }

  #nameOf(id: string): string {
    return this.#name(Number(id.replace('person-', '')));
  }

  #places(): readonly ResolutionPlace[] {
    if (this.#options.places !== undefined) return this.#options.places;
    const [first] = this.#resolutions;
    return [{ source: 'pass', sourceId: fakeId(7000), authorPersonId: personId(0), authorName: this.#name(0), standing: first?.resolutionId ?? null, as: 'own' }];
  }

  #resolution(at: number, text: string): ResolutionOfDocument {
    return { resolutionId: fakeId(7100 + at), source: 'pass', sourceId: fakeId(7000), authorPersonId: personId(0), authorName: this.#name(0), text, dueOn: '2026-03-20', units: this.#sample.people.slice(2, 4).map(([, , unit], unitAt) => ({ unitId: `unit-${unitAt + 2}`, name: unit ?? '' })), onPaperOn: null, urgent: false, issuedAt: '2026-03-05T07:10:00Z', issuedBy: this.#name(0), onBehalf: false, superseded: false, withdrawn: false, executors: [], assignments: [] };
  }

  #assignment(at: number, person: number): AssignmentOfResolution {
    return { assignmentId: fakeId(7200 + at), personId: personId(person), personName: this.#name(person), role: 'main', dueOn: '2026-03-20', dueGround: 'resolution', reviewDueAt: '2026-03-05T11:10:00Z', state: 'open', timeliness: 'inTime', receivedAt: '2026-03-05T07:10:00Z', executedAt: null, reports: [], extensions: [], may: ['interimReport', 'executionReport', 'requestExtension'] };
  }

  #tree(): ResolutionOfDocument[] {
    const [higher, lower] = this.#sample.texts;
    const [interim, final, reason] = this.#sample.reports;
    const past: ResolutionOfDocument = { ...this.#resolution(0, lower), superseded: true, executors: [{ personName: this.#name(1), role: 'main', dueOn: '2026-03-18' }] };
    const main: AssignmentOfResolution = { ...this.#assignment(1, 1), timeliness: 'atRisk', reports: [report(fakeId(7301), false, interim, this.#name(1))], extensions: [{ requestId: fakeId(7302), until: '2026-03-27', reason, requestedAt: '2026-03-06T08:00:00Z', requestedBy: this.#name(1), granted: null, decisionReason: null, decidedAt: null, decidedBy: null }], may: ['decideExtension'] };
    const co: AssignmentOfResolution = { ...this.#assignment(2, 3), role: 'co', dueGround: 'default', dueOn: '2026-04-04', state: 'reported', reports: [report(fakeId(7303), true, final, this.#name(3))], may: ['accept', 'return'] };
    const noted: AssignmentOfResolution = { ...this.#assignment(3, 4), role: 'information', dueOn: null, dueGround: null, timeliness: null, state: 'noted', may: [] };
    const below: ResolutionOfDocument = { ...this.#resolution(2, lower), source: 'assignment', sourceId: main.assignmentId, authorPersonId: personId(1), authorName: this.#name(1), issuedBy: this.#name(4), onBehalf: true, units: [], assignments: [{ ...this.#assignment(4, 2), timeliness: 'overdue', dueOn: '2026-03-04' }] };
    return [past, { ...this.#resolution(1, higher), urgent: true, assignments: [main, co, noted] }, below];
  }

  #change(assignmentId: string, changes: (assignment: AssignmentOfResolution) => Partial<AssignmentOfResolution>): Record<string, never> {
    this.#resolutions = this.#resolutions.map((resolution) => ({ ...resolution, assignments: resolution.assignments.map((one) => (one.assignmentId === assignmentId ? { ...one, ...changes(one) } : one)) }));
    this.#held.changed(['cards']);
    return {};
  }

  #board(count: number): MethodOutput<'executionControl.board'>['rows'] {
    return Array.from({ length: count }, (_, at) => {
      const timeliness: Timeliness = at < 3 ? 'overdue' : at < 5 ? 'dueToday' : at < 9 ? 'atRisk' : 'inTime';
      return { assignmentId: fakeId(8000 + at), documentId: this.#documentId(at), registrationIndex: `${113 + at}/01-05`, registrationDate: '2026-02-27', subject: this.#subject(at), text: this.#sample.texts[at % 2] ?? '', personId: personId(1 + (at % 4)), personName: this.#name(1 + (at % 4)), unitName: this.#sample.people[1 + (at % 4)]?.[2] ?? null, role: at % 3 === 2 ? 'co' : 'main', authorName: this.#name(0), controllerName: at % 2 === 0 ? this.#name(1) : null, dueOn: `2026-03-${String(2 + (at % 25)).padStart(2, '0')}`, state: at === 1 ? 'reported' : 'open', timeliness, executedAt: null };
    });
  }

  #documentId(at: number): string {
    return this.#held.cards[at % Math.max(1, this.#held.cards.length)]?.documentId ?? fakeId(1);
  }

  #subject(at: number): string {
    return this.#sample.subjects[at % this.#sample.subjects.length] ?? '';
  }

  #mine(action: (typeof WORK_ACTIONS)[number] | null, limit: number): MethodOutput<'startPage.mine'> {
    const all = Array.from({ length: this.#options.waiting ?? 0 }, (_, at): WaitingItem => {
      const what = WORK_ACTIONS[at % WORK_ACTIONS.length] ?? 'review';
      const timeliness = TIMELINESS[at < 2 ? 3 : at < 4 ? 2 : at < 7 ? 1 : 0] ?? 'inTime';
      const draft = what === 'register' ? { documentId: fakeId(8003), registrationIndex: null, registrationDate: null, correspondent: null, title: this.#subject(at), dueAt: null, timeliness: null } : {};
      return { itemId: `item-${at}`, action: what, documentId: this.#documentId(at), registrationIndex: `${113 + at}/01-05`, registrationDate: '2026-02-27', correspondent: this.#held.cards[at % Math.max(1, this.#held.cards.length)]?.correspondent ?? null, subject: this.#subject(at), title: what === 'review' ? '' : (this.#sample.texts[at % 2] ?? ''), since: '2026-03-05T06:00:00Z', dueAt: what === 'information' ? null : `2026-03-${String(4 + Math.floor(at / 3)).padStart(2, '0')}T16:00:00Z`, timeliness: what === 'information' ? null : timeliness, urgent: at === 0, forPerson: at % 7 === 3 ? this.#name(0) : null, ...draft };
    });
    const shown = all.filter((item) => action === null || item.action === action);
    return {
      items: shown.slice(0, limit),
      total: shown.length,
      counts: WORK_ACTIONS.map((one) => ({ action: one, count: all.filter((item) => item.action === one).length, overdue: 0 })).filter(({ count }) => count > 0),
      overdue: all.filter(({ timeliness }) => timeliness === 'overdue').length,
      dueSoon: all.filter(({ timeliness }) => timeliness === 'atRisk' || timeliness === 'dueToday').length,
      unknownPerson: this.#options.unknownPerson === true,
    };
  }
}

function report(reportId: string, final: boolean, text: string, by: string): AssignmentOfResolution['reports'][number] {
  return { reportId, final, text, reportedAt: '2026-03-06T08:00:00Z', reportedBy: by, accepted: null, decisionReason: null, decidedAt: null, decidedBy: null };
}
