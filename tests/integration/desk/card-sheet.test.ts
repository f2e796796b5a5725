import { describe, expect, it } from 'vitest';
import { judgesPresent, textOf } from '../pdf/rendering.ts';
import { pdfaComplaints } from '../pdf/pdf-a-rules.ts';
import { KAZAKH_NAME, letter } from '../pdf/samples.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function deskOf(country: 'UA' | 'KZ' | 'KG') {
  const test = await openTestDesk({ environment: testEnvironment() });
  const client = test.client();
  await setUpOffice(client, country);
  await signIn(client);
  return { test, client };
}

const words = (bytes: Uint8Array) => textOf(bytes, '-layout').replaceAll(/\s+/g, ' ');

describe('the printed registration-and-monitoring card', () => {
  it.skipIf(!judgesPresent)('[CARD-03] holds requisites, files with their hashes and the movement of the document, as an archival file', async () => {
    const { test, client } = await deskOf('UA');
    const { sha256 } = await upload(client, 'лист.pdf', await letter('uk', 1));
    const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.pdf' }] })).letters[0]?.letterId ?? '';
    await test.rooms.intake.settled(letterId);
    const requisites = await someRequisites(client, { correspondent: KAZAKH_NAME, subject: 'Про надання архівної довідки' });
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites }));
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { sheets: 7 }, reason: 'перелічено' }));
    const copy = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'card' }));
    expect(copy).toMatchObject({ form: 'card', method: 'full-save', certified: null });
    const bytes = await test.rooms.store.blobs.read(copy.sha256);
    expect(await pdfaComplaints(bytes)).toEqual([]);
    const shown = words(bytes);
    for (const said of ['Реєстраційно-моніторингова картка', card.registrationIndex, 'Про надання архівної довідки', 'Рух документа', 'Роман Реєстратор', 'Підпису немає']) expect(shown, said).toContain(said);
    for (const part of KAZAKH_NAME.split(/[\s-]+/)) expect(shown).toContain(part);
    expect(textOf(bytes, '-raw').replaceAll(/\s+/g, '')).toContain(sha256);
    // Letter, check, registration and correction, in this order.
    const order = ['Лист прийнято', 'Підпис перевірено', 'Документ зареєстровано', 'Картку виправлено'].map((step) => shown.indexOf(step));
    expect(order, shown).toEqual(order.toSorted((one, other) => one - other));
    expect(order).not.toContain(-1);
  });

  it.skipIf(!judgesPresent).each([['KZ', 'kk', 'Тіркеу-бақылау карточкасы'], ['KZ', 'ru', 'Регистрационно-контрольная карточка'], ['KG', 'ky', 'Каттоо-көзөмөл карточкасы']] as const)('[CARD-03] is made of a card without a file, in the language of the office (%s, %s)', async (country, language, title) => {
    const { test, client } = await deskOf(country);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', paperGround: 'law-excludes-electronic' }) }));
    const copy = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'card', language }));
    const shown = words(await test.rooms.store.blobs.read(copy.sha256));
    expect(shown).toContain(title);
    expect(shown).toContain(card.registrationIndex);
    expect(shown).not.toContain('SHA-256');
  });

  it('is not made by who may make no copies', async () => {
    const { test, client } = await deskOf('UA');
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', paperGround: 'law-excludes-electronic' }) }));
    const admin = test.client('admin');
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.create({ name: 'Олена Читач', login: 'reader', password: 'Reader-2026;', roles: ['official'] }));
    const reader = test.client('reader');
    valueOf(await reader.session.signIn({ login: 'reader', password: 'Reader-2026;' }));
    expect(errorOf(await reader.registration.makeCopy({ documentId: card.documentId, form: 'card' })).code).toBe('no-right');
  });
});
