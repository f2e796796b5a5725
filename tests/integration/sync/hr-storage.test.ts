import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { founderOf, officeServer, settle } from '../../support/office-of-desks.ts';
import { signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

it('[ARC-08] an HR document and all that was made of it lie in the central store', async () => {
  const office = await officeServer();
  const desk = await founderOf(office);
  const client = desk.client();
  await signIn(client);
  const { sha256 } = await upload(client, 'Заява.txt', new TextEncoder().encode('Прошу надати відпустку'));
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'Заява.txt' }] })).letters;
  await desk.rooms.intake.settled(letter?.letterId ?? '');
  const journalId = valueOf(await client.registration.choices({})).journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
  const requisites = await someRequisites(client, { direction: 'internal', journalId, kindId: 'application-leave', correspondent: null, correspondentNumber: null, correspondentDate: null, author: 'Ткаченко Олена' });
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites }));
  const protocol = valueOf(await client.registration.makeCopy({ documentId, form: 'protocol' }));
  await settle(desk);
  for (const file of [sha256, protocol.sha256]) {
    const stored = readFileSync(path.join(office.dataDirectory, 'blobs', 'sha256', file.slice(0, 2), file));
    expect(stored.equals(await desk.rooms.store.blobs.read(file))).toBe(true);
  }
  const [organisation] = await office.node.server.administration.organisations();
  expect((await office.node.server.administration.storage(organisation?.organisation ?? '')).totals).toMatchObject({ missing: 0 });
});
