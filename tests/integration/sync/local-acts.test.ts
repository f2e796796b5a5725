import { describe, expect, it } from 'vitest';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, registerPapers, settle } from '../../support/office-of-desks.ts';
import { signIn, valueOf } from '../../support/test-desk.ts';

const issue = async (at: OfficeDesk, documentId: string, holder: string) => valueOf(await at.client().localActs.issueCopy({ documentId, holder, issuedOn: '2026-02-02' }));

describe('copies of a controlled local act at two desks without a line', () => {
  it('[NUM-05] never bear one number twice, and both desks show both holders', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const [index = ''] = await registerPapers(first, 1);
    await settle(first);
    await settle(second);
    await signIn(second.client());
    const { rows } = valueOf(await first.client().search.page({ text: index, limit: 1 }));
    const documentId = rows[0]?.documentId ?? '';
    await office.stop();
    const here = await issue(first, documentId, 'Деканат');
    const there = await issue(second, documentId, 'Архів');
    expect(here.number).not.toBe(there.number);

    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const desk of [first, second]) {
      const { copies } = valueOf(await desk.client().localActs.state({ documentId }));
      expect(copies.map(({ number, holder }) => [number, holder])).toEqual([[here.number, 'Деканат'], [there.number, 'Архів']]);
    }
    expect((await issue(second, documentId, 'Бухгалтерія')).number).not.toBe(there.number);
  });
});
