import { describe, expect, it } from 'vitest';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { founderOf, joinedDesk, officeServer, round } from '../../support/office-of-desks.ts';
import { errorOf, PASSWORD, signIn, someRequisites, type TestDesk, valueOf } from '../../support/test-desk.ts';

const NEW_PASSWORD = 'An0ther-pass!';
const DAY = 86_400_000;
const today = new Date();

async function register(desk: TestDesk, clockConfirmed: boolean) {
  const client = desk.client();
  const requisites = await someRequisites(client, { medium: 'paper' });
  return client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, equalTo: null, knownSimilar: [], clockConfirmed });
}

async function registeredAt(desk: TestDesk, password: string) {
  valueOf(await desk.client().session.signIn({ login: 'registrar', password }));
  return register(desk, false);
}

describe('a clock that is wrong', () => {
  it('by a year ahead is told, gives no number of a block, and moves nothing at other desks', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    await round(first);
    const second = await joinedDesk(house, 'second', { now: new Date(today.getTime() + 366 * DAY).toISOString() });
    const state = valueOf(await second.client('joining').desk.state({}));
    expect(state.phase).toBe('ready');
    // By that clock the password that was issued is overdue.
    await signIn(second.client());
    valueOf(await second.client().session.changePassword({ current: PASSWORD, next: NEW_PASSWORD }));
    const refusal = errorOf(await register(second, false));
    expect(refusal).toMatchObject({ message: 'error.clockAhead', params: { server: dayInZone('Europe/Kyiv', today.toISOString()) } });
    const { clockAhead } = valueOf(await second.client().sync.state({}));
    expect(clockAhead).toBeGreaterThan(365 * DAY);
    // Who insists gets a number of the desk's own run: the blocks of the office are not of that year.
    const card = valueOf(await register(second, true));
    expect(second.rooms.store.database.prepare<[string], string>('SELECT run FROM reg_number WHERE document_id = ?').pluck().get(card.documentId)).toBe('2');
    await house.stop();
    expect(errorOf(await register(second, false)).message).toBe('error.clockAhead');
    await house.start();
    for (const desk of [second, first]) expect(await round(desk)).toBe('done');
    const { documentId } = valueOf(await registeredAt(first, NEW_PASSWORD));
    expect(first.rooms.store.database.prepare<[string], number>('SELECT year FROM reg_number WHERE document_id = ?').pluck().get(documentId)).toBe(today.getFullYear());
  });

  it('by a year behind opens no past year again: what the server told stands for it', async () => {
    const house = await officeServer();
    await founderOf(house);
    const second = await joinedDesk(house, 'second', { now: new Date(today.getTime() - 366 * DAY).toISOString() });
    await house.stop();
    const client = second.client();
    await signIn(client);
    const { journals } = valueOf(await client.registration.choices({}));
    expect(journals[0]?.year).toBe(today.getFullYear());
    const card = valueOf(await register(second, true));
    expect(card.registrationDate).toBe(dayInZone('Europe/Kyiv', today.toISOString()));
    expect(second.rooms.store.database.prepare<[string], string>('SELECT run FROM reg_number WHERE document_id = ?').pluck().get(card.documentId)).toBe('');
  });
});
