import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { makeCertificate } from '../../../src-server/http/own-certificate.ts';
import { sendOverSmtp } from '../../../src-main/notifications/mail/smtp.ts';
import type { SendMailJob } from '../../../src-main/notifications/mail/send-mail.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, openTestDesk, PASSWORD, PROJECT_ROOT, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const TLS = makeCertificate(['localhost', '127.0.0.1'], Date.now());
const SECRET = 'Sm7p-geheim!';
const MINUTE = 60_000;

interface Taken {
  readonly to: string[];
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** A real mail server that keeps what it takes. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    key: TLS.key,
    cert: TLS.certificate,
    logger: false,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _session, callback) => callback(username === 'office' && password === SECRET ? null : new Error('Invalid username or password'), { user: username }),
    onData: (stream, session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString('utf8'), secure: session.secure, user: typeof session.user === 'string' ? session.user : undefined });
        callback();
      });
    },
    ...options,
  });
  // A connection that the test cuts is no fault of the server.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  let open = true;
  const stop = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await new Promise<void>((resume) => server.close(() => resume()));
  };
  onTestFinished(stop);
  return { taken, port: address.port, stop };
}

/** A line to a mail server that breaks when a message has begun, so many times, each after what it waits for. @returns its port */
async function lineThatBreaks(port: number, times: number, before: () => Promise<void> = async () => undefined): Promise<number> {
  let left = times;
  const line = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const end of [near, far]) end.on('error', () => undefined);
    let breaks = false;
    near.on('data', (part) => {
      if (breaks) return;
      if (left === 0 || !part.includes('Message-ID')) return void far.write(part);
      breaks = true;
      left -= 1;
      void (async () => {
        await before();
        near.destroy();
        far.destroy();
      })();
    });
    far.pipe(near);
    near.on('end', () => far.end());
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  onTestFinished(() => void line.close());
  const address = line.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function settings(port: number, changes: Partial<NonNullable<MethodInput<'noticeMail.set'>['server']>> = {}): NonNullable<MethodInput<'noticeMail.set'>['server']> {
  return { host: '127.0.0.1', port, tls: 'starttls', user: 'office', sender: 'chancery@example.edu.ua', authority: TLS.certificate, ...changes };
}

function job(port: number, changes: Partial<SendMailJob['message']> = {}, server: Partial<SendMailJob['server']> = {}, password = SECRET): SendMailJob {
  return { server: { ...settings(port), ...server }, password, message: { address: 'oksana@example.edu.ua', subject: 'Строк минув: № 12-04/7', text: 'Строк минув', messageId: '<one@example.edu.ua>', at: '2026-03-02T04:00:00.000Z', ...changes } };
}

/** Subjects as a reader shows them (RFC 2047). */
function subjectOf(raw: string): string {
  const header = /^Subject: ([\s\S]*?)\r?\n(?![ \t])/m.exec(raw)?.[1] ?? '';
  return header.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_whole, kind: string, text: string) => (kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : Buffer.from(text.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/g, (_hex, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))), 'latin1')).toString('utf8'));
}

describe('a message to the mail server', () => {
  it('goes after STARTTLS and sign-in, with a Cyrillic subject, and asks for no automatic answer', async () => {
    const { taken, port } = await mailServer();
    expect(await sendOverSmtp(job(port))).toEqual({ kind: 'sent' });
    expect(taken).toMatchObject([{ to: ['oksana@example.edu.ua'], secure: true, user: 'office' }]);
    expect(subjectOf(taken[0]?.raw ?? '')).toBe('Строк минув: № 12-04/7');
    expect(taken[0]?.raw).toContain('Auto-Submitted: auto-generated');
    expect(taken[0]?.raw).toContain('Message-ID: <one@example.edu.ua>');
  });

  it('goes over TLS from the first byte, and in clear only where that is chosen', async () => {
    const implicit = await mailServer({ secure: true });
    expect(await sendOverSmtp(job(implicit.port, {}, { tls: 'implicit' }))).toEqual({ kind: 'sent' });
    const plain = await mailServer({ disabledCommands: ['STARTTLS'], authOptional: true });
    // Somebody on the way took STARTTLS out of the greeting: nothing is said.
    expect(await sendOverSmtp(job(plain.port))).toMatchObject({ kind: 'obstacle', obstacle: 'tls' });
    expect(plain.taken).toEqual([]);
    expect(await sendOverSmtp(job(plain.port, {}, { tls: 'plain', user: '' }))).toEqual({ kind: 'sent' });
  });

  it('is not given to a server with the certificate of another, nor to one that refuses the password; the password is in no answer', async () => {
    const { port, taken } = await mailServer();
    expect(await sendOverSmtp(job(port, {}, { authority: '' }))).toMatchObject({ kind: 'obstacle', obstacle: 'tls' });
    const refused = await sendOverSmtp(job(port, {}, {}, 'Wrong-geheim1!'));
    expect(refused).toMatchObject({ kind: 'obstacle', obstacle: 'signIn' });
    expect(JSON.stringify(refused)).not.toContain('geheim');
    expect(taken).toEqual([]);
  });

  it('that is refused for ever is told so, one that is put off is tried later', async () => {
    const answer = (responseCode: number) => Object.assign(new Error('no such mailbox'), { responseCode });
    const never = await mailServer({ onRcptTo: (_address, _session, callback) => callback(answer(550)) });
    expect(await sendOverSmtp(job(never.port))).toMatchObject({ kind: 'refused', detail: expect.stringContaining('550') });
    const later = await mailServer({ onRcptTo: (_address, _session, callback) => callback(answer(451)) });
    expect(await sendOverSmtp(job(later.port))).toMatchObject({ kind: 'later' });
    const content = await mailServer({ onData: (stream, _session, callback) => void stream.resume().on('end', () => callback(answer(554))) });
    expect(await sendOverSmtp(job(content.port))).toMatchObject({ kind: 'refused' });
  });

  it('is no success where the line is cut amid it, and arrives once at the next attempt', async () => {
    const { taken, port } = await mailServer({ disabledCommands: ['STARTTLS'], authOptional: true });
    const line = await lineThatBreaks(port, 1);
    const clear = job(line, {}, { tls: 'plain', user: '' });
    expect(await sendOverSmtp(clear)).toMatchObject({ kind: 'obstacle', obstacle: 'unreachable' });
    expect(taken).toEqual([]);
    expect(await sendOverSmtp(clear)).toEqual({ kind: 'sent' });
    expect(taken).toHaveLength(1);
  });

  it('holds no header but its own, whatever stands in its subject', async () => {
    const { taken, port } = await mailServer();
    expect(await sendOverSmtp(job(port, { subject: 'Строк\r\nBcc: thief@example.org\r\n\r\nbody\u2028X: y' }))).toEqual({ kind: 'sent' });
    expect(taken[0]?.to).toEqual(['oksana@example.edu.ua']);
    const head = (taken[0]?.raw ?? '').split(/\r?\n\r?\n/)[0] ?? '';
    expect(head).not.toMatch(/^(Bcc|X):/im);
    expect(subjectOf(taken[0]?.raw ?? '')).toBe('Строк Bcc: thief@example.org body X: y');
  });
});

/** An office with a reviewer who has an address, and notices to him. */
async function office() {
  const made = await openDeskOffice();
  const rector = await made.member('Литвинов О. В.', 'official');
  valueOf(await made.registrar.review.setHead({ personId: rector.personId }));
  valueOf(await rector.window.notifications.changeSettings({ muted: [], system: true, mailAddress: 'rector@example.edu.ua' }));
  const { queue } = made.test.rooms.noticeMail;
  const send = async () => {
    const card = await made.register();
    valueOf(await made.registrar.review.pass({ documentId: card.documentId, stepId: crypto.randomUUID(), reviewerPersonId: rector.personId }));
    return card;
  };
  const pass = async () => {
    const card = await send();
    await queue.settled();
    return card;
  };
  const later = async (milliseconds: number) => {
    made.environment.advance(milliseconds);
    queue.kick();
    await queue.settled();
  };
  const administer = async () => {
    await signIn(made.administrator, 'admin');
    return made.administrator.noticeMail;
  };
  return { ...made, rector, send, pass, later, queue, administer };
}

describe('notices by mail', () => {
  it('[NOT-01] [SEC-22] go out once each, by kind and number alone, to who has an address; offline they wait', async () => {
    const { taken, port } = await mailServer();
    const { administrator, pass, later, queue, rector, administer } = await office();
    // Nobody listens at the port yet.
    const closed = await mailServer();
    await closed.stop();
    valueOf(await administrator.noticeMail.set({ server: settings(closed.port), password: SECRET }));
    const card = await pass();
    await later(0);
    expect(valueOf(await (await administer()).state({}))).toMatchObject({ waiting: 1, sent: 0, passwordKnown: true, sendsHere: true, obstacle: { obstacle: 'unreachable' } });
    valueOf(await administrator.noticeMail.set({ server: settings(port), password: null }));
    await queue.settled();
    for (let times = 0; times < 3; times += 1) await later(10 * MINUTE);
    expect(taken).toMatchObject([{ to: ['rector@example.edu.ua'], secure: true, user: 'office' }]);
    expect(subjectOf(taken[0]?.raw ?? '')).toBe(`Документ передано вам на розгляд: № ${card.registrationIndex}`);
    expect(Buffer.from((taken[0]?.raw ?? '').split(/\r?\n\r?\n/)[1] ?? '', 'base64').toString('utf8')).not.toContain(card.subject);
    // What was read at the desk needs no mail.
    await rector.signIn();
    valueOf(await administrator.noticeMail.set({ server: settings(closed.port), password: null }));
    await pass();
    await rector.signIn();
    valueOf(await rector.window.notifications.markAllRead({}));
    valueOf(await (await administer()).set({ server: settings(port), password: null }));
    await queue.settled();
    expect(taken).toHaveLength(1);
  });

  it('refused for ever are told and wait for a person, put off ones are tried with growing pauses', async () => {
    let code = 451;
    let asked = 0;
    const { taken, port } = await mailServer({
      onRcptTo: (_address, _session, callback) => {
        asked += 1;
        if (code === 0) callback();
        else callback(Object.assign(new Error('mailbox'), { responseCode: code }));
      },
    });
    const { administrator, pass, later, queue, administer } = await office();
    valueOf(await administrator.noticeMail.set({ server: settings(port), password: SECRET }));
    await pass();
    expect(asked).toBe(1);
    await later(30_000);
    expect(asked).toBe(1);
    await later(MINUTE);
    expect(asked).toBe(2);
    await later(MINUTE);
    expect(asked).toBe(2);
    code = 550;
    await later(10 * MINUTE);
    await later(600 * MINUTE);
    expect(asked).toBe(3);
    const [problem] = valueOf(await (await administer()).state({})).problems;
    expect(problem).toMatchObject({ state: 'refused', kind: 'toReview', address: 'rector@example.edu.ua' });
    code = 0;
    valueOf(await (await administer()).sendAgain({ noticeId: problem?.noticeId ?? '', accountId: problem?.accountId ?? '' }));
    await queue.settled();
    expect(taken).toHaveLength(1);
    expect(errorOf(await (await administer()).sendAgain({ noticeId: problem?.noticeId ?? '', accountId: problem?.accountId ?? '' })).message).toBe('error.mailNotFound');
  });

  it('[NOT-01] go by the settings as they stand when each is sent: what changes while one is with the server holds for the next', async () => {
    const line = { held: Promise.withResolvers<void>(), begun: Promise.withResolvers<void>() };
    const { taken, port } = await mailServer({ disabledCommands: ['STARTTLS'], authOptional: true });
    const clear = { tls: 'plain', user: '' } as const;
    const former = await lineThatBreaks(port, Number.POSITIVE_INFINITY, () => {
      line.begun.resolve();
      return line.held.promise;
    });
    const { administrator, send, queue, rector, administer } = await office();
    valueOf(await administrator.noticeMail.set({ server: settings(former, clear), password: null }));
    await send();
    await send();
    await line.begun.promise;
    // Two changes at once, and a new address of the recipient, while the first message is with the former server.
    await administer();
    const [one, other] = await Promise.all([administrator.noticeMail.set({ server: settings(former, clear), password: null }), administrator.noticeMail.set({ server: settings(port, { ...clear, sender: 'new@example.edu.ua' }), password: null })]);
    expect([one.ok, other.ok]).toEqual([true, true]);
    await rector.signIn();
    valueOf(await rector.window.notifications.changeSettings({ muted: [], system: true, mailAddress: 'other@example.edu.ua' }));
    line.held.resolve();
    await queue.settled();
    expect(taken.map(({ to }) => to)).toEqual([['other@example.edu.ua'], ['other@example.edu.ua']]);
    expect(taken.every(({ raw }) => raw.includes('From: new@example.edu.ua'))).toBe(true);
    // Whatever hindered the former server does not hold up the new one.
    expect(valueOf(await (await administer()).state({}))).toMatchObject({ waiting: 0, obstacle: null });
  });

  it('[NOT-01] end when mail is switched off while one is with the server: nothing more goes out, and no copy is suspected', async () => {
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let asked = 0;
    const { port } = await mailServer({
      onData: (stream, _session, callback) => {
        stream.resume();
        asked += 1;
        begun.resolve();
        void (async () => {
          await held.promise;
          callback();
        })();
      },
    });
    const { administrator, send, queue, administer } = await office();
    await send();
    await send();
    valueOf(await administrator.noticeMail.set({ server: settings(port), password: SECRET }));
    await begun.promise;
    valueOf(await (await administer()).set({ server: null, password: null }));
    held.resolve();
    await queue.settled();
    expect(asked).toBe(1);
    expect(valueOf(await (await administer()).state({}))).toMatchObject({ server: null, sent: 1, problems: [], obstacle: null });
  });

  it('[NOT-01] to who took the address back meanwhile do not go out', async () => {
    const { taken, port } = await mailServer();
    const closed = await mailServer();
    await closed.stop();
    const { administrator, pass, queue, rector, administer } = await office();
    valueOf(await administrator.noticeMail.set({ server: settings(closed.port), password: SECRET }));
    await pass();
    await rector.signIn();
    valueOf(await rector.window.notifications.changeSettings({ muted: [], system: true, mailAddress: '' }));
    valueOf(await (await administer()).set({ server: settings(port), password: null }));
    await queue.settled();
    expect(taken).toEqual([]);
    expect(valueOf(await (await administer()).state({})).waiting).toBe(0);
  });

  it('[SEC-04] the password lies under the desk’s key and in no answer, history or file in clear; in clear over the network it is refused', async () => {
    const { port } = await mailServer();
    const { administrator, test } = await office();
    expect(errorOf(await administrator.noticeMail.set({ server: settings(port, { host: 'mail.example.edu.ua', tls: 'plain' }), password: SECRET })).issues).toEqual([{ path: 'tls', message: 'mail.problem.inClear' }]);
    expect(errorOf(await administrator.noticeMail.set({ server: settings(port, { host: 'mail.example.edu.ua', tls: 'plain', user: '' }), password: '' })).issues).toEqual([{ path: 'tls', message: 'mail.problem.inClear' }]);
    const answer = valueOf(await administrator.noticeMail.set({ server: settings(port), password: SECRET }));
    expect(JSON.stringify(answer)).not.toContain('geheim');
    const operations = [...test.rooms.store.log.read()];
    expect(operations.some(({ kind }) => kind === 'notification.mailDeskChosen')).toBe(true);
    expect(JSON.stringify(operations)).not.toContain('geheim');
    expect(test.rooms.store.database.serialize().includes(SECRET)).toBe(false);
    expect(valueOf(await administrator.noticeMail.test({ address: 'admin@example.edu.ua' }))).toEqual({ sent: true, detail: '' });
    expect(valueOf(await administrator.noticeMail.set({ server: null, password: null }))).toMatchObject({ server: null, passwordKnown: false, sendsHere: false });
    expect(errorOf(await administrator.noticeMail.test({ address: 'admin@example.edu.ua' })).message).toBe('error.mailNotSet');
  });

  it('of a desk that is killed amid them are not sent twice by themselves: what the server may have is told, the rest goes out', async () => {
    const dataDirectory = temporaryFolder();
    const { taken, port } = await mailServer();
    const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'tests', 'support', 'crashing-mail-desk.ts'), dataDirectory, String(port), TLS.certificate, SECRET], { stdio: ['ignore', 'inherit', 'inherit'] });
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    expect(signal).toBe('SIGKILL');
    // The first one arrived; the desk ended before it could note that.
    expect(taken).toHaveLength(1);
    const desk = await openTestDesk({ dataDirectory, environment: testEnvironment(new Date().toISOString()) });
    await desk.rooms.noticeMail.queue.settled();
    expect(taken).toHaveLength(2);
    expect(new Set(taken.map(({ raw }) => /^Message-ID: .*$/m.exec(raw)?.[0])).size).toBe(2);
    const client = desk.client();
    valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
    expect(valueOf(await client.noticeMail.state({}))).toMatchObject({ waiting: 0, sent: 1, problems: [{ state: 'unsure' }] });
  });
});
