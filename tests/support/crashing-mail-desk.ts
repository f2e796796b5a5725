/**
 * A desk in a process of its own that is killed when the mail server has taken the first of two messages and the desk
 * has not noted it yet. Arguments: data directory, port of the mail server, its certificate, the password there.
 */
import path from 'node:path';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import { openKilledDesk } from './killed-desk.ts';
import { PROJECT_ROOT, valueOf, windowOf } from './plain-desk.ts';

const [dataDirectory, port, authority, password] = process.argv.slice(2);
if (dataDirectory === undefined || port === undefined || authority === undefined || password === undefined) throw new Error('data directory, port, certificate and password are needed');
const PASSWORD = 'Str0ng-pass!';
const jobs = new JobPool({ spawn: spawnNodeProcess(path.join(PROJECT_ROOT, 'src-main', 'jobs', 'node-job-process.ts')), residentMemory: linuxResidentMemory, size: 1 });
const { desk, client, arm } = await openKilledDesk(dataDirectory, 'mail.answered', { jobs });
valueOf(
  await client.desk.setUp({
    office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
    passphrase: null,
    administrator: { name: 'А', login: 'admin', password: PASSWORD },
    registrar: { name: 'Р', login: 'registrar', password: PASSWORD },
  }),
);
valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
valueOf(await client.notifications.changeSettings({ muted: [], system: true, mailAddress: 'admin@example.edu.ua' }));
const registrar = windowOf(desk, 'registrar');
valueOf(await registrar.session.signIn({ login: 'registrar', password: PASSWORD }));
valueOf(await client.noticeMail.set({ server: { host: '127.0.0.1', port: Number(port), tls: 'starttls', user: 'office', sender: 'chancery@example.edu.ua', authority }, password }));
await desk.rooms.noticeMail.queue.settled();
arm(true);
for (const words of ['перший', 'другий']) valueOf(await registrar.notifications.reportCompromise({ reportId: crypto.randomUUID(), words }));
desk.rooms.noticeMail.queue.kick();
// It lives until it is killed.
setInterval(() => undefined, 60_000);
