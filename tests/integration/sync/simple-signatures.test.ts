import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, registerLetter, settle } from '../../support/office-of-desks.ts';
import { PASSWORD, signIn, valueOf } from '../../support/test-desk.ts';

const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

describe('simple signatures at two desks without a line', () => {
  it('[SIGN-12] [VER-12] both stand, each in the chain of its desk, and both desks find them whole', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const { documentId } = await registerLetter(first, 'лист.txt', new TextEncoder().encode('лист'));
    const administrator = first.client('administrator');
    await signIn(administrator, 'admin');
    const personIds: string[] = [];
    for (const [name, login] of [['Асанов А.', 'asanov'], ['Бекова Б.', 'bekova']] as const) {
      const { accountId } = valueOf(await administrator.accounts.create({ name, login, password: PASSWORD, roles: ['official'] }));
      personIds.push(valueOf(await first.client().review.definePerson({ personId: null, name, position: '', unitId: null, accountId })).personId);
    }
    await settle(first);
    await settle(second);
    await office.stop();

    const sign = async (at: OfficeDesk, login: string): Promise<void> => {
      const window = at.client(login);
      valueOf(await window.session.signIn({ login, password: PASSWORD }));
      const { offer } = valueOf(await window.simpleSignatures.ofDocument({ documentId }));
      valueOf(await window.simpleSignatures.sign({ signatureId: crypto.randomUUID(), documentId, files: (offer?.files ?? []).map(({ sha256 }) => sha256), agreed: offer?.texts[0] ?? { language: 'uk', text: '-' }, password: PASSWORD }));
    };
    await sign(first, 'asanov');
    await sign(second, 'bekova');
    // The same person at both desks: what he signed there he may not know here.
    await sign(second, 'asanov');
    const agreement = { agreementId: crypto.randomUUID(), subject: 'interaction', personId: personIds[0] ?? '', form: 'agreement', number: '1', concludedOn: '2026-01-02', inForceFrom: '2026-01-02', basis: { documentId, sha256: null }, way: 'paper', checkId: null } as const;
    valueOf(await first.client().agreements.register(agreement));
    await signIn(second.client());
    valueOf(await second.client().agreements.register({ ...agreement, agreementId: crypto.randomUUID() }));

    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const table of ['simple_signature', 'agreement', 'agreement_end', 'identity_check']) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
    for (const at of [first, second]) {
      const client = at.client();
      await signIn(client);
      const { signatures } = valueOf(await client.simpleSignatures.ofDocument({ documentId }));
      expect(signatures.map(({ personName }) => personName).toSorted()).toEqual(['Асанов А.', 'Асанов А.', 'Бекова Б.']);
      expect(signatures.every(({ problem }) => problem === null)).toBe(true);
      // The file was never asked for at the other desk, so that its bytes were not looked at there.
      expect(valueOf(await client.simpleSignatures.verify({ documentId }))).toEqual({ state: 'intact', records: 3, problems: [], elsewhere: at === first ? [] : ['лист.txt'] });
      expect(valueOf(await client.agreements.list({})).agreements).toHaveLength(2);
      expect(compareWithLog(at.rooms.store.database, at.rooms.store.log)).toEqual([]);
    }
  });
});
