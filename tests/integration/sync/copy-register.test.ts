import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, registerLetter, settle } from '../../support/office-of-desks.ts';
import { PASSWORD, PROJECT_ROOT, signIn, valueOf } from '../../support/test-desk.ts';

/** Enters an application at a desk and makes the certified copy that answers it. @returns the application and the copy's number */
async function certify(at: OfficeDesk, documentId: string, requester: string) {
  const client = at.client();
  await signIn(client);
  const today = new Date(at.environment.now()).toISOString().slice(0, 10);
  const { requestId } = valueOf(await client.copyRegister.file({ requestId: crypto.randomUUID(), documentId, request: { requester, requesterKind: 'employee', appliedOn: today, givenAs: 'certified-copy', way: 'in-person' } }));
  const copy = valueOf(await client.registration.makeCopy({ documentId, form: 'certified', certification: { requestId, position: 'Секретар' } }));
  return { requestId, today, number: copy.certified?.number ?? '' };
}

const closeAt = async (at: OfficeDesk, requestId: string, on: string, note: string) => valueOf(await at.client().copyRegister.close({ requestId, closing: { outcome: 'handed-over', on, note, permission: null } }));

describe('the register of copies at two desks without a line', () => {
  it('[PAP-02] [PAP-07] never gives one number twice, and an application that both closed was closed by the first', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const bytes = await makeTextPdf({ title: 'Наказ', paragraphs: ['Про відпустку.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
    const { documentId, sha256 } = await registerLetter(first, 'наказ.pdf', bytes);
    await settle(first);
    await settle(second);
    const reader = second.client();
    valueOf(await reader.session.signIn({ login: 'registrar', password: PASSWORD }));
    valueOf(await reader.files.read({ sha256, offset: 0, length: bytes.length }));
    await office.stop();

    const here = await certify(first, documentId, 'Перша заявниця');
    const there = await certify(second, documentId, 'Другий заявник');
    expect(here.number).toMatch(/^1-/);
    expect(there.number).toMatch(/^1-/);
    expect(here.number).not.toBe(there.number);

    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    const registers = await Promise.all([first, second].map(async (desk) => valueOf(await desk.client().copyRegister.list({ documentId })).entries));
    expect(registers[0]?.map(({ requester, copies }) => [requester, copies.map(({ number }) => number)])).toEqual([['Другий заявник', [there.number]], ['Перша заявниця', [here.number]]]);
    expect(registers[1]).toEqual(registers[0]);

    await office.stop();
    await closeAt(first, here.requestId, here.today, 'одержала особисто');
    await closeAt(second, here.requestId, here.today, 'одержав представник');
    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const desk of [first, second]) {
      const { entries } = valueOf(await desk.client().copyRegister.list({ documentId }));
      expect(entries.find(({ requestId }) => requestId === here.requestId)?.closed?.note).toBe('одержала особисто');
      const { history } = valueOf(await desk.client().registration.get({ documentId }));
      expect(history.filter(({ kind }) => kind === 'copyRequest.closed')).toHaveLength(2);
    }
  });
});
