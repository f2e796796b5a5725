import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { packageBytes } from '../../support/made-package.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, settle } from '../../support/office-of-desks.ts';
import { packageOf } from '../../support/package-plans.ts';
import { signIn, someRequisites, valueOf } from '../../support/test-desk.ts';
import { keptPackage } from '../desk/package-office.ts';

async function twoDesks() {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const meet = async (): Promise<void> => {
    for (const desk of [first, second, first, second]) await settle(desk);
  };
  await signIn(first.client());
  await meet();
  await signIn(second.client());
  const bytes = await packageBytes(packageOf('eark', [[1, 2].map((number) => [{ fileName: `Лист ${number}.txt`, role: 'main' as const, bytes: Buffer.from(`лист ${number}`) }])]));
  const packageId = await keptPackage({ client: first.client() }, bytes);
  await meet();
  const paths = valueOf(await first.client().packages.documents({ packageId })).documents.map(({ path }) => path);
  return { first, second, meet, packageId, paths };
}

const statesAt = async (desk: OfficeDesk, packageId: string) => valueOf(await desk.client().packages.documents({ packageId })).documents.map(({ taken }) => taken?.state ?? null);

describe('documents of a package that came, at two desks of an office', () => {
  it('are taken over at either, and each desk knows what became of them', async () => {
    const { first, second, meet, packageId, paths: [one = '', other = ''] } = await twoDesks();
    // The package lies at the other desk: it is brought when somebody asks for its documents.
    expect(await statesAt(second, packageId)).toEqual([null, null]);
    const { taken } = valueOf(await second.client().packages.take({ packageId, paths: [one] }));
    await second.rooms.intake.settled(taken[0]?.letterId ?? '');
    await meet();
    expect(await statesAt(first, packageId)).toEqual(['waiting', null]);
    expect(valueOf(await first.client().packages.take({ packageId, paths: [one, other] }))).toMatchObject({ taken: [{ path: other }], refused: [{ path: one, reason: 'alreadyTaken' }] });
    valueOf(await first.client().registration.register({ requestId: crypto.randomUUID(), letterId: taken[0]?.letterId ?? '', requisites: await someRequisites(first.client()), equalTo: null, knownSimilar: [], clockConfirmed: true }));
    await meet();
    for (const desk of [first, second]) {
      expect(await statesAt(desk, packageId)).toEqual(['registered', 'waiting']);
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
  });

  it('that both took over without a link are two letters, and both stay', async () => {
    const { first, second, meet, packageId, paths: [one = ''] } = await twoDesks();
    await statesAt(second, packageId);
    const letters = [first, second].map(async (desk) => {
      const { taken } = valueOf(await desk.client().packages.take({ packageId, paths: [one] }));
      await desk.rooms.intake.settled(taken[0]?.letterId ?? '');
      return taken[0]?.letterId ?? '';
    });
    const both = await Promise.all(letters);
    await meet();
    for (const desk of [first, second]) {
      expect(valueOf(await desk.client().intake.list({})).letters.map(({ letterId }) => letterId).toSorted()).toEqual(both.toSorted());
      expect(valueOf(await desk.client().packages.take({ packageId, paths: [one] })).refused).toEqual([{ path: one, reason: 'alreadyTaken' }]);
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
    // One of them is enough: that the other was a mistake does not let a third come.
    valueOf(await first.client().intake.discard({ letterId: both.toSorted().at(-1) ?? '', reason: 'Двічі' }));
    await meet();
    for (const desk of [first, second]) {
      expect(await statesAt(desk, packageId)).toEqual(['waiting', null]);
      expect(valueOf(await desk.client().packages.take({ packageId, paths: [one] })).refused).toEqual([{ path: one, reason: 'alreadyTaken' }]);
    }
  });
});
