import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/rights.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const DAY = 86_400_000;
/** An issued password has to be changed within days; this one is the employee's own. */
const OWN_PASSWORD = 'Vl4sne-slovo!';

/** Monday 2 March 2026, seven in the morning in Kyiv. */
async function office(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client, country);
  await signIn(client);
  const administrator = test.client('administrator');
  await signIn(administrator, 'admin');
  const person = async (name: string, accountId: string | null = null) => valueOf(await client.review.definePerson({ personId: null, name, position: 'Доцент', unitId: null, accountId })).personId;
  /** Somebody of the office with an account and a window of his own. */
  const employee = async (name: string, login: string, roles: Role[] = ['executor']) => {
    const { accountId } = valueOf(await administrator.accounts.create({ name, login, password: PASSWORD, roles }));
    const personId = await person(name, accountId);
    const window = test.client(login);
    valueOf(await window.session.signIn({ login, password: PASSWORD }));
    valueOf(await window.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
    return { accountId, personId, client: window };
  };
  const register = async (changes: Parameters<typeof someRequisites>[1] = {}) => {
    const fileName = 'наказ.txt';
    const { sha256 } = await upload(client, fileName, new TextEncoder().encode(crypto.randomUUID()));
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
    if (letter === undefined) throw new Error('no letter');
    await test.rooms.intake.settled(letter.letterId);
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(client, changes) }));
  };
  const send = async (documentId: string, personIds: string[], changes: Partial<MethodInput<'acknowledgements.request'>> = {}) => client.acknowledgements.request({ listId: crypto.randomUUID(), documentId, form: 'mark', personIds, ...changes });
  const openItems = () => test.rooms.store.database.prepare<[], { person_id: string; document_id: string; due_at: string; action: string }>('SELECT person_id, document_id, due_at, action FROM work_item ORDER BY person_id').all();
  return { environment, test, client, person, employee, register, send, openItems };
}

type Office = Awaited<ReturnType<typeof office>>;
type Window = Office['client'];

/** Acknowledges what waits for this person, in the words that the desk shows. */
async function acknowledge(window: Window, listIds: readonly string[] | null = null, changes: Partial<MethodInput<'acknowledgements.acknowledge'>> = {}) {
  const { items } = valueOf(await window.acknowledgements.mine({ open: false }));
  const documents = items.filter(({ listId }) => listIds === null || listIds.includes(listId)).flatMap(({ listId, texts }) => texts.slice(0, 1).map((agreed) => ({ listId, agreed })));
  return window.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'system', documents, signature: null, ...changes });
}

describe('acknowledgement', () => {
  it('[ACK-01] an employee reads what was sent to him and marks it in the system, in words that are kept', async () => {
    const { client, employee, register, send, openItems } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const card = await register({ restricted: true });
    expect(errorOf(await own.registration.get({ documentId: card.documentId })).message).toBe('error.cardNotFound');
    const list = valueOf(await send(card.documentId, [personId]));
    expect(list).toMatchObject({ form: 'mark', asked: 1, acknowledged: 0, people: [{ personId, name: 'Ткаченко О. І.', state: 'waiting', dueOn: '2026-03-05', daysLeft: 3, mark: null }] });
    expect(openItems()).toMatchObject([{ person_id: personId, document_id: card.documentId, action: 'acknowledge' }]);

    const [item] = valueOf(await own.acknowledgements.mine({})).items;
    expect(item).toMatchObject({ listId: list.listId, document: { registrationIndex: card.registrationIndex }, texts: [{ language: 'uk', text: `З документом № ${card.registrationIndex} від 02.03.2026 ознайомлений(-а).` }] });
    valueOf(await acknowledge(own));
    const [after] = valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists;
    expect(after).toMatchObject({ acknowledged: 1, people: [{ state: 'acknowledged', daysLeft: null, mark: { way: 'system', on: '2026-03-02', by: 'Ткаченко О. І.', agreed: item?.texts[0], late: false } }] });
    expect(valueOf(await own.acknowledgements.mine({})).items).toEqual([]);
    expect(openItems()).toEqual([]);
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['acknowledgement.requested', 'acknowledgement.made']));
    expect(errorOf(await acknowledge(own)).message).toBe('error.acknowledgement.already');
  });

  it('of two lists of one document the stricter is shown, and where it is taken back the other waits with its own term', async () => {
    const { client, environment, employee, register, send, openItems } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const card = await register();
    const plain = valueOf(await send(card.documentId, [personId]));
    environment.advance(DAY);
    await signIn(client);
    valueOf(await own.session.signIn({ login: 'tkachenko', password: OWN_PASSWORD }));
    const before = openItems();
    const strict = valueOf(await send(card.documentId, [personId], { form: 'signature' }));
    expect(openItems()).toHaveLength(1);
    expect(openItems()).not.toEqual(before);
    expect(valueOf(await own.acknowledgements.mine({})).items.map(({ listId }) => listId)).toEqual([strict.listId]);
    valueOf(await client.acknowledgements.withdraw({ listId: strict.listId, stepId: crypto.randomUUID(), personIds: null, reason: 'помилково' }));
    expect(openItems()).toEqual(before);
    expect(valueOf(await own.acknowledgements.mine({})).items.map(({ listId }) => listId)).toEqual([plain.listId]);
  });

  it('nobody marks for another, and nobody marks words that he was not shown', async () => {
    const { client, person, employee, register, send } = await office();
    const one = await employee('Ткаченко О. І.', 'tkachenko');
    const other = await employee('Коваль П. С.', 'koval');
    const paper = await person('Без запису');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [one.personId, paper]));
    const [agreed] = valueOf(await one.client.acknowledgements.mine({})).items[0]?.texts ?? [];
    if (agreed === undefined) throw new Error('no text');
    const mark = (window: Window, text = agreed.text) => window.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'system', documents: [{ listId, agreed: { ...agreed, text } }], signature: null });
    // He may not read the document; the registrar may, and is not asked all the same.
    expect(errorOf(await mark(other.client)).message).toBe('error.cardNotFound');
    expect(errorOf(await mark(client)).message).toBe('error.acknowledgement.notAsked');
    expect(errorOf(await mark(one.client, 'Прочитав по діагоналі')).message).toBe('error.acknowledgement.textChanged');
    expect(errorOf(await one.client.acknowledgements.request({ listId: crypto.randomUUID(), documentId: card.documentId, form: 'mark', personIds: [other.personId] })).code).toBe('no-right');
    valueOf(await mark(one.client));
    // Who else has read it is not the employee's business.
    const shown = valueOf(await one.client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0];
    expect(shown).toMatchObject({ asked: 2, acknowledged: 1 });
    expect(shown?.people.map(({ personId }) => personId)).toEqual([one.personId]);
  });

  it('repeated calls change nothing', async () => {
    const { client, person, employee, register, send } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const further = await person('Шевчук І. П.');
    const card = await register();
    const listId = crypto.randomUUID();
    const first = valueOf(await send(card.documentId, [personId], { listId }));
    expect(valueOf(await send(card.documentId, [personId], { listId }))).toEqual(first);
    expect(errorOf(await send((await register()).documentId, [personId], { listId })).message).toBe('error.acknowledgement.listUsed');
    const add = { listId, stepId: crypto.randomUUID(), personIds: [personId, further] };
    valueOf(await client.acknowledgements.addPeople(add));
    const stepId = crypto.randomUUID();
    valueOf(await acknowledge(own, null, { stepId }));
    valueOf(await acknowledge(own, null, { stepId }));
    valueOf(await client.acknowledgements.addPeople(add));
    const record = { listId, stepId: crypto.randomUUID(), personIds: [further], entry: { way: 'paper' as const, on: '2026-03-02', scan: null } };
    const recorded = valueOf(await client.acknowledgements.record(record));
    expect(valueOf(await client.acknowledgements.record(record))).toEqual(recorded);
    expect(recorded).toMatchObject({ asked: 2, acknowledged: 2 });
    const kinds = valueOf(await client.registration.get({ documentId: card.documentId })).history.map(({ kind }) => kind).filter((kind) => kind.startsWith('acknowledgement.'));
    expect(kinds).toEqual(['acknowledgement.requested', 'acknowledgement.peopleAdded', 'acknowledgement.made', 'acknowledgement.recordedByRegistrar']);
  });

  it('[ACK-05] is due in three working days, reminds before, and is overdue after; a late mark says so', async () => {
    const { client, environment, employee, register, send } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    valueOf(await client.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
    const again = async () => valueOf(await client.session.signIn({ login: 'registrar', password: OWN_PASSWORD }));
    const card = await register();
    valueOf(await send(card.documentId, [personId]));
    const state = async () => valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0]?.people[0]?.state;
    expect(await state()).toBe('waiting');
    environment.advance(2 * DAY);
    await again();
    expect(await state()).toBe('dueSoon');
    environment.advance(2 * DAY);
    await again();
    expect(await state()).toBe('overdue');
    valueOf(await own.session.signIn({ login: 'tkachenko', password: OWN_PASSWORD }));
    expect(valueOf(await own.acknowledgements.mine({})).items).toMatchObject([{ state: 'overdue', daysLeft: -1 }]);
    valueOf(await acknowledge(own));
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0]).toMatchObject({ overdue: 0, people: [{ state: 'acknowledged', mark: { on: '2026-03-06', late: true } }] });
  });

  it('[ACK-02] against signature, a mark is refused, and so is a signature that is none', async () => {
    const { client, employee, register, send, openItems } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [personId], { form: 'signature' }));
    expect(errorOf(await acknowledge(own)).message).toBe('error.acknowledgement.signatureNeeded');
    expect(errorOf(await acknowledge(own, null, { way: 'signature' })).message).toBe('error.acknowledgement.signature.missing');
    const main = card.files[0]?.sha256 ?? '';
    expect(errorOf(await acknowledge(own, null, { way: 'signature', signature: { documentId: card.documentId, sha256: main } })).message).toBe('error.acknowledgement.signature.missing');
    expect(errorOf(await client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [personId], entry: { way: 'mail', on: '2026-03-02', message: 'лист' } })).message).toBe('error.acknowledgement.signatureNeeded');
    expect(openItems()).toHaveLength(1);
  });

  it('[ACK-03] a registrar enters what came to the corporate mail, with its day', async () => {
    const { client, person, register, send } = await office();
    const personId = await person('Шевчук І. П.');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [personId]));
    const entry = { way: 'mail', on: '2026-03-02', message: 'Re: Наказ, 02.03.2026 09:14' } as const;
    const record = (changes: { on?: string; message?: string }) => client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [personId], entry: { ...entry, ...changes } });
    expect(errorOf(await record({ on: '2026-03-03' })).message).toBe('error.acknowledgement.inFuture');
    expect(errorOf(await record({ on: '2026-03-01' })).message).toBe('error.acknowledgement.beforeSending');
    expect(errorOf(await record({ message: ' ' })).code).toBe('bad-input');
    expect(valueOf(await record({}))).toMatchObject({ acknowledged: 1, people: [{ mark: { way: 'mail', by: 'Роман Реєстратор', recorded: entry } }] });
    const last = valueOf(await client.registration.get({ documentId: card.documentId })).history.at(-1);
    expect(last?.changes).toEqual(expect.arrayContaining([{ field: 'acknowledgement.way.mail', before: null, after: 'Шевчук І. П.' }, { field: 'acknowledgement.message', before: null, after: entry.message }]));
  });

  it.each([['UA', true], ['KG', false]] as const)('[ACK-04] %s: the special procedure of martial law may be entered: %s', async (country, allowed) => {
    const { client, person, register, send } = await office(country);
    const personId = await person('Шевчук І. П.');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [personId]));
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).martialLaw).toBe(allowed);
    const entry = { way: 'martialLaw', on: '2026-03-02', reason: 'на території бойових дій, повідомлено телефоном' } as const;
    const answer = await client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [personId], entry });
    if (allowed) expect(valueOf(answer)).toMatchObject({ acknowledged: 1, people: [{ mark: { way: 'martialLaw', recorded: entry } }] });
    else expect(errorOf(answer).message).toBe('error.acknowledgement.noMartialLaw');
  });

  it('a refusal before witnesses settles the request without an acknowledgement, and does not bar a later one', async () => {
    const { client, employee, register, send, openItems } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [personId]));
    const refuse = (witnesses: string[]) => client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [personId], entry: { way: 'refusal', on: '2026-03-02', reason: 'без пояснення', witnesses } });
    expect(errorOf(await refuse(['Коваль П. С.'])).message).toBe('error.acknowledgement.witnesses');
    expect(valueOf(await refuse(['Коваль П. С.', 'Бойко М. В.']))).toMatchObject({ acknowledged: 0, people: [{ state: 'refused', mark: { agreed: null } }] });
    expect(openItems()).toEqual([]);
    valueOf(await acknowledge(own));
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0]).toMatchObject({ acknowledged: 1, people: [{ state: 'acknowledged' }] });
  });

  it('a sheet signed by hand names its scan among the files of the document, or none', async () => {
    const { client, person, register, send } = await office();
    const people = [await person('Шевчук І. П.'), await person('Бойко М. В.')];
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, people, { form: 'signature' }));
    const record = (scan: string | null) => client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: people, entry: { way: 'paper', on: '2026-03-02', scan } });
    expect(errorOf(await record('f'.repeat(64))).message).toBe('error.acknowledgement.scanNotFound');
    expect(valueOf(await record(card.files[0]?.sha256 ?? null))).toMatchObject({ asked: 2, acknowledged: 2 });
  });

  it('a withdrawal keeps what was acknowledged and takes the rest off the desks of people', async () => {
    const { client, employee, register, send, openItems } = await office();
    const one = await employee('Ткаченко О. І.', 'tkachenko');
    const other = await employee('Коваль П. С.', 'koval');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [one.personId, other.personId]));
    valueOf(await acknowledge(one.client));
    const step = { listId, stepId: crypto.randomUUID(), personIds: null, reason: 'наказ скасовано' };
    const list = valueOf(await client.acknowledgements.withdraw(step));
    expect(valueOf(await client.acknowledgements.withdraw(step))).toEqual(list);
    expect(list).toMatchObject({ acknowledged: 1, withdrawn: { reason: 'наказ скасовано', by: 'Роман Реєстратор' } });
    expect(list.people.map(({ state }) => state).toSorted()).toEqual(['acknowledged', 'withdrawn']);
    expect(openItems()).toEqual([]);
    expect(errorOf(await acknowledge(other.client)).message).toBe('error.acknowledgement.withdrawn');
    expect(errorOf(await client.acknowledgements.addPeople({ listId, stepId: crypto.randomUUID(), personIds: [other.personId] })).message).toBe('error.acknowledgement.withdrawn');
  });

  it('[ACK-09] [NOT-03] a notice goes to everybody of the office at once, and each one’s acknowledgement is kept', async () => {
    const { client, person, register, send, openItems } = await office('KG');
    const people: string[] = [];
    for (let n = 0; n < 75; n += 1) people.push(await person(`Кызматкер ${String(n).padStart(2, '0')}`));
    const card = await register({ subject: 'Кадрдык электрондук документ жүгүртүү жөнүндө кабарлама' });
    const { listId, asked } = valueOf(await send(card.documentId, people));
    expect(asked).toBe(75);
    expect(openItems()).toHaveLength(75);
    // More than one operation holds, all of them in one transaction.
    const kinds = valueOf(await client.registration.get({ documentId: card.documentId })).history.map(({ kind }) => kind).filter((kind) => kind.startsWith('acknowledgement.'));
    expect(kinds).toEqual(['acknowledgement.requested', 'acknowledgement.peopleAdded', 'acknowledgement.peopleAdded']);
    const list = valueOf(await client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: people.slice(0, 74), entry: { way: 'paper', on: '2026-03-02', scan: null } }));
    expect(list).toMatchObject({ asked: 75, acknowledged: 74 });
    expect(openItems()).toMatchObject([{ person_id: people[74] }]);
  });

  it('[ACK-10] documents of one conclusion are acknowledged together, each in its own words', async () => {
    const { client, employee, register, send } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const contract = await register({ subject: 'Трудовий договір' });
    const [rules, policy, apart] = [await register(), await register(), await register()];
    const lists: string[] = [];
    for (const { documentId } of [rules, policy]) lists.push(valueOf(await send(documentId, [personId], { withDocumentId: contract.documentId })).listId);
    const { listId: other } = valueOf(await send(apart.documentId, [personId]));
    expect(errorOf(await send(contract.documentId, [personId], { withDocumentId: contract.documentId })).message).toBe('error.acknowledgement.withItself');
    expect(valueOf(await acknowledge(own, lists)).acknowledged.toSorted()).toEqual(lists.toSorted());
    for (const { documentId, registrationIndex } of [rules, policy]) {
      const [mark] = valueOf(await client.acknowledgements.ofDocument({ documentId })).lists[0]?.people.map((one) => one.mark) ?? [];
      expect(mark?.agreed?.text).toBe(`З документом № ${registrationIndex} від 02.03.2026 ознайомлений(-а) до підписання документа № ${contract.registrationIndex} від 02.03.2026; з умовами документа № ${contract.registrationIndex} повністю погоджуюся.`);
    }
    expect(valueOf(await own.acknowledgements.mine({})).items.map(({ listId }) => listId)).toEqual([other]);
  });

  it('[ACK-08] lists by employee the local acts whose acknowledgement is open', async () => {
    const { client, person, employee, register, send } = await office('KG');
    const official = await employee('Начальник ОК', 'hr', ['official']);
    const [one, other] = [await person('Асанов А.'), await person('Бекова Б.')];
    const act = await register();
    valueOf(await client.localActs.describe({ documentId: act.documentId, act: { designation: 'Положение о КЭДО', edition: '1', introducedBy: 'приказ № 1', introducedOn: '2026-01-10', validUntil: null, extendedUntil: null } }));
    const { listId } = valueOf(await send(act.documentId, [one, other]));
    // A letter that is no local act does not stand there.
    valueOf(await send((await register()).documentId, [one]));
    const acts = async (changes: { open?: boolean; personId?: string } = {}) => valueOf(await official.client.acknowledgements.localActs(changes)).employees;
    expect(await acts()).toMatchObject([
      { personId: one, acts: [{ listId, designation: 'Положение о КЭДО', inForce: true, state: 'waiting', markedOn: null }] },
      { personId: other, acts: [{ listId }] },
    ]);
    valueOf(await client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [one], entry: { way: 'paper', on: '2026-03-02', scan: null } }));
    expect((await acts()).map(({ personId }) => personId)).toEqual([other]);
    expect(await acts({ open: false, personId: one })).toMatchObject([{ personId: one, acts: [{ state: 'acknowledged', markedOn: '2026-03-02' }] }]);
  });

  it('[ACK-08] [NOT-03] whoever enters lacks an act that everybody has to know until he acknowledged it; sending alone settles nothing', async () => {
    const { client, person, employee, register } = await office('KG');
    const known = await person('Асанов А.');
    const { documentId } = await register();
    const required = { form: 'mark' as const, unitIds: null, categories: null };
    expect(valueOf(await client.acknowledgements.requirement({ documentId })).required).toBeNull();
    expect(valueOf(await client.acknowledgements.requireAct({ documentId, stepId: crypto.randomUUID(), required })).required).toEqual(required);
    const lacking = async () => valueOf(await client.acknowledgements.requiredActs({})).employees.map(({ personId, acts }) => ({ personId, state: acts[0]?.state }));
    expect(await lacking()).toEqual([{ personId: known, state: 'notAsked' }]);
    const entering = await employee('Бекова Б.', 'bekova');
    expect(await lacking()).toEqual([{ personId: known, state: 'notAsked' }, { personId: entering.personId, state: 'notAsked' }]);
    expect(errorOf(await entering.client.acknowledgements.requiredActs({})).code).toBe('no-right');

    expect(valueOf(await client.acknowledgements.sendMissing({ personId: null, documentId: null }))).toEqual({ sent: 2 });
    expect(valueOf(await client.acknowledgements.sendMissing({ personId: null, documentId: null }))).toEqual({ sent: 0 });
    expect(await lacking()).toEqual([{ personId: known, state: 'waiting' }, { personId: entering.personId, state: 'waiting' }]);
    valueOf(await acknowledge(entering.client));
    expect(await lacking()).toEqual([{ personId: known, state: 'waiting' }]);
    // Who enters later joins the list that is there.
    const later = await person('Дубов Д.');
    expect(valueOf(await client.acknowledgements.sendMissing({ personId: later, documentId: null }))).toEqual({ sent: 1 });
    const { lists } = valueOf(await client.acknowledgements.ofDocument({ documentId }));
    expect(lists).toMatchObject([{ asked: 3, acknowledged: 1 }]);
    const { acts } = valueOf(await client.acknowledgements.requiredActs({}));
    expect(acts).toMatchObject([{ document: { documentId }, designation: null, people: 3, lacking: 2, notAsked: 0 }]);
    // What is required no more is lacked by nobody.
    valueOf(await client.acknowledgements.requireAct({ documentId, stepId: crypto.randomUUID(), required: null }));
    expect(await lacking()).toEqual([]);
  });

  it('[ACK-08] [NOT-03] the notice of HR flow reaches categories of people, also those who enter later; a category stays until another is said', async () => {
    const { client, person, register } = await office('KG');
    const [teacher, student] = [await person('Асанов А.'), await person('Бекова Б.')];
    const define = (personId: string | null, name: string, category?: 'teaching' | 'student' | 'entering') => client.review.definePerson({ personId, name, position: '', unitId: null, accountId: null, ...(category === undefined ? {} : { category }) });
    valueOf(await define(teacher, 'Асанов А.', 'teaching'));
    valueOf(await define(student, 'Бекова Б.', 'student'));
    const { documentId } = await register();
    const required = { form: 'mark' as const, unitIds: null, categories: ['teaching' as const, 'entering' as const] };
    expect(valueOf(await client.acknowledgements.requireAct({ documentId, stepId: crypto.randomUUID(), required })).required).toEqual(required);
    const lacking = async () => valueOf(await client.acknowledgements.requiredActs({})).employees.map(({ personId }) => personId);
    expect(await lacking()).toEqual([teacher]);
    const { personId: entering } = valueOf(await define(null, 'Дубов Д.', 'entering'));
    expect(await lacking()).toEqual([teacher, entering]);
    expect(valueOf(await client.acknowledgements.sendMissing({ personId: null, documentId: null }))).toEqual({ sent: 2 });
    valueOf(await define(teacher, 'Асанов А. А.'));
    expect((await lacking()).toSorted()).toEqual([teacher, entering].toSorted());
    valueOf(await define(teacher, 'Асанов А. А.', 'student'));
    expect(await lacking()).toEqual([entering]);
  });

  it('[ACK-08] whoever was taken off a list is asked by another, and a weaker mark settles no stronger requirement', async () => {
    const { client, person, register, send } = await office('KG');
    const personId = await person('Асанов А.');
    const { documentId } = await register();
    valueOf(await client.acknowledgements.requireAct({ documentId, stepId: crypto.randomUUID(), required: { form: 'signature', unitIds: null } }));
    const weaker = valueOf(await send(documentId, [personId]));
    valueOf(await client.acknowledgements.record({ listId: weaker.listId, stepId: crypto.randomUUID(), personIds: [personId], entry: { way: 'mail', on: '2026-03-02', message: 'Лист' } }));
    const state = async () => valueOf(await client.acknowledgements.requiredActs({ personId })).employees[0]?.acts[0]?.state;
    expect(await state()).toBe('notAsked');
    valueOf(await client.acknowledgements.sendMissing({ personId, documentId }));
    const listOf = async () => valueOf(await client.acknowledgements.ofDocument({ documentId })).lists.filter(({ form }) => form === 'signature');
    const [first] = await listOf();
    valueOf(await client.acknowledgements.withdraw({ listId: first?.listId ?? '', stepId: crypto.randomUUID(), personIds: [personId], reason: 'помилка' }));
    expect(await state()).toBe('notAsked');
    expect(valueOf(await client.acknowledgements.sendMissing({ personId, documentId }))).toEqual({ sent: 1 });
    const [second] = await listOf();
    expect(second?.listId).not.toBe(first?.listId);
    expect(await state()).toBe('waiting');
    valueOf(await client.acknowledgements.record({ listId: second?.listId ?? '', stepId: crypto.randomUUID(), personIds: [personId], entry: { way: 'paper', on: '2026-03-02', scan: null } }));
    expect(await state()).toBeUndefined();
  });

  it('somebody who was asked before he had an account reads the document once he is asked again', async () => {
    const { client, test, person, register, send } = await office();
    const personId = await person('Ткаченко О. І.');
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [personId]));
    const administrator = test.client('administrator');
    const { accountId } = valueOf(await administrator.accounts.create({ name: 'Ткаченко О. І.', login: 'tkachenko', password: PASSWORD, roles: ['executor'] }));
    valueOf(await client.review.definePerson({ personId, name: 'Ткаченко О. І.', position: '', unitId: null, accountId }));
    const own = test.client('tkachenko');
    valueOf(await own.session.signIn({ login: 'tkachenko', password: PASSWORD }));
    expect(valueOf(await own.acknowledgements.mine({})).items).toEqual([]);
    valueOf(await client.acknowledgements.addPeople({ listId, stepId: crypto.randomUUID(), personIds: [personId] }));
    valueOf(await acknowledge(own));
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0]).toMatchObject({ asked: 1, acknowledged: 1 });
  });

  it.skipIf(!judgesPresent)('[ACK-09] the printed sheet bears the marks of everybody, and room to sign for whoever has none', async () => {
    const { client, person, employee, register, send } = await office();
    const { client: own, personId } = await employee('Ткаченко О. І.', 'tkachenko');
    const [waiting, paper] = [await person('Шевчук І. П.'), await person('Бойко М. В.')];
    const card = await register();
    const { listId } = valueOf(await send(card.documentId, [personId, waiting, paper]));
    valueOf(await acknowledge(own));
    valueOf(await client.acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [paper], entry: { way: 'paper', on: '2026-03-02', scan: null } }));
    const sheet = async (window: Window) => textOf(valueOf(await window.forms.make({ form: 'acknowledgement-sheet', subjectId: card.documentId, language: 'uk' })).bytes, '-layout').replaceAll(/\s+/g, ' ');
    const printed = await sheet(client);
    for (const said of ['Ткаченко О. І.', 'Шевчук І. П.', 'Бойко М. В.', 'Відмітка в', 'Підпис на', '02.03.2026']) expect(printed).toContain(said);
    expect(printed.match(/Відмітка в/g)).toHaveLength(1);
    // Who else has read it is not the employee's business: his sheet is blank.
    expect(await sheet(own)).not.toContain('Шевчук');
  });
});
