import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deskFiles } from '../../../src-main/store/store.ts';
import { passphraseKeyStore } from '../../../src-main/store/keys/passphrase-key-store.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function newOffice(environment = testEnvironment()) {
  const test = await openTestDesk({ environment });
  const window = test.client();
  await setUpOffice(window);
  return { test, environment, window, admin: test.client('admin') };
}

describe('first start', () => {
  it('creates the office, the administrator and the registrar', async () => {
    const { window, admin } = await newOffice();
    expect(valueOf(await window.desk.state({}))).toMatchObject({ phase: 'ready', office: { country: 'UA', zone: 'Europe/Kyiv', documentLanguages: ['uk'] } });
    await signIn(admin, 'admin');
    expect(valueOf(await admin.accounts.list({})).accounts.map((account) => [account.login, account.roles])).toEqual([
      ['admin', ['administrator']],
      ['registrar', ['registrar']],
    ]);
    expect(errorOf(await window.desk.setUp({ office: { name: 'X', country: 'KZ', documentLanguages: ['kk'] }, passphrase: null, administrator: { name: 'A', login: 'a', password: PASSWORD }, registrar: { name: 'B', login: 'b', password: PASSWORD } }))).toMatchObject({ message: 'error.alreadySetUp' });
  });

  it('refuses weak passwords, equal logins and a language in which the country writes no documents, and keeps nothing', async () => {
    const test = await openTestDesk();
    const window = test.client();
    const good = { office: { name: 'Кеңсе', country: 'KZ', documentLanguages: ['kk'] }, passphrase: null, administrator: { name: 'A', login: 'a', password: PASSWORD }, registrar: { name: 'B', login: 'b', password: PASSWORD } } as const;
    expect(errorOf(await window.desk.setUp({ ...good, office: { ...good.office, documentLanguages: ['kk'] }, registrar: { ...good.registrar, password: 'weak' } })).issues.map((issue) => issue.path)).toContain('registrar.password');
    expect(errorOf(await window.desk.setUp({ ...good, office: { ...good.office, documentLanguages: ['kk'] }, registrar: { ...good.registrar, login: 'A' } }))).toMatchObject({ code: 'conflict' });
    expect(errorOf(await window.desk.setUp({ ...good, office: { ...good.office, documentLanguages: ['uk'] } }))).toMatchObject({ message: 'error.documentLanguage' });
    expect(valueOf(await window.desk.state({})).phase).toBe('new');
  });

  it('is locked until the passphrase opens the files', async () => {
    const dataDirectory = temporaryFolder();
    const keyStore = passphraseKeyStore(2 ** 10);
    const first = await openTestDesk({ dataDirectory, keyStore });
    await setUpOffice(first.client(), 'UA', 'довга парольна фраза');
    await first.close();
    const second = await openTestDesk({ dataDirectory, keyStore });
    const window = second.client();
    expect(valueOf(await window.desk.state({})).phase).toBe('locked');
    expect(errorOf(await window.desk.unlock({ passphrase: 'інша парольна фраза' }))).toMatchObject({ message: 'error.passphraseWrong' });
    expect(valueOf(await window.desk.unlock({ passphrase: 'довга парольна фраза' })).phase).toBe('ready');
    await second.close();
    const third = await openTestDesk({ dataDirectory, keyStore, passphrase: 'довга парольна фраза' });
    expect(valueOf(await third.client().desk.state({})).phase).toBe('ready');
  });
});

describe('sign-in', () => {
  it('[SEC-10] [SEC-11] [X11] locks the account on the fourth wrong password, until the administrator unlocks it', async () => {
    const { window, admin } = await newOffice();
    for (const left of ['3', '2', '1']) expect(errorOf(await window.session.signIn({ login: 'registrar', password: 'wrong' }))).toMatchObject({ message: 'error.signInWrong', params: { left } });
    expect(errorOf(await window.session.signIn({ login: 'registrar', password: 'wrong' }))).toMatchObject({ code: 'locked' });
    expect(errorOf(await window.session.signIn({ login: 'registrar', password: PASSWORD }))).toMatchObject({ code: 'locked' });
    await signIn(admin, 'admin');
    const locked = valueOf(await admin.accounts.list({})).accounts.find((account) => account.login === 'registrar');
    expect(locked?.locked).toBe(true);
    valueOf(await admin.accounts.unlock({ accountId: locked?.accountId ?? '' }));
    await signIn(window);
  });

  it('counts wrong passwords that come all at once, and over a new start', async () => {
    const dataDirectory = temporaryFolder();
    const first = await openTestDesk({ dataDirectory });
    await setUpOffice(first.client());
    await Promise.all([1, 2, 3].map((n) => first.client(`w${n}`).session.signIn({ login: 'registrar', password: 'wrong' })));
    await first.close();
    const second = await openTestDesk({ dataDirectory });
    expect(errorOf(await second.client().session.signIn({ login: 'REGISTRAR', password: 'wrong' }))).toMatchObject({ code: 'locked' });
  });

  it('starts counting anew after a right password', async () => {
    const { window } = await newOffice();
    for (let round = 0; round < 3; round += 1) {
      await window.session.signIn({ login: 'registrar', password: 'wrong' });
      await window.session.signIn({ login: 'registrar', password: 'wrong' });
      expect(await signIn(window)).toMatchObject({ login: 'registrar' });
    }
  });

  it('answers an unknown login as a wrong password', async () => {
    const { window } = await newOffice();
    expect(errorOf(await window.session.signIn({ login: 'nobody', password: PASSWORD }))).toMatchObject({ code: 'refused', message: 'error.signInWrong' });
  });

  it('[SEC-09] ends a session by signing out and after idle time', async () => {
    const { window, test, environment } = await newOffice();
    await signIn(window);
    valueOf(await window.session.signOut({}));
    expect(valueOf(await window.session.current({}))).toBeNull();
    await signIn(window);
    const heard: unknown[] = [];
    test.desk.events.subscribe((event, audience) => heard.push([event, audience]));
    environment.advance(31 * 60_000);
    expect(errorOf(await window.intake.list({}))).toMatchObject({ code: 'not-signed-in' });
    expect(heard).toContainEqual([{ event: 'sessionEnded', reason: 'idle' }, { connection: 'window' }]);
  });

  it('keeps windows apart', async () => {
    const { test, window } = await newOffice();
    await signIn(window);
    expect(valueOf(await test.client('other').session.current({}))).toBeNull();
  });

  it('[SEC-05] lets an issued password be used three working days, then only be changed', async () => {
    // Monday 2 March 2026, 06:00 in Kyiv: the term ends on Thursday 5 March at 18:00.
    const { window, environment } = await newOffice();
    expect((await signIn(window)).passwordChangeDue).toBe('2026-03-05T16:00:00.000Z');
    environment.set('2026-03-05T15:59:00.000Z');
    await signIn(window);
    expect((await window.intake.list({})).ok).toBe(true);
    environment.set('2026-03-05T16:01:00.000Z');
    await signIn(window);
    expect(errorOf(await window.intake.list({}))).toMatchObject({ message: 'error.passwordChangeOverdue' });
    valueOf(await window.session.changePassword({ current: PASSWORD, next: 'N0va-para;X' }));
    expect((await window.intake.list({})).ok).toBe(true);
  });

  it('[SEC-07] refuses a password that was used before', async () => {
    const { window } = await newOffice();
    await signIn(window);
    valueOf(await window.session.changePassword({ current: PASSWORD, next: 'N0va-para;X' }));
    expect(errorOf(await window.session.changePassword({ current: 'N0va-para;X', next: PASSWORD }))).toMatchObject({ issues: [{ path: 'next', message: 'password.problem.usedBefore' }] });
    expect(errorOf(await window.session.changePassword({ current: 'wrong', next: 'An0ther;One' }))).toMatchObject({ message: 'error.currentPasswordWrong' });
  });

  it('[SEC-14] [SEC-13] lets the administrator issue passwords and lock accounts, whose sessions end at once', async () => {
    const { window, admin, test } = await newOffice();
    const { accountId } = await signIn(window);
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.issuePassword({ accountId, password: 'Issued-2026;' }));
    expect(valueOf(await window.session.current({}))).toBeNull();
    expect(valueOf(await window.session.signIn({ login: 'registrar', password: 'Issued-2026;' })).passwordChangeDue).not.toBeNull();
    const heard: unknown[] = [];
    test.desk.events.subscribe((event) => heard.push(event));
    valueOf(await admin.accounts.lock({ accountId, reason: 'Відпустка' }));
    expect(heard).toContainEqual({ event: 'sessionEnded', reason: 'locked' });
    expect(valueOf(await window.session.current({}))).toBeNull();
  });

  it('[SEC-04] writes no password anywhere', async () => {
    const { window, test } = await newOffice();
    await signIn(window);
    await window.session.signIn({ login: 'registrar', password: 'Wrong-but-secret-1;' });
    await test.close();
    const files = deskFiles(test.dataDirectory);
    const bytes = readFileSync(files.database);
    for (const secret of [PASSWORD, 'Wrong-but-secret-1;']) expect(bytes.includes(secret)).toBe(false);
  });

  it('[AUD-01] [AUD-02] logs every sign-in, refusal and sign-out with login, date and time', async () => {
    const { window, test } = await newOffice();
    await window.session.signIn({ login: 'registrar', password: 'wrong' });
    await signIn(window);
    valueOf(await window.session.signOut({}));
    const log = [...test.rooms.store.log.read()].filter((operation) => operation.kind.startsWith('session.'));
    expect(log.map((operation) => [operation.kind, operation.actor?.login ?? null, operation.at])).toEqual([
      ['session.refused', null, '2026-03-02T04:00:00.000Z'],
      ['session.opened', 'registrar', '2026-03-02T04:00:00.000Z'],
      ['session.closed', 'registrar', '2026-03-02T04:00:00.000Z'],
    ]);
    expect(log[0]?.payload).toMatchObject({ login: 'registrar', reason: 'wrong' });
  });
});
