import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { founderOf, joinedDesk, officeServer, registerLetter, settle } from '../../support/office-of-desks.ts';
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

it('[ARC-06] what every desk registered lies together in one store of the server, which its owner alone may read', async () => {
  const office = await officeServer();
  const desks = [await founderOf(office), await joinedDesk(office, 'second')];
  const registered = [];
  for (const [at, desk] of desks.entries()) {
    await signIn(desk.client());
    registered.push(await registerLetter(desk, `лист ${at}.txt`, new TextEncoder().encode(`Лист, який прийняло робоче місце ${at}`)));
  }
  // Twice: the first tells the server, the second brings the others' word.
  for (const desk of [...desks, ...desks]) await settle(desk);
  const { dataDirectory } = office;
  for (const { sha256 } of registered) expect(readdirSync(path.join(dataDirectory, 'blobs', 'sha256', sha256.slice(0, 2)))).toContain(sha256);
  const [organisation] = await office.node.server.administration.organisations();
  expect((await office.node.server.administration.storage(organisation?.organisation ?? '')).totals).toMatchObject({ missing: 0 });
  for (const desk of desks) {
    for (const { documentId, registrationIndex } of registered) expect(valueOf(await desk.client().registration.get({ documentId })).card.registrationIndex).toBe(registrationIndex);
  }
  const modeOf = (name: string): number => statSync(path.join(dataDirectory, name)).mode & 0o777;
  expect([modeOf('.'), modeOf('server.sqlite'), modeOf('blobs')]).toEqual([0o700, 0o600, 0o700]);
});
