import { describe, expect, it } from 'vitest';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function office() {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  const person = async (name: string, accountId: string | null = null) => valueOf(await client.review.definePerson({ personId: null, name, position: '', unitId: null, accountId })).personId;
  const register = async (changes: Parameters<typeof someRequisites>[1] = {}) => {
    const fileName = 'лист.txt';
    const { sha256 } = await upload(client, fileName, new TextEncoder().encode(crypto.randomUUID()));
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
    if (letter === undefined) throw new Error('no letter');
    await test.rooms.intake.settled(letter.letterId);
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(client, changes) }));
  };
  const registerAlone = async (changes: Parameters<typeof someRequisites>[1], equalTo: string | null = null) => valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, equalTo, requisites: await someRequisites(client, changes) }));
  const pass = async (documentId: string, reviewerPersonId: string, stepId = crypto.randomUUID() as string) => client.review.pass({ documentId, stepId, reviewerPersonId });
  return { environment, test, client, person, register, registerAlone, pass };
}

describe('primary review', () => {
  it('[REG-04] [REG-09] records when a document was registered and when it was passed to its reviewer', async () => {
    const { client, environment, person, register, pass } = await office();
    const vice = await person('Проректор');
    const card = await register();
    environment.advance(60_000);
    const stepId = crypto.randomUUID();
    const made = valueOf(await pass(card.documentId, vice, stepId));
    expect(made).toMatchObject({ reviewerName: 'Проректор', rule: 'chosen', passedAt: '2026-03-02T04:01:00.000Z', passedBy: 'Роман Реєстратор' });
    expect(valueOf(await pass(card.documentId, vice, stepId))).toEqual(made);
    expect(valueOf(await client.review.ofDocument({ documentId: card.documentId }))).toMatchObject({ registeredAt: '2026-03-02T04:00:00.000Z', passes: [made], obstacles: ['alreadyPassed'] });
    const { card: after, history } = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(after.state).toBe('review');
    expect(history.map(({ kind }) => kind)).toEqual(['letter.received', 'verification.recorded', 'card.registered', 'document.passed']);
    expect(errorOf(await pass(card.documentId, vice)).message).toBe('error.passAlready');
    expect(valueOf(await client.review.queue({})).total).toBe(0);
  });

  it('[REG-10] documents of the Rada go to the head only, by reference and by written name', async () => {
    const { client, person, register, pass } = await office();
    const [head, vice] = [await person('Ректор'), await person('Проректор')];
    valueOf(await client.correspondents.define({ name: 'Верховна Рада України', category: 'parliament' }));
    const other = valueOf(await client.correspondents.define({ name: 'ТОВ «Обрій»', category: 'enterprise' }));
    valueOf(await client.review.defineDuty({ dutyId: null, reviewerPersonId: vice, kindId: null, journalId: null, category: null, caseId: null, words: [] }));
    const card = await register({ correspondent: 'Верховна рада України' });
    expect(errorOf(await pass(card.documentId, vice)).message).toBe('error.headNotSet');
    valueOf(await client.review.setHead({ personId: head }));
    // Another head, or the head's own entry for another person, would be a way around.
    expect(errorOf(await client.review.setHead({ personId: vice })).message).toBe('error.headChange');
    expect(errorOf(await client.review.definePerson({ personId: head, name: 'Проректор', position: '', unitId: null, accountId: null })).message).toBe('error.headChange');
    expect(valueOf(await client.review.ofDocument({ documentId: card.documentId })).suggestion).toMatchObject({ rule: 'head-only', category: 'parliament', choice: false, person: { name: 'Ректор' } });
    expect(errorOf(await pass(card.documentId, vice)).message).toBe('error.onlyToHead');
    // The reference of another entry does not hide whose name is written.
    const disguised = await register({ correspondent: 'Верховна Рада України', correspondentId: other.correspondentId });
    expect(errorOf(await pass(disguised.documentId, vice)).message).toBe('error.onlyToHead');
    expect(valueOf(await pass(disguised.documentId, head))).toMatchObject({ rule: 'head-only' });
    expect(valueOf(await pass(card.documentId, head))).toMatchObject({ rule: 'head-only' });
  });

  it('[REG-11] the table of duties is edited and ordered, and passes a day’s documents in one go', async () => {
    const { client, person, register, registerAlone } = await office();
    const [head, vice, lawyer] = [await person('Ректор'), await person('Проректор'), await person('Юрист')];
    valueOf(await client.review.setHead({ personId: head }));
    const blank = { dutyId: null, kindId: null, journalId: null, category: null, caseId: null, words: [] } as const;
    const all = valueOf(await client.review.defineDuty({ ...blank, words: [], reviewerPersonId: vice }));
    const courts = valueOf(await client.review.defineDuty({ ...blank, words: ['позов'], reviewerPersonId: lawyer }));
    const claim = await register({ subject: 'Позовна заява' });
    const suggested = async () => valueOf(await client.review.ofDocument({ documentId: claim.documentId })).suggestion.person?.name;
    expect(await suggested()).toBe('Проректор');
    valueOf(await client.review.orderDuties({ dutyIds: [courts.dutyId, all.dutyId] }));
    expect(await suggested()).toBe('Юрист');
    expect(errorOf(await client.review.orderDuties({ dutyIds: [courts.dutyId] })).message).toBe('error.dutiesChangedMeanwhile');
    const letter = await register({ subject: 'Про конференцію', correspondent: 'ТОВ «Обрій»' });
    expect(valueOf(await client.review.queue({}))).toMatchObject({ total: 2, certain: 0 });
    expect(valueOf(await client.review.passSuggested({ documentIds: [letter.documentId] })).left).toEqual([{ documentId: letter.documentId, message: 'error.senderUnknown' }]);
    for (const name of ['Міністерство освіти і науки', 'ТОВ «Обрій»']) valueOf(await client.correspondents.define({ name, category: 'institution' }));
    const unchecked = await registerAlone({ subject: 'Лист без перевірки' });
    expect(valueOf(await client.review.queue({}))).toMatchObject({ total: 3, certain: 2 });
    const result = valueOf(await client.review.passSuggested({ documentIds: [claim.documentId, letter.documentId, unchecked.documentId] }));
    expect(result).toEqual({ passed: [claim.documentId, letter.documentId], left: [{ documentId: unchecked.documentId, message: 'error.passNotVerified' }] });
    valueOf(await client.review.removeDuty({ dutyId: all.dutyId }));
    expect(valueOf(await client.review.settings({})).duties.map(({ dutyId }) => dutyId)).toEqual([courts.dutyId]);
    expect(errorOf(await client.review.removeDuty({ dutyId: all.dutyId })).message).toBe('error.dutiesChangedMeanwhile');
  });

  it('[REG-08] an electronic document is passed only after its check was recorded', async () => {
    const { person, register, registerAlone, pass } = await office();
    const vice = await person('Проректор');
    valueOf(await pass((await register()).documentId, vice));
    expect(errorOf(await pass((await registerAlone({})).documentId, vice)).message).toBe('error.passNotVerified');
  });

  it('[REG-05] a paper is passed only with its number on it and its full scan', async () => {
    const { client, test, person, registerAlone, pass } = await office();
    const vice = await person('Проректор');
    const { documentId } = await registerAlone({ medium: 'paper', sheets: 1 });
    expect(errorOf(await pass(documentId, vice)).message).toBe('error.passNotStamped');
    valueOf(await client.paperIntake.stampByHand({ documentId }));
    expect(errorOf(await pass(documentId, vice)).message).toBe('error.passNotScanned');
    const { sha256 } = await upload(client, 'скан.txt', new TextEncoder().encode('аркуш'));
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'скан.txt' }] })).letters;
    if (letter === undefined) throw new Error('no letter');
    await test.rooms.intake.settled(letter.letterId);
    valueOf(await client.paperIntake.attachScan({ documentId, letterId: letter.letterId, differenceReason: 'один аркуш' }));
    valueOf(await pass(documentId, vice));
  });

  it('[REG-18] of two originals of equal force only one is passed', async () => {
    const { client, person, register, registerAlone, pass } = await office();
    const vice = await person('Проректор');
    const second = await register();
    const first = await registerAlone({ medium: 'paper', correspondentNumber: second.correspondentNumber, correspondentDate: second.correspondentDate }, second.documentId);
    expect(valueOf(await client.review.ofDocument({ documentId: first.documentId })).equalOriginals).toEqual([{ documentId: second.documentId, registrationIndex: second.registrationIndex, medium: 'electronic', passed: false }]);
    valueOf(await pass(second.documentId, vice));
    expect(errorOf(await pass(first.documentId, vice)).message).toBe('error.passEqualPassed');
    // Taking the link off would let the other follow.
    const [link] = valueOf(await client.registration.get({ documentId: first.documentId })).links;
    expect(errorOf(await client.registration.unlink({ linkId: link?.linkId ?? '', reason: 'зайвий зв’язок' })).message).toBe('error.linkStays');
  });

  it('refuses void and internal documents, unknown people, and a step of another document', async () => {
    const { client, person, register, pass } = await office();
    const vice = await person('Проректор');
    const card = await register();
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    const other = await register();
    expect(errorOf(await pass(other.documentId, 'nobody')).message).toBe('error.personNotFound');
    valueOf(await client.registration.void({ documentId: card.documentId, basedOn: version, reason: 'помилка' }));
    expect(errorOf(await pass(card.documentId, vice)).message).toBe('error.passVoid');
    const step = crypto.randomUUID();
    valueOf(await pass(other.documentId, vice, step));
    expect(errorOf(await pass((await register()).documentId, vice, step)).message).toBe('error.passStepUsed');
  });

  it('the reviewer reads what was passed to him, restricted or not, and nothing else', async () => {
    const { test, person, register, pass } = await office();
    const administrator = test.client('administrator');
    await signIn(administrator, 'admin');
    const { accountId } = valueOf(await administrator.accounts.create({ name: 'Проректор', login: 'vice', password: 'V1ce-rector!', roles: ['executor'] }));
    const reviewer = test.client('reviewer');
    valueOf(await reviewer.session.signIn({ login: 'vice', password: 'V1ce-rector!' }));
    const [passed, other] = [await register({ restricted: true }), await register()];
    expect(errorOf(await reviewer.registration.get({ documentId: passed.documentId })).message).toBe('error.cardNotFound');
    valueOf(await pass(passed.documentId, await person('Проректор', accountId)));
    expect(valueOf(await reviewer.registration.get({ documentId: passed.documentId })).card.state).toBe('review');
    expect(valueOf(await reviewer.review.ofDocument({ documentId: passed.documentId })).passes).toMatchObject([{ reviewerName: 'Проректор' }]);
    expect(errorOf(await reviewer.registration.get({ documentId: other.documentId })).message).toBe('error.cardNotFound');
  });

  it('ties a person to an account of the desk', async () => {
    const { client, person } = await office();
    const { accounts } = valueOf(await client.review.accountsOfPeople({}));
    const registrar = accounts.find(({ login }) => login === 'registrar');
    await person('Роман', registrar?.accountId ?? '');
    expect(valueOf(await client.review.settings({})).people).toMatchObject([{ name: 'Роман', accountId: registrar?.accountId }]);
    expect(errorOf(await client.review.definePerson({ personId: null, name: 'Ніхто', position: '', unitId: null, accountId: 'nobody' })).message).toBe('error.accountNotFound');
  });
});
