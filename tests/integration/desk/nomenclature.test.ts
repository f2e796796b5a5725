import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import type { Client } from '#shared/rpc/client.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { writeCsv, writeXlsx } from '../../../src-main/spreadsheets/index.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function office(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client, country);
  await signIn(client);
  // An issued password is to be changed within days (SEC-05); these tests live for years.
  valueOf(await client.session.changePassword({ current: PASSWORD, next: NEW_PASSWORD }));
  return { test, client, environment };
}

const NEW_PASSWORD = 'An0ther-pass!';

async function signInAgain(client: Client): Promise<void> {
  valueOf(await client.session.signIn({ login: 'registrar', password: NEW_PASSWORD }));
}

const FIELDS = { title: 'Звернення громадян', medium: 'electronic', note: '', owner: 'Олена Коваль', transit: false, retention: { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: true } } as const;

async function draft(client: Client, year = 2027): Promise<{ readonly nomenclatureId: string; readonly sectionId: string }> {
  const made = valueOf(await client.nomenclature.create({ year }));
  const { nomenclatureId } = made.nomenclature;
  const whole = valueOf(await client.nomenclature.defineSection({ nomenclatureId, sectionId: null, index: '02', title: 'Відділ діловодства', owner: 'Олена Коваль' }));
  return { nomenclatureId, sectionId: whole.sections[0]?.sectionId ?? '' };
}

function move(client: Client, nomenclatureId: string, step: MethodInput<'nomenclature.move'>['step']) {
  return client.nomenclature.move({ nomenclatureId, step });
}

const caseOf = (whole: NomenclatureWhole, index: string) => whole.cases.find((entry) => entry.index === index);

describe('the nomenclature of cases', () => {
  it('[NUM-03] a new office begins with the marked sample of its country, and a card points to a case of the year in use', async () => {
    const { client, test } = await office();
    const { years, inUse } = valueOf(await client.nomenclature.years({}));
    expect(years).toMatchObject([{ year: 2026, state: 'in-use', initial: true, agreed: null, approved: null }]);
    expect(inUse).toMatchObject({ year: 2026, fallback: false });
    const choices = valueOf(await client.registration.choices({}));
    expect(choices.casesOf).toEqual({ year: 2026, fallback: false });
    const requisites = await someRequisites(client);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
    expect(card.registrationIndex).toBe('1/01-01');
    const whole = valueOf(await client.nomenclature.get({ nomenclatureId: years[0]?.nomenclatureId ?? '' }));
    expect(caseOf(whole, '01-01')).toMatchObject({ documents: 1, filed: 0, volumes: 1, retentionText: 'постійно, ст. 16а', retention: { period: 'permanent', article: 'ст. 16а' } });
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).caseFile).toMatchObject({ index: '01-01', year: 2026 });
    expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  });

  it('[NOM-03] [NOM-04] keeps article, period and the person responsible, and takes no case without a period', async () => {
    const { client, test } = await office();
    const { nomenclatureId, sectionId } = await draft(client);
    const refused = errorOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '03-10', retention: { ...FIELDS.retention, years: null } } }));
    expect(refused.issues).toEqual([{ path: 'index', message: 'nomenclature.missing.sectionCode' }, { path: 'retention', message: 'nomenclature.missing.retention' }]);
    const whole = valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-10' } }));
    const entry = caseOf(whole, '02-10');
    expect(entry).toMatchObject({ retention: { article: 'ст. 82б', years: 5 }, retentionText: '5 р. ЕПК, ст. 82б', owner: 'Олена Коваль' });
    expect(whole.sections[0]).toMatchObject({ owner: 'Олена Коваль' });
    valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: entry?.caseId ?? '', fields: { ...FIELDS, sectionId, index: '02-10', owner: 'Ірина Бойко', retention: { ...FIELDS.retention, years: 3 } } }));
    const changes = test.rooms.store.log.ofEntity(entry?.caseId ?? '').at(-1)?.changes;
    expect(changes).toEqual([{ field: 'nomenclature.retention', before: '5 р. ЕПК, ст. 82б', after: '3 р. ЕПК, ст. 82б' }, { field: 'nomenclature.owner', before: 'Олена Коваль', after: 'Ірина Бойко' }]);
    expect(errorOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-10' } })).issues).toEqual([{ path: 'index', message: 'nomenclature.missing.duplicateIndex' }]);
  });

  it('goes from draft to summary step by step, and takes only additions with a basis after approval', async () => {
    const { client, environment } = await office();
    const { nomenclatureId, sectionId } = await draft(client);
    expect(errorOf(await move(client, nomenclatureId, { to: 'agreed', protocolNumber: '7', protocolDate: '2026-03-01' })).message).toBe('error.nomenclatureMissing');
    valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-10' } }));
    expect(errorOf(await move(client, nomenclatureId, { to: 'approved', by: 'Ректор', on: '2026-03-01' })).message).toBe('error.nomenclatureStep');
    expect(errorOf(await move(client, nomenclatureId, { to: 'agreed', protocolNumber: '7', protocolDate: '2026-12-01' })).message).toBe('error.nomenclatureDayAhead');
    valueOf(await move(client, nomenclatureId, { to: 'agreed', protocolNumber: '7', protocolDate: '2026-03-01' }));
    expect(errorOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-11' }, basis: 'наказ' })).message).toBe('error.nomenclatureNotEditable');
    valueOf(await move(client, nomenclatureId, { to: 'draft', reason: 'пропущено справу' }));
    valueOf(await move(client, nomenclatureId, { to: 'agreed', protocolNumber: '8', protocolDate: '2026-03-02' }));
    expect(errorOf(await move(client, nomenclatureId, { to: 'approved', by: 'Ректор', on: '2026-03-01' })).message).toBe('error.nomenclatureApprovedBeforeAgreed');
    valueOf(await move(client, nomenclatureId, { to: 'approved', by: 'Ректор', on: '2026-03-02' }));
    expect(errorOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-11' } })).message).toBe('error.nomenclatureBasisNeeded');
    const added = valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-11' }, basis: 'наказ № 5' }));
    expect(caseOf(added, '02-11')?.basis).toBe('наказ № 5');
    expect(errorOf(await client.nomenclature.removeCase({ nomenclatureId, caseId: caseOf(added, '02-10')?.caseId ?? '', reason: 'зайва' })).message).toBe('error.nomenclatureNotEditable');
    expect(errorOf(await move(client, nomenclatureId, { to: 'in-use' })).issues).toEqual([{ path: '2027-01-01', message: 'nomenclature.missing.notBegun' }]);

    environment.set('2027-01-05T08:00:00Z');
    await signInAgain(client);
    expect(valueOf(await client.registration.choices({})).casesOf).toEqual({ year: 2026, fallback: true });
    valueOf(await move(client, nomenclatureId, { to: 'in-use' }));
    expect(valueOf(await client.registration.choices({}))).toMatchObject({ casesOf: { year: 2027, fallback: false }, cases: [{ index: '02-10' }, { index: '02-11' }] });
    const requisites = await someRequisites(client);
    expect(valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, correspondentDate: '2027-01-04' } })).registrationIndex).toBe('1/02-10');
    expect(errorOf(await move(client, nomenclatureId, { to: 'summarised' })).issues[0]?.message).toBe('nomenclature.missing.yearNotOver');

    environment.set('2028-01-05T08:00:00Z');
    await signInAgain(client);
    const summed = valueOf(await move(client, nomenclatureId, { to: 'summarised' }));
    expect(summed.nomenclature).toMatchObject({ state: 'summarised', summarisedOn: '2028-01-05' });
    expect(summed.totals.upToTen).toEqual({ cases: 1, volumes: 1, transit: 0, expertMark: 1 });
    expect(summed.next).toBeNull();
  });

  it('[NOM-01] files a document into a volume of its case and moves it on with its history', async () => {
    const { client, test } = await office();
    const requisites = await someRequisites(client);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
    const { cases } = valueOf(await client.nomenclature.filing({ documentId: card.documentId }));
    const [first, second] = cases;
    expect(valueOf(await client.nomenclature.filingCheck({ caseId: first?.caseId ?? '' })).points).toContainEqual({ code: 'notFiled', about: card.registrationIndex });
    expect(errorOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: first?.caseId ?? '', volume: 2 })).message).toBe('error.volumeNotFound');
    valueOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: first?.caseId ?? '', volume: 1 }));
    expect(valueOf(await client.nomenclature.filing({ documentId: card.documentId })).filed).toMatchObject({ index: '01-01', year: 2026, volume: 1, by: 'Роман Реєстратор' });
    expect(valueOf(await client.nomenclature.filingCheck({ caseId: first?.caseId ?? '' })).points.map(({ code }) => code)).not.toContain('notFiled');
    valueOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: second?.caseId ?? '', volume: 1 }));
    const { history, card: moved } = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(moved.caseId).toBe(second?.caseId);
    expect(history.at(-1)).toMatchObject({ kind: 'document.filed', changes: [{ field: 'nomenclature.filed', before: '01-01, 1', after: '01-02, 1' }, { field: 'caseId', before: first?.caseId, after: second?.caseId }] });
    expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  });

  it('[CARD-14] a card is corrected to another case of its own year, with before and after, and keeps a former year’s case', async () => {
    const { client, environment } = await office();
    const requisites = await someRequisites(client);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
    const { nomenclatureId, sectionId } = await draft(client);
    const whole = valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { ...FIELDS, sectionId, index: '02-10' } }));
    valueOf(await move(client, nomenclatureId, { to: 'agreed', protocolNumber: '7', protocolDate: '2026-03-01' }));
    valueOf(await move(client, nomenclatureId, { to: 'approved', by: 'Ректор', on: '2026-03-02' }));
    environment.set('2027-02-01T08:00:00Z');
    await signInAgain(client);
    valueOf(await move(client, nomenclatureId, { to: 'in-use' }));
    const correct = async (changes: MethodInput<'registration.correct'>['changes']) => {
      const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
      return client.registration.correct({ documentId: card.documentId, basedOn: version, changes, reason: 'експертиза цінності' });
    };
    valueOf(await correct({ note: 'без змін справи' }));
    expect(errorOf(await correct({ caseId: whole.cases[0]?.caseId ?? '' })).issues).toEqual([{ path: 'caseId', message: 'requisite.missing' }]);
    expect(valueOf(await correct({ caseId: 'citizens-appeals' })).caseId).toBe('citizens-appeals');
    const { history, caseFile } = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(history.at(-1)?.changes[0]).toEqual({ field: 'caseId', before: requisites.caseId, after: 'citizens-appeals' });
    expect(caseFile).toMatchObject({ index: '01-04', year: 2026 });
  });

  it('[NOM-02] copies a year with permanent and temporary cases; transit volumes go on, what is not kept stays behind', async () => {
    const { client } = await office();
    const [year] = valueOf(await client.nomenclature.years({})).years;
    const nomenclatureId = year?.nomenclatureId ?? '';
    const before = valueOf(await client.nomenclature.get({ nomenclatureId }));
    const transit = caseOf(before, '01-03');
    if (transit === undefined || transit.retention === null) throw new Error('the sample has no case 01-03');
    const { sectionId, index, title, retention, medium, note, owner } = transit;
    valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId: transit.caseId, fields: { sectionId, index, title, retention, medium, note, owner, transit: true } }));
    valueOf(await client.nomenclature.openVolume({ nomenclatureId, caseId: transit.caseId }));
    valueOf(await client.nomenclature.openVolume({ nomenclatureId, caseId: transit.caseId }));
    expect(errorOf(await client.nomenclature.discontinueCase({ nomenclatureId, caseId: transit.caseId, reason: 'ні' })).message).toBe('error.caseIsTransit');
    valueOf(await client.nomenclature.discontinueCase({ nomenclatureId, caseId: caseOf(before, '01-05')?.caseId ?? '', reason: 'ведеться в іншому підрозділі' }));
    const copied = valueOf(await client.nomenclature.copy({ nomenclatureId, year: 2027 }));
    expect(copied.nomenclature).toMatchObject({ year: 2027, state: 'draft', initial: false });
    expect(copied.cases).toHaveLength(before.cases.length - 1);
    expect(caseOf(copied, '01-05')).toBeUndefined();
    expect(caseOf(copied, '01-03')).toMatchObject({ volumes: 2, formerCaseId: transit.caseId, retention: transit.retention });
    expect(caseOf(copied, '01-01')).toMatchObject({ volumes: 0, retention: { period: 'permanent' } });
    expect(copied.cases.map((entry) => entry.retention?.period)).toEqual(expect.arrayContaining(['permanent', 'years', 'personnel', 'until-need-passes']));
    expect(new Set([...copied.cases, ...before.cases].map(({ caseId }) => caseId)).size).toBe(copied.cases.length + before.cases.length);
    expect(errorOf(await client.nomenclature.copy({ nomenclatureId, year: 2027 })).message).toBe('error.nomenclatureYearTaken');
  });

  it('a case marked as transit after the next list was drawn up carries its volumes when that list is taken into use', async () => {
    const { client, environment } = await office();
    const [year] = valueOf(await client.nomenclature.years({})).years;
    const nomenclatureId = year?.nomenclatureId ?? '';
    const copied = valueOf(await client.nomenclature.copy({ nomenclatureId, year: 2027 }));
    const next = copied.nomenclature.nomenclatureId;
    valueOf(await move(client, next, { to: 'agreed', protocolNumber: '7', protocolDate: '2026-03-01' }));
    valueOf(await move(client, next, { to: 'approved', by: 'Ректор', on: '2026-03-02' }));
    valueOf(await client.nomenclature.openVolume({ nomenclatureId, caseId: 'international-agreements' }));
    valueOf(await client.nomenclature.openVolume({ nomenclatureId, caseId: 'international-agreements' }));
    valueOf(await client.nomenclature.markCase({ nomenclatureId, caseId: 'international-agreements', transit: true, owner: 'Олена Коваль' }));
    environment.set('2027-01-04T08:00:00Z');
    await signInAgain(client);
    const used = valueOf(await move(client, next, { to: 'in-use' }));
    expect(caseOf(used, '05-01')).toMatchObject({ volumes: 2 });
    expect(caseOf(used, '01-02')).toMatchObject({ volumes: 0 });
    const requisites = await someRequisites(client);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, caseId: caseOf(used, '05-01')?.caseId ?? null } }));
    valueOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: caseOf(used, '05-01')?.caseId ?? '', volume: 2 }));
    valueOf(await client.nomenclature.openVolume({ nomenclatureId: next, caseId: caseOf(used, '05-01')?.caseId ?? '' }));
    expect(caseOf(valueOf(await client.nomenclature.get({ nomenclatureId: next })), '05-01')).toMatchObject({ volumes: 3 });
  });

  it('imports a table whole or not at all, and reads what it exported', async () => {
    const { client } = await office();
    const { nomenclatureId } = valueOf(await client.nomenclature.create({ year: 2027 })).nomenclature;
    const rows = [['Індекс справи', 'Заголовок справи', 'Строк зберігання'], ['01', 'Відділ діловодства'], ['01-01', 'Накази', 'Пост., ст. 16а'], ['01-02', 'Без строку', '']];
    const bytes = new Uint8Array(writeCsv(rows));
    const preview = valueOf(await client.nomenclature.previewImport({ nomenclatureId, fileName: 'справи.csv', bytes }));
    expect(preview).toMatchObject({ mapping: { index: 0, title: 1, retention: 2 }, accepted: [{ index: '01-01', retention: 'постійно, ст. 16а' }], rejected: [{ row: 4, reason: 'retention' }], newSections: [{ index: '01', title: 'Відділ діловодства' }] });
    const input = { nomenclatureId, fileName: 'справи.csv', bytes, mapping: preview.mapping };
    expect(errorOf(await client.nomenclature.import({ ...input, skipRejected: false }))).toMatchObject({ message: 'error.importRejected', issues: [{ path: '4', message: 'nomenclature.import.retention' }] });
    expect(valueOf(await client.nomenclature.get({ nomenclatureId })).cases).toEqual([]);
    expect(valueOf(await client.nomenclature.import({ ...input, skipRejected: true })).cases).toMatchObject([{ index: '01-01' }]);
    expect(errorOf(await client.nomenclature.previewImport({ nomenclatureId, fileName: 'x.xlsx', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]) })).message).toMatch(/^error\.table\./);

    const [sample] = valueOf(await client.nomenclature.years({})).years.filter(({ year }) => year === 2026);
    const from = valueOf(await client.nomenclature.get({ nomenclatureId: sample?.nomenclatureId ?? '' }));
    for (const [form, year] of [['csv', 2028], ['xlsx', 2029]] as const) {
      const exported = valueOf(await client.nomenclature.export({ nomenclatureId: from.nomenclature.nomenclatureId, form }));
      const made = valueOf(await client.nomenclature.create({ year })).nomenclature.nomenclatureId;
      const read = valueOf(await client.nomenclature.previewImport({ nomenclatureId: made, fileName: exported.fileName, bytes: new Uint8Array(exported.bytes) }));
      expect(read.rejected).toEqual([]);
      const whole = valueOf(await client.nomenclature.import({ nomenclatureId: made, fileName: exported.fileName, bytes: new Uint8Array(exported.bytes), mapping: read.mapping, skipRejected: false }));
      expect(whole.cases.map(({ index, title, retention }) => ({ index, title, retention }))).toEqual(from.cases.map(({ index, title, retention }) => ({ index, title, retention })));
      expect(whole.sections.map(({ index, title }) => [index, title])).toEqual(from.sections.map(({ index, title }) => [index, title]));
    }
  });

  it('takes in a retention list as a dated version and offers its articles before those of the pack', async () => {
    const { client } = await office();
    const ofPack = valueOf(await client.nomenclature.articles({ text: 'накази основної' }));
    expect(ofPack.articles).toMatchObject([{ article: 'ст. 16а', period: 'постійно', otherPeriod: 'до ліквідації організації', confidence: 'general' }]);
    const rows = [['Стаття', 'Вид документа', 'Строк зберігання', 'Примітка'], ...Array.from({ length: 900 }, (_unused, at) => [`ст. ${at + 1}`, `Документи виду ${at + 1} ${'з довгою назвою '.repeat(8)}`, '5 р. ЕПК', ''])];
    const bytes = new Uint8Array(await writeXlsx({ name: 'Перелік', header: rows[0] ?? [], rows: rows.slice(1) }));
    const list = { fileName: '578-5.xlsx', bytes, title: 'Перелік 578/5', source: 'zakon.rada.gov.ua', effectiveFrom: '2026-03-02' };
    expect(valueOf(await client.nomenclature.importArticles(list))).toMatchObject({ version: 1, articles: 900, rejected: [] });
    expect(valueOf(await client.nomenclature.importArticles({ ...list, effectiveFrom: '2027-01-01', title: 'Майбутній' }))).toMatchObject({ version: 2 });
    const found = valueOf(await client.nomenclature.articles({ text: 'виду 777' }));
    expect(found.list).toMatchObject({ title: 'Перелік 578/5', from: '2026-03-02', imported: 900 });
    expect(found.articles).toMatchObject([{ article: 'ст. 777', confidence: 'office' }]);
  });

  it.each(['UA', 'KZ', 'KG'] as const)('prints the form of %s as a PDF that the reader of cards may read', async (country) => {
    const { client, test } = await office(country);
    const [year] = valueOf(await client.nomenclature.years({})).years;
    const printed = valueOf(await client.nomenclature.print({ nomenclatureId: year?.nomenclatureId ?? '' }));
    expect(printed.pages).toBe(2);
    const { piece } = valueOf(await client.files.read({ sha256: printed.sha256, offset: 0, length: 8 }));
    expect(new TextDecoder().decode(piece)).toMatch(/^%PDF-1/);
    expect(test.rooms.store.log.ofEntity(year?.nomenclatureId ?? '').at(-1)).toMatchObject({ kind: 'nomenclature.printed' });
  });

  it('is changed by registrar and administrator only', async () => {
    const { client, test } = await office();
    const admin = test.client('other');
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.create({ login: 'official', name: 'Посадова особа', roles: ['official'], password: 'Str0ng-pass!' }));
    const official = test.client('third');
    valueOf(await official.session.signIn({ login: 'official', password: 'Str0ng-pass!' }));
    expect(errorOf(await official.nomenclature.create({ year: 2027 })).code).toBe('no-right');
    expect(valueOf(await official.nomenclature.years({})).years).toHaveLength(1);
    expect(valueOf(await admin.nomenclature.create({ year: 2027 })).nomenclature.year).toBe(2027);
    expect(errorOf(await client.nomenclature.create({ year: 2027 })).code).toBe('conflict');
  });
});
