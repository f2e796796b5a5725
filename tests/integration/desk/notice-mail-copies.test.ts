import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { expect, it, onTestFinished } from 'vitest';
import { deskThatCanJoin, type DeskOfOfficeOptions } from '../../support/office-of-desks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { PASSWORD, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';

/** A real mail server that counts what it takes. */
async function mailServer() {
  const taken: string[] = [];
  const server = new SMTPServer({ logger: false, disabledCommands: ['STARTTLS', 'AUTH'], onData: (stream, session, callback) => stream.on('data', () => undefined).on('end', () => (taken.push(...session.envelope.rcptTo.map(({ address }) => address)), callback())) });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stop = (): Promise<void> => new Promise((resume) => server.close(() => resume()));
  return { taken, port: address.port, stop };
}

async function deskAt(name: string, options: DeskOfOfficeOptions) {
  const desk = await deskThatCanJoin(name, options);
  const { queue } = desk.rooms.noticeMail;
  const administrator = desk.client('administrator');
  const registrar = desk.client();
  return {
    ...desk,
    administrator,
    registrar,
    begin: async () => {
      await setUpOffice(registrar);
      await signIn(registrar);
      await signIn(administrator, 'admin');
      const { accountId } = valueOf(await administrator.accounts.create({ login: 'rector', name: 'Ректор', roles: ['official'], password: PASSWORD }));
      valueOf(await registrar.review.definePerson({ personId: null, name: 'Ректор', position: '', unitId: null, accountId }));
      const own = desk.client('own');
      valueOf(await own.session.signIn({ login: 'rector', password: PASSWORD }));
      valueOf(await own.session.changePassword({ current: PASSWORD, next: 'My-own-pass1!' }));
      valueOf(await own.notifications.changeSettings({ muted: [], system: true, mailAddress: 'rector@example.edu.ua' }));
    },
    set: async (port: number) => {
      await signIn(administrator, 'admin');
      // What the sign-in began ends by the former settings.
      await queue.settled();
      valueOf(await administrator.noticeMail.set({ server: { host: '127.0.0.1', port, tls: 'plain', user: '', sender: 'chancery@example.edu.ua', authority: '' }, password: null }));
      await queue.settled();
    },
    /** Something that the rector is told of. */
    tell: async () => {
      await signIn(registrar);
      const personId = desk.rooms.store.database.prepare<[], string>('SELECT person_id FROM person').pluck().get() ?? '';
      valueOf(await registrar.structure.recordAbsence({ absenceId: crypto.randomUUID(), personId, reason: 'trip', from: '2026-03-04T07:00:00.000Z', to: '2026-03-06T16:00:00.000Z' }));
      queue.kick();
      await queue.settled();
    },
    state: async () => {
      await signIn(administrator, 'admin');
      queue.kick();
      await queue.settled();
      return valueOf(await administrator.noticeMail.state({}));
    },
  };
}

it('[NOT-01] a copied or restored data folder mails nothing, neither what waited in it nor what is new, until a person says that it is the one that sends', async () => {
  const { taken, port, stop } = await mailServer();
  onTestFinished(stop);
  const closed = await mailServer();
  await closed.stop();
  const place = { dataDirectory: temporaryFolder(), witnessDirectory: temporaryFolder(), machine: 'machine of the desk' };
  const first = await deskAt('mailing', place);
  await first.begin();
  await first.set(closed.port);
  await first.tell();
  expect(await first.state()).toMatchObject({ waiting: 1, sent: 0, obstacle: { obstacle: 'unreachable' } });
  await first.close();
  const [backup, elsewhere] = [temporaryFolder(), temporaryFolder()];
  for (const folder of [backup, elsewhere]) cpSync(place.dataDirectory, folder, { recursive: true });

  // The desk itself goes on after a new start, with what waited.
  const again = await deskAt('again', place);
  await again.set(port);
  expect(taken).toHaveLength(1);
  await again.close();

  // Put back to the backup on the same machine.
  const restored = await deskAt('restored', { ...place, dataDirectory: backup });
  await restored.tell();
  expect(await restored.state()).toMatchObject({ sendsHere: true, waiting: 1, sent: 0, obstacle: { obstacle: 'copy' } });
  // The person says that this one sends: what may have gone out is for him to decide, what is told from now on goes out.
  await restored.set(port);
  expect(await restored.state()).toMatchObject({ waiting: 0, obstacle: null, problems: [{ state: 'unsure' }] });
  const before = taken.length;
  restored.environment.advance(1000);
  await restored.tell();
  expect(taken).toHaveLength(before + 1);
  await restored.close();

  // Now the former one is the copy; and so is what was carried to another machine, with its home or without it.
  for (const [at, other] of [place, { ...place, dataDirectory: elsewhere, machine: 'another machine' }, { ...place, dataDirectory: elsewhere, machine: 'another machine', witnessDirectory: temporaryFolder() }].entries()) {
    const copy = await deskAt(`copy ${at}`, other);
    await copy.tell();
    expect(await copy.state()).toMatchObject({ sendsHere: true, obstacle: { obstacle: 'copy' } });
    await copy.close();
  }
  expect(taken).toHaveLength(before + 1);
});
