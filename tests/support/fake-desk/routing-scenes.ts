import type { CardOfDraft, DraftContent, TemplateRecord } from '#shared/contract/routing.ts';
import type { Country } from '#shared/domain/languages.ts';
import type { RouteEvent, RouteStarted, StepDecided } from '#shared/domain/routes/events.ts';
import { allowedMeans } from '#shared/domain/routes/means.ts';
import type { ConcreteRoute, ConcreteStep, RoutePerson } from '#shared/domain/routes/resolve.ts';
import type { LocalNames, RouteTemplate, StepRole } from '#shared/domain/routes/template.ts';
import { fakeId, PDF_SHA } from './data.ts';

/** A draft with what happened on its route. */
export interface SeededDraft {
  readonly documentId: string;
  readonly draft: DraftContent;
  readonly authorPersonId: string;
  readonly events: readonly RouteEvent[];
  /** Cards as which it was registered. */
  readonly cards?: readonly CardOfDraft[];
}

export interface FakeRoutingOptions {
  /** People of the office; the first of them sits at the window. */
  readonly people?: readonly RoutePerson[];
  readonly templates?: readonly TemplateRecord[];
  readonly drafts?: readonly SeededDraft[];
}

interface Words {
  readonly people: readonly (readonly [name: string, position: string])[];
  readonly titles: readonly [string, string, string, string];
  readonly stages: readonly [string, string, string, string, string];
  readonly finance: string;
  readonly reason: string;
  readonly note: string;
  readonly template: string;
  readonly language: keyof LocalNames;
}

const WORDS: Readonly<Record<Country, Words>> = {
  UA: {
    people: [['Крижанівська-Щасливцева Наталія Петрівна', 'начальниця відділу документаційного забезпечення'], ['Гнатюк Ігор Степанович', 'декан факультету літакобудування'], ['Мороз Лариса Дмитрівна', 'головна бухгалтерка'], ['Шевчук Анна Олексіївна', 'начальниця юридичного відділу'], ['Литвинов Олександр Вікторович', 'ректор']],
    titles: ['Про відрядження делегації університету на міжнародну конференцію з авіаційної техніки та внесення змін до кошторису', 'Про організацію освітнього процесу в другому семестрі', 'Про призначення відповідальних за електронний документообіг у структурних підрозділах', 'Про преміювання працівників'],
    stages: ['Керівник структурного підрозділу', 'Юридичний відділ, фінанси, кадри', 'Проректор за розподілом обов’язків', 'Підписання', 'Виконавці'],
    finance: 'Планово-фінансовий відділ',
    reason: 'Немає обґрунтування витрат; додайте кошторис і запрошення приймальної сторони.',
    note: 'Погоджено з урахуванням змін до кошторису',
    template: 'Погодження проєкту організаційно-розпорядчого документа',
    language: 'uk',
  },
  KZ: {
    people: [['Құрманғазина Үмітгүл Серікбайқызы', 'құжаттамалық қамтамасыз ету департаментінің директоры'], ['Төлегенов Нұрғиса Әбдірахманұлы', 'педагогика және психология факультетінің деканы'], ['Ысқақова Гүлшат', 'бас бухгалтер'], ['Өтегенұлы Ғабит', 'заң бөлімінің басшысы'], ['Әбдіғаппарұлы Ерболат Өмірбекұлы', 'ректор']],
    titles: ['Университет делегациясын халықаралық конференцияға іссапарға жіберу және шығыстар сметасына өзгерістер енгізу туралы', 'Екінші семестрдегі оқу үдерісін ұйымдастыру туралы', 'Құрылымдық бөлімшелерде электрондық құжат айналымына жауаптыларды тағайындау туралы', 'Қызметкерлерді сыйлықақымен марапаттау туралы'],
    stages: ['Құрылымдық бөлімшенің басшысы', 'Заң бөлімі, қаржы және кадр қызметтері', 'Академиялық мәселелер жөніндегі проректор', 'Қол қою', 'Орындаушылар'],
    finance: 'Қаржы-экономикалық қамтамасыз ету басқармасы',
    reason: 'Шығыстардың негіздемесі жоқ; сметаны және қабылдаушы тараптың шақыруын қосыңыз.',
    note: 'Сметаға енгізілген өзгерістерді ескере отырып келісілді',
    template: 'Ректордың бұйрығы',
    language: 'kk',
  },
  KG: {
    people: [['Жумабаева Гүлнара Токтогуловна', 'иш кагаздарын жүргүзүү бөлүмүнүн башчысы'], ['Токтогулов Эрмек', 'энергетика факультетинин деканы'], ['Сыдыкова Айгүл', 'башкы бухгалтер'], ['Өмүрбеков Үсөн', 'юридикалык бөлүмдүн башчысы'], ['Асанов Бакыт', 'ректор']],
    titles: ['Университеттин делегациясын эл аралык конференцияга иш сапарга жөнөтүү жана чыгымдардын сметасына өзгөртүү киргизүү жөнүндө', 'Экинчи семестрдеги окуу процессин уюштуруу жөнүндө', 'Бөлүмдөрдө электрондук документ жүгүртүүгө жооптууларды дайындоо жөнүндө', 'Кызматкерлерди сыйлоо жөнүндө'],
    stages: ['Түзүмдүк бөлүмдүн башчысы', 'Юридикалык бөлүм, каржы жана кадрлар', 'Окуу иштери боюнча проректор', 'Кол коюу', 'Аткаруучулар'],
    finance: 'Пландоо-каржы бөлүмү',
    reason: 'Чыгымдардын негиздемеси жок; сметаны жана чакырууну кошуңуз.',
    note: 'Сметага киргизилген өзгөртүүлөрдү эске алуу менен макулдашылды',
    template: 'Ректордун буйругу',
    language: 'ky',
  },
};

const FINGERPRINTS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64));

/** Drafts in every state in which they are met: one waits for the person, one came back to him, one is not sent, one is signed. */
export function draftsOfOffice(country: Country): Required<FakeRoutingOptions> {
  const words = WORDS[country];
  const named = (text: string): LocalNames => ({ [words.language]: text });
  const people = words.people.map(([name, position], at): RoutePerson => ({ personId: `person-${at}`, name, position }));
  const step = (stepId: string, role: StepRole, at: number, text: string): ConcreteStep => ({ stepId, role, names: named(text), personId: `person-${at}`, personName: people[at]?.name ?? '', means: allowedMeans(role, { approval: 'action-or-signature', signerMeans: ['signature'] }, { keptAsPaperCopy: false, transitional: false }) });
  const [unitHead, services, viceRector, signing, executors] = words.stages;
  const route: ConcreteRoute = {
    stages: [
      { names: named(unitHead), steps: [step('unit', 'approver', 1, unitHead)] },
      { names: named(services), steps: [step('legal', 'approver', 3, services), step('accounts', 'approver', 2, words.finance), step('office', 'approver', 0, services)] },
      { names: named(signing), steps: [step('signer', 'signer', 4, signing)] },
      { names: named(executors), steps: [step('executor', 'executor', 1, executors)] },
    ],
    leftOut: [{ stepId: 'hr', names: named(words.finance), reason: 'notConcerned' }, { stepId: 'vice', names: named(viceRector), reason: 'nobodyNamed' }],
    restart: 'from-returned-stage',
    signing: 'single',
  };
  const content = (at: number, changes: Partial<DraftContent> = {}): DraftContent => ({ kindId: 'memo', title: words.titles[at] ?? '', urgent: at === 0, concerns: ['finance'], keptAsPaperCopy: false, executorPersonIds: ['person-1'], responsibleUnitIds: ['u1'], signerPersonId: 'person-4', main: { sha256: PDF_SHA, size: 48_213, fileName: 'project.pdf' }, ...changes });
  const happened = (at: number): { readonly started: RouteStarted; readonly took: (stepId: string, personAt: number, changes?: Partial<StepDecided>) => StepDecided } => {
    const routeId = fakeId(8100 + at);
    let events = 8200 + at * 20;
    const base = { routeId, at: '2026-03-04T07:20:00.000Z' };
    return {
      started: { ...base, type: 'started', eventId: fakeId((events += 1)), documentId: fakeId(8000 + at), byPersonId: at === 0 || at === 3 ? 'person-1' : 'person-0', route, contentSha256: PDF_SHA, urgent: at === 0, dueAt: at === 0 ? '2026-03-05T15:00:00.000Z' : '2026-03-09T15:00:00.000Z', calendarVersion: '1' },
      took: (stepId, personAt, changes = {}) => ({ ...base, at: '2026-03-04T11:05:00.000Z', type: 'decided', eventId: fakeId((events += 1)), byPersonId: `person-${personAt}`, stepId, round: 1, contentSha256: PDF_SHA, means: 'action', onBehalf: false, evidence: null, signature: null, note: '', ...changes }),
    };
  };
  const signed = (personAt: number): Partial<StepDecided> => ({ means: 'signature', evidence: { sha256: FINGERPRINTS[personAt % 4] ?? '', size: 6_214, fileName: `project.pdf.${personAt}.p7s` }, signature: { verdict: personAt === 4 ? 'passed' : 'undetermined', signers: [people[personAt]?.name ?? ''] } });
  const [waits, back, done] = [happened(0), happened(1), happened(3)];
  const returned: RouteEvent = { type: 'returned', eventId: fakeId(8236), routeId: back.started.routeId, at: '2026-03-04T12:40:00.000Z', byPersonId: 'person-2', stepId: 'accounts', round: 1, contentSha256: PDF_SHA, onBehalf: false, reason: words.reason };
  const template: RouteTemplate = {
    names: named(words.template),
    stages: [
      { names: named(unitHead), when: [], steps: [{ stepId: 'unit', role: 'approver', names: named(unitHead), taker: { by: 'person', personId: 'person-1' }, when: [], mayBeNobody: false }] },
      {
        names: named(services),
        when: [],
        steps: [
          { stepId: 'legal', role: 'approver', names: named(services), taker: { by: 'person', personId: 'person-3' }, when: [], mayBeNobody: false },
          { stepId: 'accounts', role: 'approver', names: named(words.finance), taker: { by: 'position', positions: [people[2]?.position ?? ''] }, when: ['finance', 'staffing', 'hr'], mayBeNobody: false },
        ],
      },
      { names: named(signing), when: [], steps: [{ stepId: 'signer', role: 'signer', names: named(signing), taker: { by: 'namedSigner' }, when: [], mayBeNobody: false }] },
      { names: named(executors), when: [], steps: [{ stepId: 'executors', role: 'executor', names: named(executors), taker: { by: 'namedExecutors' }, when: [], mayBeNobody: true }] },
    ],
    approval: 'action-or-signature',
    signing: 'single',
    signerMeans: ['signature'],
    restart: 'from-returned-stage',
  };
  return {
    people,
    templates: [
      { templateId: 'country', version: 0, template, confidence: 'seen', definedAt: null, definedBy: null },
      { templateId: 'own', version: 2, template: { ...template, names: named(`${words.template} (2)`), restart: 'only-chosen' }, confidence: null, definedAt: '2026-03-01T08:00:00.000Z', definedBy: people[0]?.name ?? '' },
    ],
    drafts: [
      { documentId: fakeId(8000), draft: content(0), authorPersonId: 'person-1', events: [waits.started, waits.took('unit', 1), waits.took('legal', 3, { ...signed(3), note: words.note })] },
      { documentId: fakeId(8001), draft: content(1), authorPersonId: 'person-0', events: [back.started, back.took('unit', 1), returned] },
      { documentId: fakeId(8002), draft: content(2, { concerns: [], executorPersonIds: [] }), authorPersonId: 'person-0', events: [] },
      { documentId: fakeId(8003), draft: content(3), authorPersonId: 'person-1', events: [done.started, done.took('unit', 1), done.took('legal', 3), done.took('accounts', 2), done.took('office', 0), done.took('signer', 4, signed(4)), done.took('executor', 1)] },
    ],
  };
}
