import { describe, expect, it } from 'vitest';
import type { CorrespondentFields } from '#shared/contract/correspondents.ts';
import { rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

async function office() {
  const test = await openTestDesk();
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  const define = async (name: string, fields: Partial<CorrespondentFields> = {}) => valueOf(await client.correspondents.define({ name, ...fields }));
  const find = async (text: string) => valueOf(await client.correspondents.find({ text })).entries.map(({ name }) => name);
  const register = async (changes: Parameters<typeof someRequisites>[1]) => valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', ...changes }) }));
  return { test, client, define, find, register };
}

describe('correspondents', () => {
  it('are found in any spelling, by initials, by other names, by code and with a letter wrong', async () => {
    const { define, find } = await office();
    await define('Міністерство освіти і науки України', { otherNames: ['Минобразования'], code: '38621185' });
    await define('Іваненко Іван Іванович', { category: 'citizen' });
    await define('Қазақ ұлттық университеті');
    expect(await find('Ivanen')).toEqual(['Іваненко Іван Іванович']);
    expect(await find('Иваненко')).toEqual(['Іваненко Іван Іванович']);
    expect(await find('Іванеко')).toEqual(['Іваненко Іван Іванович']);
    expect(await find('Qazaq')).toEqual(['Қазақ ұлттық университеті']);
    expect(await find('МОН')).toEqual(['Міністерство освіти і науки України']);
    expect(await find('минобраз')).toEqual(['Міністерство освіти і науки України']);
    expect(await find('386211')).toEqual(['Міністерство освіти і науки України']);
    expect(await find('науки освіти')).toEqual(['Міністерство освіти і науки України']);
    expect(await find('щось інше')).toEqual([]);
  });

  it('[REG-12] have a category, and a repeated key makes no second entry', async () => {
    const { client, define } = await office();
    const first = await define('Київський районний суд', { category: 'court' });
    expect(await define('КИЇВСЬКИЙ РАЙОННИЙ СУД')).toEqual(first);
    expect(valueOf(await client.correspondents.list({ category: 'court' }))).toMatchObject({ total: 1, rows: [{ name: 'Київський районний суд' }] });
    const { version } = valueOf(await client.correspondents.get({ correspondentId: first.correspondentId }));
    valueOf(await client.correspondents.change({ correspondentId: first.correspondentId, basedOn: version, changes: { note: 'з 2026 року' } }));
    expect(errorOf(await client.correspondents.change({ correspondentId: first.correspondentId, basedOn: version, changes: { note: '' } })).message).toBe('error.correspondentChangedMeanwhile');
  });

  it('give the letter of the index; a written name finds its entry, another stays free text', async () => {
    const { client, test, define, register } = await office();
    const ministry = await define('Міністерство освіти і науки', { letter: 'МОН' });
    const { journals } = valueOf(await client.registration.choices({}));
    const incoming = journals.find(({ direction }) => direction === 'incoming');
    test.rooms.store.commit((transaction) => {
      transaction.append({ kind: 'journal.defined', entity: 'letters', stream: 'main', actor: null, payload: { journalId: 'letters', direction: 'incoming', names: { uk: 'Листи' }, pattern: '{corr}-{n}', yearly: true, access: 'office', defaultKindId: null, numbering: 'office', closed: false } });
    });
    expect(incoming).toBeDefined();
    expect(await register({ journalId: 'letters', correspondent: 'міністерство освіти и науки' })).toMatchObject({ registrationIndex: 'МОН-1', correspondentId: ministry.correspondentId, correspondent: 'міністерство освіти и науки' });
    expect(await register({ journalId: 'letters', correspondent: '«Обрій», ТОВ' })).toMatchObject({ registrationIndex: 'О-2', correspondentId: null });
  });

  it('are merged: cards keep the written name and point to the entry that stays, also after a rebuild', async () => {
    const { client, test, define, find, register } = await office();
    const right = await define('ТОВ «Обрій»', { code: '12345678' });
    const wrong = await define('ООО Обрий', { address: 'Харків' });
    const third = await define('Обрій ЛТД');
    const card = await register({ correspondent: 'ООО Обрий' });
    expect(card.correspondentId).toBe(wrong.correspondentId);
    valueOf(await client.correspondents.merge({ correspondentId: third.correspondentId, intoCorrespondentId: wrong.correspondentId }));
    expect(valueOf(await client.correspondents.likelyDuplicates({})).groups).toMatchObject([{ reason: 'name', entries: [{ name: 'ООО Обрий' }, { name: 'ТОВ «Обрій»' }] }]);
    expect(valueOf(await client.correspondents.merge({ correspondentId: wrong.correspondentId, intoCorrespondentId: right.correspondentId }))).toMatchObject({ address: 'Харків', code: '12345678', otherNames: ['ООО Обрий', 'Обрій ЛТД'] });
    const check = async () => {
      expect(valueOf(await client.registration.get({ documentId: card.documentId })).card).toMatchObject({ correspondent: 'ООО Обрий', correspondentId: right.correspondentId });
      expect(valueOf(await client.correspondents.get({ correspondentId: third.correspondentId })).entry.correspondentId).toBe(right.correspondentId);
      expect(await find('обрий')).toEqual(['ТОВ «Обрій»']);
      expect(valueOf(await client.correspondents.likelyDuplicates({})).groups).toEqual([]);
    };
    await check();
    await rebuildProjections(test.rooms.store.database, test.rooms.store.log, async () => undefined);
    await check();
    // A card that was begun before the merging names the entry that is gone.
    expect(await register({ correspondent: 'ООО Обрий', correspondentId: wrong.correspondentId })).toMatchObject({ correspondentId: right.correspondentId });
    expect(errorOf(await client.correspondents.merge({ correspondentId: wrong.correspondentId, intoCorrespondentId: right.correspondentId })).message).toBe('error.correspondentIntoItself');
  });

  it('[REG-10] are not taken out of the head’s categories by a registrar, neither by change nor by merging', async () => {
    const { client, define } = await office();
    const rada = await define('Верховна Рада України', { category: 'parliament' });
    const other = await define('Інша установа');
    const { version } = valueOf(await client.correspondents.get({ correspondentId: rada.correspondentId }));
    expect(errorOf(await client.correspondents.change({ correspondentId: rada.correspondentId, basedOn: version, changes: { category: 'other' } })).message).toBe('error.headOnlyCategory');
    expect(errorOf(await client.correspondents.merge({ correspondentId: rada.correspondentId, intoCorrespondentId: other.correspondentId })).message).toBe('error.headOnlyCategory');
    valueOf(await client.correspondents.merge({ correspondentId: other.correspondentId, intoCorrespondentId: rada.correspondentId }));
  });

  it('[REG-10] take the category of the body whose name they bear in the country’s rules, typed or from a table, but for the one that the supervisor took out', async () => {
    const { test, client, define } = await office();
    expect(await define('Верховна Рада України')).toMatchObject({ category: 'parliament', headOnlyLifted: false });
    expect(await define('Наш депутат', { otherNames: ['Народний депутат України Петренко П. П.'], category: 'citizen' })).toMatchObject({ category: 'deputy-appeal' });
    expect(await define('Депутатська вулиця, 5', { category: 'enterprise' })).toMatchObject({ category: 'enterprise' });
    const { sha256 } = await upload(client, 'кореспонденти.csv', new TextEncoder().encode('Назва;Категорія\r\nОфіс Президента України;court\r\nКиївський районний суд;court\r\n'));
    expect(valueOf(await client.correspondents.import({ sha256, fileName: 'кореспонденти.csv', columns: null, headerRows: null, category: 'other' })).added).toBe(2);
    expect(valueOf(await client.correspondents.list({ category: 'president-office' })).rows).toMatchObject([{ name: 'Офіс Президента України' }]);
    expect(valueOf(await client.correspondents.list({ category: 'court' })).rows).toMatchObject([{ name: 'Київський районний суд' }]);
    const administrator = test.client('administrator');
    await signIn(administrator, 'admin');
    const rada = valueOf(await client.correspondents.find({ text: 'Верховна Рада України' })).entries[0];
    const { version } = valueOf(await administrator.correspondents.get({ correspondentId: rada?.correspondentId ?? '' }));
    valueOf(await administrator.correspondents.change({ correspondentId: rada?.correspondentId ?? '', basedOn: version, changes: { category: 'other' } }));
    const lifted = async () => valueOf(await client.correspondents.get({ correspondentId: rada?.correspondentId ?? '' })).entry;
    expect(await lifted()).toMatchObject({ category: 'other', headOnlyLifted: true });
    await rebuildProjections(test.rooms.store.database, test.rooms.store.log, async () => undefined);
    expect(await lifted()).toMatchObject({ category: 'other', headOnlyLifted: true });
    // Merging brings another name into it: it is the body's again.
    const other = await define('ВРУ');
    expect(valueOf(await client.correspondents.merge({ correspondentId: other.correspondentId, intoCorrespondentId: rada?.correspondentId ?? '' }))).toMatchObject({ category: 'parliament', headOnlyLifted: false });
  });

  it('offer the bodies of the country’s rules beside what the directory has', async () => {
    const { client, define } = await office();
    const find = async (text: string) => valueOf(await client.correspondents.find({ text }));
    expect(await find('верховна')).toEqual({ entries: [], bodies: [{ name: 'Верховна Рада України', category: 'parliament' }], headOnly: null });
    await define('Верховна Рада України');
    expect(await find('верховна')).toMatchObject({ entries: [{ name: 'Верховна Рада України' }], bodies: [], headOnly: null });
    expect(await find('Верховна рада України')).toMatchObject({ headOnly: 'parliament' });
  });

  it('come from a table once: rows without a name, known and repeated ones are told', async () => {
    const { client, define, find } = await office();
    await define('Міністерство освіти і науки України');
    const table = 'Назва;ЄДРПОУ;Адреса;Категорія\r\nКиївський районний суд;02892876;Київ;court\r\n;;;\r\n;123;Львів;\r\nМинистерство освіти і науки України;;;\r\nТОВ «Обрій»;11111111;;\r\nОБРІЙ інший;11111111;;\r\n';
    const { sha256 } = await upload(client, 'кореспонденти.csv', new TextEncoder().encode(table));
    const source = { sha256, fileName: 'кореспонденти.csv', columns: null, headerRows: null, category: 'institution' } as const;
    const preview = valueOf(await client.correspondents.previewImport(source));
    expect(preview).toMatchObject({ columns: { name: 0, code: 1, address: 2, category: 3 }, headerRows: 1, rows: 5, fresh: 2 });
    expect(preview.problems).toEqual([{ row: 4, problem: 'nameMissing' }, { row: 5, problem: 'known' }, { row: 7, problem: 'repeated' }]);
    expect(valueOf(await client.correspondents.import(source))).toEqual({ added: 2, skipped: 3 });
    expect(valueOf(await client.correspondents.import(source))).toEqual({ added: 0, skipped: 5 });
    expect(await find('Obrii')).toEqual(['ТОВ «Обрій»']);
    expect(valueOf(await client.correspondents.list({ category: 'court' })).total).toBe(1);
    expect(valueOf(await client.correspondents.list({ category: 'institution' })).total).toBe(1);
    const broken = await upload(client, 'x.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]));
    expect(errorOf(await client.correspondents.previewImport({ ...source, sha256: broken.sha256 })).message).toBe('error.tableUnreadable');
  });
});
