import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { describePdf } from '../../../src-main/pdf/describe.ts';
import type { OfficeMember } from '../../support/desk-office.ts';
import { type HrOffice, openHrOffice, OWN_PASSWORD } from '../../support/hr-office.ts';
import { decisionFor, enterDraft, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, PASSWORD, valueOf } from '../../support/test-desk.ts';

type Card = Awaited<ReturnType<HrOffice['registerKind']>>;

async function wishOf(window: OfficeMember['window'], card: Card, changes: Partial<MethodInput<'simpleSignatures.sign'>> = {}): Promise<MethodInput<'simpleSignatures.sign'>> {
  const { offer } = valueOf(await window.simpleSignatures.ofDocument({ documentId: card.documentId }));
  return { signatureId: crypto.randomUUID(), documentId: card.documentId, files: (offer?.files ?? []).map(({ sha256 }) => sha256), agreed: offer?.texts.at(-1) ?? { language: 'ru', text: '-' }, password: OWN_PASSWORD, ...changes };
}

describe('simple signatures', () => {
  it('[SIGN-12] [SIGN-15] an employee signs an e-document with his password again, by an agreement that is named on the record', async () => {
    const { member, registerKind, agree } = await openHrOffice();
    const { window, personId } = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    expect(valueOf(await window.simpleSignatures.ofDocument({ documentId: card.documentId })).offer).toMatchObject({ mark: 'simple-signature', problem: 'agreementMissing', texts: [{ language: 'ky' }, { language: 'ru', text: `Документ № ${card.registrationIndex} от 02.03.2026 подписываю простой электронной подписью (пароль).` }] });
    expect(errorOf(await window.simpleSignatures.sign(await wishOf(window, card))).message).toBe('error.simpleSignature.agreementMissing');
    const { agreementId } = await agree(personId, 'interaction');

    const wish = await wishOf(window, card);
    expect(errorOf(await window.simpleSignatures.sign({ ...wish, password: 'not it' })).code).toBe('refused');
    expect(errorOf(await window.simpleSignatures.sign({ ...wish, agreed: { language: 'ru', text: 'Ничего не подписываю.' } })).message).toBe('error.simpleSignature.wordsChanged');
    expect(errorOf(await window.simpleSignatures.sign({ ...wish, files: ['b'.repeat(64)] })).message).toBe('error.fileNotFound');
    expect(valueOf(await window.simpleSignatures.ofDocument({ documentId: card.documentId })).signatures).toEqual([]);
    const made = valueOf(await window.simpleSignatures.sign(wish));
    expect(made).toMatchObject({ personId, personName: 'Асанова А. Б.', files: [{ sha256: card.files[0]?.sha256 }], agreement: { agreementId, number: 'СЭВ-12' }, consent: null, identityCheck: null, words: wish.agreed, problem: null, day: '2026-03-02' });
    expect(valueOf(await window.simpleSignatures.sign(wish))).toEqual(made);
    expect(valueOf(await window.simpleSignatures.ofDocument({ documentId: card.documentId })).signatures).toEqual([made]);
  });

  it('[HRC-01] documents of HR need the consent besides, and [HRC-03] [X15] the application that gives it is signed on a check of identity', async () => {
    const { registrar, member, registerKind, agree, checkIdentity } = await openHrOffice();
    const { window, personId } = await member('Асанова А. Б.', 'official');
    const [consent, leave] = [await registerKind('hr-consent'), await registerKind('hr-application-annual-leave')];
    expect(errorOf(await window.simpleSignatures.sign(await wishOf(window, consent))).message).toBe('error.simpleSignature.identityNotChecked');
    const checkId = await checkIdentity(personId);
    const first = valueOf(await window.simpleSignatures.sign(await wishOf(window, consent)));
    expect(first).toMatchObject({ agreement: null, consent: null, identityCheck: { by: 'Роман Реєстратор', way: 'in-person' }, problem: null });
    expect(errorOf(await window.simpleSignatures.sign(await wishOf(window, leave))).message).toBe('error.simpleSignature.agreementMissing');
    await agree(personId, 'interaction', { checkId });
    expect(errorOf(await window.simpleSignatures.sign(await wishOf(window, leave))).message).toBe('error.simpleSignature.consentMissing');
    const { agreementId } = valueOf(await registrar.agreements.register({ agreementId: crypto.randomUUID(), subject: 'hr-consent', personId, form: 'application', number: consent.registrationIndex, concludedOn: '2026-03-02', inForceFrom: '2026-03-02', basis: { documentId: consent.documentId, sha256: consent.files[0]?.sha256 ?? null }, way: 'in-person', checkId }));
    const demandedOf = async () => valueOf(await window.simpleSignatures.ofDocument({ documentId: leave.documentId })).demanded;
    expect(await demandedOf()).toEqual([{ party: 'employee', level: 'simple', name: 'Асанова А. Б.', personId: null, state: 'missing' }]);
    expect(valueOf(await window.simpleSignatures.sign(await wishOf(window, leave)))).toMatchObject({ consent: { agreementId }, problem: null });
    expect(await demandedOf()).toMatchObject([{ party: 'employee', state: 'present' }]);
  });

  it('[X1] where a password is enough by itself it is told as a confirmation and no agreement is asked for', async () => {
    const { member, registerKind } = await openHrOffice('KZ');
    const { window } = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    expect(valueOf(await window.simpleSignatures.sign(await wishOf(window, card)))).toMatchObject({ mark: 'password-confirmation', agreement: null, problem: null, words: { text: expect.stringContaining('подтверждаю своим паролем') } });
  });

  it('an agreement that ended keeps from signing, and a signature of after its end is told not to count', async () => {
    const { registrar, environment, member, registerKind, agree } = await openHrOffice();
    const employee = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    const { agreementId } = await agree(employee.personId, 'interaction');
    environment.set('2026-03-05T04:00:00.000Z');
    await employee.signIn();
    const made = valueOf(await employee.window.simpleSignatures.sign(await wishOf(employee.window, card)));
    valueOf(await registrar.session.signIn({ login: 'registrar', password: 'Str0ng-pass!' }));
    valueOf(await registrar.agreements.end({ stepId: crypto.randomUUID(), agreementId, lastDay: '2026-03-04', reason: 'прекращено' }));
    const { signatures, offer } = valueOf(await employee.window.simpleSignatures.ofDocument({ documentId: card.documentId }));
    expect(signatures).toEqual([{ ...made, problem: 'agreementEnded' }]);
    expect(offer?.problem).toBe('agreementEnded');
    expect(errorOf(await employee.window.simpleSignatures.sign(await wishOf(employee.window, card))).message).toBe('error.simpleSignature.agreementEnded');
  });

  it('[VER-12] the records, their chain and the stored bytes are checked, and what is broken is told', async () => {
    const { test, member, registerKind, agree } = await openHrOffice();
    const { window, personId } = await member('Асанова А. Б.', 'official');
    await agree(personId, 'interaction');
    const [first, second] = [await registerKind('act'), await registerKind('act')];
    const [one, two] = [valueOf(await window.simpleSignatures.sign(await wishOf(window, first))), valueOf(await window.simpleSignatures.sign(await wishOf(window, second)))];
    const verify = async (card: Card) => valueOf(await window.simpleSignatures.verify({ documentId: card.documentId }));
    expect(await verify(second)).toEqual({ state: 'intact', records: 1, problems: [], elsewhere: [] });

    const { database } = test.rooms.store;
    const row = database.prepare<[string], { record: string }>('SELECT record FROM simple_signature WHERE signature_id = ?').get(one.signatureId);
    if (row === undefined) throw new Error('no row');
    const write = database.prepare('UPDATE simple_signature SET record = ? WHERE signature_id = ?');
    write.run(row.record.replace('Асанова', 'Бекова'), one.signatureId);
    expect(await verify(second)).toMatchObject({ state: 'broken', problems: [{ signatureId: one.signatureId, problem: 'changed' }] });
    write.run(row.record, one.signatureId);
    expect((await verify(first)).state).toBe('intact');

    // The bytes of the first document's file, as somebody at the disk may change them.
    const { path } = await test.rooms.store.blobs.locate(first.files[0]?.sha256 ?? '');
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await verify(first)).toMatchObject({ state: 'broken', problems: [{ signatureId: one.signatureId, problem: 'fileChanged' }] });

    database.prepare('DELETE FROM simple_signature WHERE signature_id = ?').run(one.signatureId);
    expect((await verify(first)).problems).toEqual([{ signatureId: one.signatureId, problem: 'removed' }]);
    expect((await verify(second)).problems).toEqual([{ signatureId: two.signatureId, problem: 'formerMissing' }]);
  });

  it('a step of a route that is taken by the password leaves the same record, by the same gate', async () => {
    const { test, registrar, agree } = await openHrOffice();
    const { rector } = await participants(test, ['author', 'rector']);
    const template = templateOf([['signer', [rector?.personId ?? '']]], { names: { ru: 'Приказ' }, signerMeans: ['password'] });
    const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template }));
    const draft = await enterDraft(await windowOfPerson(test, 'author'));
    const { documentId } = draft;
    valueOf(await (await windowOfPerson(test, 'author')).routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
    const window = await windowOfPerson(test, 'rector');
    const decision = decisionFor(valueOf(await window.routing.draft({ documentId })), { means: 'password', password: PASSWORD });
    expect(errorOf(await window.routing.decide(decision)).message).toBe('error.simpleSignature.agreementMissing');
    const { agreementId } = await agree(rector?.personId ?? '', 'interaction');
    expect(routeOf(valueOf(await window.routing.decide(decision))).phase).toBe('completed');
    expect(routeOf(valueOf(await window.routing.decide(decision))).phase).toBe('completed');
    const rows = test.rooms.store.database.prepare<[string], { record: string }>('SELECT record FROM simple_signature WHERE document_id = ?').all(documentId);
    expect(rows.map(({ record }) => JSON.parse(record))).toMatchObject([{ signatureId: decision.eventId, purpose: 'route-step', purposeId: decision.routeId, agreementId, files: [{ sha256: draft.draft.main.sha256 }], words: { text: expect.stringContaining('«Про відрядження»') } }]);
  });

  it('[VER-06] [SIGN-12] the protocol lists who signed by password with words, agreement and hashes, and [VER-12] tells a record that was changed or removed, which no mark then shows', async () => {
    const { test, registrar, member, registerKind, agree } = await openHrOffice();
    const { window, personId } = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    await agree(personId, 'interaction');
    const wish = await wishOf(window, card);
    const made = valueOf(await window.simpleSignatures.sign(wish));
    const textOf = async (form: 'protocol' | 'paper'): Promise<string> => {
      valueOf(await registrar.session.signIn({ login: 'registrar', password: PASSWORD }));
      const copy = valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, form, language: 'ru' }));
      const { text } = await describePdf(await test.rooms.store.blobs.read(copy.sha256), { textLimit: 100_000 });
      return (text ?? '').replaceAll(/\s+/g, ' ');
    };
    const compact = (text: string): string => text.replaceAll(/\s/g, '');
    const whole = await textOf('protocol');
    for (const part of ['Подписано простой электронной подписью: Асанова А. Б.', 'СЭВ-12', wish.agreed.text, 'Запись цела', 'цела: запись, записи перед ней и файл не изменены', 'Подписей с сертификатом нет']) expect(whole.toLocaleUpperCase('ru')).toContain(part.toLocaleUpperCase('ru'));
    for (const hash of [made.hash, card.files[0]?.sha256 ?? '-']) expect(compact(whole)).toContain(hash);
    expect(whole).not.toMatch(/Подписи нет|ЭЦП/u);

    expect((await textOf('paper')).split('Время подтверждения')).toHaveLength(3);
    const { database } = test.rooms.store;
    const row = database.prepare<[string], { record: string }>('SELECT record FROM simple_signature WHERE signature_id = ?').get(made.signatureId);
    if (row === undefined) throw new Error('no row');
    database.prepare('UPDATE simple_signature SET record = ? WHERE signature_id = ?').run(row.record.replace('Асанова', 'Бекова'), made.signatureId);
    expect(await textOf('protocol')).toContain('Запись нарушена: содержание изменено');
    const paper = await textOf('paper');
    expect(paper).toContain('Запись нарушена: содержание изменено');
    // The mark is gone from the list of signatures, so that the protocol alone tells it.
    expect(paper.split('Время подтверждения')).toHaveLength(2);

    database.prepare('DELETE FROM simple_signature WHERE signature_id = ?').run(made.signatureId);
    const removed = await textOf('protocol');
    expect(removed).toContain('Запись нарушена: запись удалена');
    expect(removed).toContain('Асанова А. Б.');
  });

  it.each([['KZ', 'ru'], ['KZ', 'kk']] as const)('[X1] the protocol in %s, %s calls a password confirmation what it is and never ЭЦП or ЭЦҚ', async (country, language) => {
    const { test, registrar, member, registerKind } = await openHrOffice(country);
    const { window } = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    valueOf(await window.simpleSignatures.sign(await wishOf(window, card)));
    const copy = valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, form: 'protocol', language }));
    const { text } = await describePdf(await test.rooms.store.blobs.read(copy.sha256), { textLimit: 100_000 });
    expect(text).toContain('Асанова А. Б.');
    expect((text ?? '').toLocaleUpperCase('ru')).toMatch(language === 'ru' ? /ПАРОЛ/u : /ҚҰПИЯСӨЗ/u);
    expect(text).not.toMatch(/ЭЦП|ЭЦҚ/u);
  });

  it('[SIGN-10] a paper copy names a password by what it is, with its agreement, and leaves acknowledgements out', async () => {
    const { test, registrar, member, registerKind, agree } = await openHrOffice();
    const { window, personId } = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    const copyText = async (): Promise<string> => {
      valueOf(await registrar.session.signIn({ login: 'registrar', password: PASSWORD }));
      const copy = valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, form: 'paper', language: 'ru' }));
      const { text } = await describePdf(await test.rooms.store.blobs.read(copy.sha256), { textLimit: 100_000 });
      return (text ?? '').replaceAll(/\s+/g, ' ');
    };
    expect(await copyText()).not.toContain('СЭВ-12');
    await agree(personId, 'interaction');
    valueOf(await window.simpleSignatures.sign(await wishOf(window, card)));
    const signed = await copyText();
    for (const part of ['Асанова А. Б.', 'СЭВ-12', 'Подписано простой электронной подписью']) expect(signed.toLocaleUpperCase('ru')).toContain(part.toLocaleUpperCase('ru'));
    expect(signed).not.toMatch(/квалифицированная/i);
    // An acknowledgement of the same file is on its list alone.
    const { database } = test.rooms.store;
    const row = database.prepare<[], { record: string }>('SELECT record FROM simple_signature').get();
    database.prepare('UPDATE simple_signature SET record = ?').run((row?.record ?? '').replace('"purpose":"document"', '"purpose":"acknowledgement"'));
    expect(await copyText()).not.toContain('СЭВ-12');
    database.prepare('UPDATE simple_signature SET record = ?').run(row?.record ?? '');
    expect(await copyText()).toContain('СЭВ-12');
  });

  it('[ACK-06] an employee acknowledges an order of HR with his simple signature; a bare mark is not enough, and others do not see it', async () => {
    const { registrar, member, registerKind, agree } = await openHrOffice();
    const { window, personId } = await member('Асанова А. Б.', 'executor');
    const card = await registerKind('hr-order-annual-leave');
    const listId = crypto.randomUUID();
    expect(errorOf(await registrar.acknowledgements.request({ listId, documentId: card.documentId, form: 'mark', personIds: [personId] })).message).toBe('error.acknowledgement.sendSimple');
    valueOf(await registrar.acknowledgements.request({ listId, documentId: card.documentId, form: 'simple', personIds: [personId] }));
    const [item] = valueOf(await window.acknowledgements.mine({})).items;
    const wish: MethodInput<'acknowledgements.acknowledge'> = { stepId: crypto.randomUUID(), way: 'simple', documents: [{ listId, agreed: item?.texts.at(-1) ?? { language: 'ru', text: '-' } }], signature: null, password: OWN_PASSWORD };
    expect(errorOf(await window.acknowledgements.acknowledge(wish)).message).toBe('error.simpleSignature.agreementMissing');
    await agree(personId, 'interaction');
    await agree(personId, 'hr-consent');
    expect(errorOf(await window.acknowledgements.acknowledge({ ...wish, way: 'system', password: null })).message).toBe('error.acknowledgement.simpleNeeded');
    expect(errorOf(await window.acknowledgements.acknowledge({ ...wish, password: null })).message).toBe('error.simpleSignature.passwordNeeded');
    expect(errorOf(await window.acknowledgements.acknowledge({ ...wish, password: 'not it' })).code).toBe('refused');
    const demandedOf = async () => valueOf(await registrar.simpleSignatures.ofDocument({ documentId: card.documentId })).demanded;
    expect(await demandedOf()).toEqual([{ party: 'employer', level: 'qualified', name: null, personId: null, state: 'missing' }, { party: 'employee', level: 'simple', name: 'Асанова А. Б.', personId, state: 'missing' }]);
    expect(valueOf(await window.acknowledgements.acknowledge(wish))).toEqual({ acknowledged: [listId] });
    expect(await demandedOf()).toMatchObject([{ party: 'employer', state: 'missing' }, { party: 'employee', state: 'present' }]);
    expect(valueOf(await window.acknowledgements.acknowledge(wish))).toEqual({ acknowledged: [listId] });
    const [list] = valueOf(await registrar.acknowledgements.ofDocument({ documentId: card.documentId })).lists;
    expect(list).toMatchObject({ acknowledged: 1, people: [{ state: 'acknowledged', mark: { way: 'simple', agreed: wish.documents[0]?.agreed } }] });
    expect(valueOf(await registrar.simpleSignatures.ofDocument({ documentId: card.documentId })).signatures).toMatchObject([{ personId, purpose: 'acknowledgement', purposeId: listId, consent: { number: '7' }, problem: null }]);
    expect(valueOf(await registrar.simpleSignatures.verify({ documentId: card.documentId })).state).toBe('intact');
    const other = await member('Бекова Н. Т.', 'executor');
    valueOf(await registrar.acknowledgements.addPeople({ listId, stepId: crypto.randomUUID(), personIds: [other.personId] }));
    expect(valueOf(await other.window.simpleSignatures.ofDocument({ documentId: card.documentId }))).toMatchObject({ signatures: [], demanded: [{ party: 'employer' }, { name: 'Бекова Н. Т.', state: 'missing' }] });
  });
});
