import { describe, expect, it } from 'vitest';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function office(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client, country);
  await signIn(client);
  const person = async (name: string, accountId: string | null = null) => valueOf(await client.review.definePerson({ personId: null, name, position: '', unitId: null, accountId })).personId;
  const register = async (changes: Parameters<typeof someRequisites>[1] = {}, bytes = new TextEncoder().encode(crypto.randomUUID())) => {
    const fileName = 'лист.txt';
    const { sha256 } = await upload(client, fileName, bytes);
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
    if (letter === undefined) throw new Error('no letter');
    await test.rooms.intake.settled(letter.letterId);
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(client, changes) }));
  };
  const registerAlone = async (changes: Parameters<typeof someRequisites>[1], equalTo: string | null = null) => valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, equalTo, requisites: await someRequisites(client, changes) }));
  /** Number onto the paper and its scan. */
  const scan = async (documentId: string, bytes: Uint8Array) => {
    valueOf(await client.paperIntake.stampByHand({ documentId }));
    const { sha256 } = await upload(client, 'скан.txt', bytes);
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'скан.txt' }] })).letters;
    if (letter === undefined) throw new Error('no letter');
    await test.rooms.intake.settled(letter.letterId);
    valueOf(await client.paperIntake.attachScan({ documentId, letterId: letter.letterId, differenceReason: 'один аркуш' }));
  };
  const suggestion = async (documentId: string) => valueOf(await client.review.ofDocument({ documentId })).suggestion;
  const pass = async (documentId: string, reviewerPersonId: string, stepId = crypto.randomUUID() as string) => client.review.pass({ documentId, stepId, reviewerPersonId });
  return { environment, test, client, person, register, registerAlone, scan, suggestion, pass };
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
    valueOf(await client.review.defineDuty({ dutyId: null, reviewerPersonId: vice, kindId: null, journalId: null, category: null, caseIndex: null, words: [] }));
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

  it.each([
    ['UA', 'Верховна Рада України', 'parliament'],
    ['UA', 'Народний депутат України Петренко П. П.', 'deputy-appeal'],
    ['KZ', 'Қазақстан Республикасы Президентінің Әкімшілігі', 'president-office'],
    ['KG', 'Кыргыз Республикасынын Министрлер Кабинети', 'cabinet-secretariat'],
  ] as const)('[REG-10] %s: a new office with an empty directory knows %s by its name', async (country, correspondent, category) => {
    const { client, person, register, suggestion, pass } = await office(country);
    const [head, vice] = [await person('Ректор'), await person('Проректор')];
    valueOf(await client.review.setHead({ personId: head }));
    const card = await register({ correspondent });
    expect(card.correspondentId).toBeNull();
    expect(valueOf(await client.correspondents.list({})).total).toBe(0);
    expect(valueOf(await client.correspondents.find({ text: correspondent }))).toMatchObject({ entries: [], headOnly: category });
    expect(await suggestion(card.documentId)).toMatchObject({ rule: 'head-only', category, choice: false, senderKnown: true, person: { name: 'Ректор' } });
    expect(errorOf(await pass(card.documentId, vice)).message).toBe('error.onlyToHead');
    expect(valueOf(await client.review.passSuggested({ documentIds: [card.documentId] })).passed).toEqual([card.documentId]);
    expect(valueOf(await client.review.ofDocument({ documentId: card.documentId })).passes).toMatchObject([{ rule: 'head-only', reviewerName: 'Ректор' }]);
  });

  it('[REG-10] no entry of the directory hides a body of the country’s rules, but one that the supervisor took out', async () => {
    const { test, client, person, register, suggestion } = await office();
    valueOf(await client.review.setHead({ personId: await person('Ректор') }));
    const name = 'Верховна Рада України';
    const category = async (correspondent = name) => (await suggestion((await register({ correspondent })).documentId)).category;
    // An entry from before the rules named the body, under a name of its own.
    test.rooms.store.commit((transaction) => {
      transaction.append({ kind: 'correspondent.defined', entity: 'old', stream: 'main', actor: null, payload: { correspondentId: 'old', name, otherNames: ['Наша Рада'], category: 'other', letter: '', address: '', email: '', code: '', note: '', headOnlyLifted: false } });
    });
    expect([await category(), await category('Наша Рада')]).toEqual(['parliament', 'parliament']);
    const change = async (by: typeof client, changes: Parameters<typeof client.correspondents.change>[0]['changes']) => {
      const { version } = valueOf(await by.correspondents.get({ correspondentId: 'old' }));
      return by.correspondents.change({ correspondentId: 'old', basedOn: version, changes });
    };
    // Whatever is changed in it, it takes the category of the body; from there a registrar takes it nowhere.
    expect(valueOf(await change(client, { note: 'Київ' }))).toMatchObject({ category: 'parliament', headOnlyLifted: false });
    expect(errorOf(await change(client, { category: 'other' })).message).toBe('error.headOnlyCategory');
    const administrator = test.client('administrator');
    await signIn(administrator, 'admin');
    expect(valueOf(await change(administrator, { category: 'institution' }))).toMatchObject({ category: 'institution', headOnlyLifted: true });
    expect(await category()).toBeNull();
    expect(valueOf(await client.correspondents.find({ text: name })).headOnly).toBeNull();
    expect(await category('Кабінет Міністрів України')).toBe('cabinet-secretariat');
    valueOf(await change(client, { note: 'Київ, вул. Грушевського' }));
    expect(await category()).toBeNull();
    // The name of another body, put into the entry that stands outside, does not follow it there.
    expect(valueOf(await change(client, { otherNames: ['Наша Рада', 'Кабінет Міністрів України'] }))).toMatchObject({ category: 'parliament', headOnlyLifted: false });
    expect([await category(), await category('Кабінет Міністрів України')]).toEqual(['parliament', 'parliament']);
  });

  it('[REG-11] a row of the table that names a case fits the same case of the next year, whose nomenclature is a copy', async () => {
    const { client, environment, person, register, suggestion } = await office();
    valueOf(await client.session.changePassword({ current: PASSWORD, next: 'An0ther-pass!' }));
    const [vice, other] = [await person('Проректор'), await person('Інший')];
    const casesNow = async () => valueOf(await client.registration.choices({})).cases;
    const caseIdOf = async (index: string) => (await casesNow()).find((one) => one.index === index)?.caseId ?? '';
    const blank = { dutyId: null, kindId: null, journalId: null, category: null, words: [] };
    expect(errorOf(await client.review.defineDuty({ ...blank, reviewerPersonId: vice, caseIndex: '99-99' })).issues).toEqual([{ path: 'caseIndex', message: 'requisite.missing' }]);
    const row = valueOf(await client.review.defineDuty({ ...blank, reviewerPersonId: vice, caseIndex: '01-02' }));
    valueOf(await client.review.defineDuty({ ...blank, reviewerPersonId: other, caseIndex: null }));
    const ending = valueOf(await client.review.defineDuty({ ...blank, reviewerPersonId: vice, caseIndex: '01-05' }));
    const thisYear = await caseIdOf('01-02');
    const before = await register({ caseId: thisYear });
    expect(await suggestion(before.documentId)).toMatchObject({ rule: 'duty', dutyId: row.dutyId, person: { name: 'Проректор' } });
    expect((await suggestion((await register({ caseId: await caseIdOf('01-01') })).documentId)).person?.name).toBe('Інший');

    const [year] = valueOf(await client.nomenclature.years({})).years;
    const nomenclatureId = year?.nomenclatureId ?? '';
    valueOf(await client.nomenclature.discontinueCase({ nomenclatureId, caseId: await caseIdOf('01-05'), reason: 'ведеться в іншому підрозділі' }));
    const { nomenclature } = valueOf(await client.nomenclature.copy({ nomenclatureId, year: 2027 }));
    const move = async (step: Parameters<typeof client.nomenclature.move>[0]['step']) => valueOf(await client.nomenclature.move({ nomenclatureId: nomenclature.nomenclatureId, step }));
    await move({ to: 'agreed', protocolNumber: '7', protocolDate: '2026-03-01' });
    await move({ to: 'approved', by: 'Ректор', on: '2026-03-02' });
    environment.set('2027-01-05T08:00:00Z');
    valueOf(await client.session.signIn({ login: 'registrar', password: 'An0ther-pass!' }));
    await move({ to: 'in-use' });
    const nextYear = await caseIdOf('01-02');
    expect(nextYear).not.toBe(thisYear);
    const after = await register({ caseId: nextYear, correspondentDate: '2027-01-04' });
    expect(after.caseId).toBe(nextYear);
    expect(await suggestion(after.documentId)).toMatchObject({ rule: 'duty', dutyId: row.dutyId, person: { name: 'Проректор' } });
    // A document of last year that waits still, too.
    expect(await suggestion(before.documentId)).toMatchObject({ dutyId: row.dutyId });
    expect((await suggestion((await register({ caseId: await caseIdOf('01-01'), correspondentDate: '2027-01-04' })).documentId)).person?.name).toBe('Інший');
    // An index that the new list lacks stays in the row that had it, which can be changed all the same; a new row may not name it.
    expect(valueOf(await client.review.defineDuty({ ...ending, reviewerPersonId: other }))).toMatchObject({ caseIndex: '01-05', reviewerPersonId: other });
    expect(errorOf(await client.review.defineDuty({ ...ending, dutyId: null })).message).toBe('error.dutyNames');
  });

  it('[REG-11] the table of duties is edited and ordered, and passes a day’s documents in one go', async () => {
    const { client, person, register, registerAlone } = await office();
    const [head, vice, lawyer] = [await person('Ректор'), await person('Проректор'), await person('Юрист')];
    valueOf(await client.review.setHead({ personId: head }));
    const blank = { dutyId: null, kindId: null, journalId: null, category: null, caseIndex: null, words: [] } as const;
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
    const { client, person, registerAlone, scan, pass } = await office();
    const vice = await person('Проректор');
    const { documentId } = await registerAlone({ medium: 'paper', sheets: 1 });
    expect(errorOf(await pass(documentId, vice)).message).toBe('error.passNotStamped');
    valueOf(await client.paperIntake.stampByHand({ documentId }));
    expect(errorOf(await pass(documentId, vice)).message).toBe('error.passNotScanned');
    await scan(documentId, new TextEncoder().encode('аркуш'));
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
    expect(valueOf(await client.review.ofDocument({ documentId: first.documentId }))).toMatchObject({ equalOriginals: [{ passed: true }], alikePassed: [] });
    // Taking the link off would let the other follow.
    const [link] = valueOf(await client.registration.get({ documentId: first.documentId })).links;
    expect(errorOf(await client.registration.unlink({ linkId: link?.linkId ?? '', reason: 'зайвий зв’язок' })).message).toBe('error.equalLinkStays');
  });

  it('[REG-18] a third original cannot be cut off from the two beside it once one of them was passed, nor by moving it to another journal', async () => {
    const { client, test, person, register, pass } = await office();
    const vice = await person('Проректор');
    const [one, two, three] = [await register(), await register(), await register()];
    for (const [from, to] of [[one, two], [two, three]] as const) valueOf(await client.registration.link({ documentId: from.documentId, relation: 'equal-original', toDocumentId: to.documentId }));
    valueOf(await pass(one.documentId, vice));
    const { links, version } = valueOf(await client.registration.get({ documentId: three.documentId }));
    expect(errorOf(await client.registration.unlink({ linkId: links[0]?.linkId ?? '', reason: 'зайвий зв’язок' })).message).toBe('error.equalLinkStays');
    expect(errorOf(await pass(three.documentId, vice)).message).toBe('error.passEqualPassed');
    test.rooms.store.commit((transaction) => {
      transaction.append({ kind: 'journal.defined', entity: 'other', stream: 'main', actor: null, payload: { journalId: 'other', direction: 'incoming', names: { uk: 'Інший' }, pattern: '{n}', yearly: true, access: 'office', defaultKindId: null, numbering: 'office', closed: false } });
    });
    const moved = valueOf(await client.registration.moveToJournal({ requestId: crypto.randomUUID(), documentId: three.documentId, basedOn: version, journalId: 'other', kindId: three.kindId, caseId: three.caseId, reason: 'не той журнал' }));
    expect(errorOf(await pass(moved.documentId, vice)).message).toBe('error.passEqualPassed');
    expect(valueOf(await client.review.ofDocument({ documentId: moved.documentId })).equalOriginals.map(({ documentId }) => documentId).toSorted()).toEqual([one.documentId, two.documentId].toSorted());
  });

  it('[REG-17] [REG-19] equal bytes are one document: unlinked with a reason or not, the second one is not passed', async () => {
    const { client, person, register, registerAlone, scan, pass } = await office();
    const vice = await person('Проректор');
    const bytes = new TextEncoder().encode('той самий лист');
    const electronic = await register({}, bytes);
    const paper = await registerAlone({ medium: 'paper', sheets: 1, correspondentNumber: 'інший' }, electronic.documentId);
    await scan(paper.documentId, bytes);
    const [link] = valueOf(await client.registration.get({ documentId: paper.documentId })).links;
    valueOf(await client.registration.unlink({ linkId: link?.linkId ?? '', reason: 'різні листи' }));
    expect(valueOf(await client.registration.get({ documentId: paper.documentId })).history.at(-1)).toMatchObject({ kind: 'card.unlinked', changes: [{ before: electronic.registrationIndex, after: null }, { field: 'reason', after: 'різні листи' }] });
    valueOf(await pass(electronic.documentId, vice));
    expect(valueOf(await client.review.ofDocument({ documentId: paper.documentId }))).toMatchObject({ obstacles: ['sameFilePassed'], equalOriginals: [], alikePassed: [] });
    expect(errorOf(await pass(paper.documentId, vice)).message).toBe('error.passSameFilePassed');
    // The number that stood for nothing frees the other one.
    const { version } = valueOf(await client.registration.get({ documentId: electronic.documentId }));
    valueOf(await client.registration.void({ documentId: electronic.documentId, basedOn: version, reason: 'зареєстровано двічі' }));
    valueOf(await pass(paper.documentId, vice));
  });

  it('[REG-18] like details alone let a second document pass by hand, with the first one named, but not among many', async () => {
    const { client, person, register, registerAlone, scan, pass } = await office();
    const vice = await person('Проректор');
    valueOf(await client.review.defineDuty({ dutyId: null, reviewerPersonId: vice, kindId: null, journalId: null, category: null, caseIndex: null, words: [] }));
    const first = await register();
    valueOf(await client.correspondents.define({ name: first.correspondent ?? '', category: 'institution' }));
    const second = await registerAlone({ medium: 'paper', sheets: 1, correspondentNumber: first.correspondentNumber, correspondentDate: first.correspondentDate }, first.documentId);
    await scan(second.documentId, new TextEncoder().encode('аркуш'));
    const [link] = valueOf(await client.registration.get({ documentId: second.documentId })).links;
    valueOf(await client.registration.unlink({ linkId: link?.linkId ?? '', reason: 'на папері — інший лист під тим самим номером' }));
    const ofSecond = async () => valueOf(await client.review.ofDocument({ documentId: second.documentId }));
    expect(await ofSecond()).toMatchObject({ obstacles: [], alikePassed: [] });
    expect(valueOf(await client.review.queue({})).certain).toBe(2);
    valueOf(await pass(first.documentId, vice));
    expect(await ofSecond()).toMatchObject({ obstacles: [], alikePassed: [{ documentId: first.documentId, registrationIndex: first.registrationIndex }] });
    expect(valueOf(await client.review.queue({}))).toMatchObject({ total: 1, certain: 0, documents: [{ alikePassed: [{ documentId: first.documentId }] }] });
    expect(valueOf(await client.review.passSuggested({ documentIds: [second.documentId] }))).toEqual({ passed: [], left: [{ documentId: second.documentId, message: 'error.passAlike' }] });
    valueOf(await pass(second.documentId, vice));
  });

  it('refuses void documents, unknown people, and a step of another document', async () => {
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
