import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from '../support/chromium.ts';
import { test } from '../support/office-test.ts';
import { type DeskWindow, type OfficeWindows, t } from '../support/office-windows.ts';
import { valueOf } from '../support/page-client.ts';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', 'bin', 'chancery');

test.describe.configure({ mode: 'serial', timeout: 120_000 });

/** What the key of a button brings, saved in a folder. */
async function saved({ page }: DeskWindow, key: string, folder: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(key)]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

/** There and back by keys: written in the window, answered by the server's administrator, read in the window. */
async function carryStick(office: OfficeWindows, window: DeskWindow): Promise<void> {
  await window.goTo('exchange');
  const part = window.page.getByRole('region', { name: t('sync.stick'), exact: true });
  await expect(part).toContainText(t('sync.stick.none'));
  await expectAccessible(window.page, 'no stick is seen');
  const stick = window.plugStick();
  await window.tabTo('button', t('sync.stick.lookAgain'));
  await window.press('Enter');
  const { queued } = valueOf(await (await window.client()).sync.state({}));
  await window.tabTo('button', t('sync.stick.write'));
  await window.press('Enter');
  await expect(part).toContainText(t('sync.stick.takeOut'));
  const [bundle = ''] = readdirSync(stick);
  execFileSync(process.execPath, [CHANCERY, 'server', 'bundle', path.join(stick, bundle), path.join(stick, 'answer'), '--data', office.server.dataDirectory], { stdio: 'ignore' });
  await window.tabTo('button', t('sync.stick.lookAgain'));
  await window.press('Enter');
  await window.tabTo('button', `${t('sync.stick.read')}: answer`);
  await window.press('Enter');
  // How much the server had for it is the server's affair; that it was something, a clerk sees.
  await expect(part).toContainText(new RegExp(t('sync.stickReadDone', { taken: '[1-9]\\d*', sent: queued })));
}

async function indexesAt(window: DeskWindow): Promise<string[]> {
  const { rows } = valueOf(await (await window.client()).search.page({ text: '', limit: 200 }));
  return rows.map(({ registrationIndex }) => registrationIndex);
}

test('without any link a stick carried by keys brings the work of both desks to each other', async ({ twoDesks: { office, first, second } }) => {
  await first.exchange();
  await second.exchange();
  await office.server.stop();
  const ours = await first.registerPaper('81');
  const theirs = await second.registerPaper('82');
  const { sha256 } = await second.receiveLetter('скан.txt', new Uint8Array(300_000).fill(33));
  await carryStick(office, first);
  await carryStick(office, second);
  await expectAccessible(second.page, 'exchange by a stick');
  await expect(second.foot).toContainText(t('frame.link.offline'));
  expect(await indexesAt(second)).toEqual(expect.arrayContaining([ours.registrationIndex, theirs.registrationIndex]));
  expect(valueOf(await (await second.client()).sync.waiting({ after: null })).operations.filter(({ kind, state }) => kind === 'card.registered' && state === 'queued')).toEqual([]);
  // The scan travelled with the stick: the server holds it before any exchange.
  expect(existsSync(path.join(office.server.dataDirectory, 'blobs', 'sha256', sha256.slice(0, 2), sha256))).toBe(true);
  await office.server.start();
  await first.exchange();
  expect(await indexesAt(first)).toEqual(expect.arrayContaining([ours.registrationIndex, theirs.registrationIndex]));
});

test('a desk that the server cut off says so; its administrator is told what was never sent and removes everything', async ({ twoDesks: { office, first, second } }) => {
  const { server } = valueOf(await (await second.client()).sync.state({}));
  await office.server.revoke(server?.desk ?? '');
  await second.press('F9');
  await expect(second.foot).toContainText(t('frame.link.revoked'));
  await expect(second.foot).toContainText(t('frame.revoked'));
  // Registration goes on, and stays here.
  const lost = await second.registerPaper('83');
  await second.goTo('exchange');
  await expect(second.page.getByRole('heading', { level: 1, name: t('frame.link.revoked') })).toBeVisible();
  await expect(second.page.getByRole('button', { name: t('sync.wipe') })).toHaveCount(0);
  await second.command(t('frame.signOut'));
  await second.signIn('admin');
  await second.goTo('exchange');
  const { queued } = valueOf(await (await second.client()).sync.state({}));
  expect(queued).toBeGreaterThan(0);
  await expect(second.page.getByRole('region', { name: t('sync.wipe') })).toContainText(t('sync.wipeUnsent', { count: queued }));
  await expectAccessible(second.page, 'exchange, cut off');
  await second.tabTo('button', `${t('sync.wipe')}…`);
  await second.press('Enter');
  const dialog = second.page.getByRole('dialog', { name: t('sync.wipe') });
  await expect(dialog).toContainText(t('sync.wipeUnsent', { count: queued }));
  await expectAccessible(second.page, 'removing everything');
  await expect(dialog.getByRole('checkbox')).toBeFocused();
  await second.press('Space');
  await second.tabTo('button', t('sync.wipe'));
  await second.press('Enter');

  await expect(second.page.getByRole('heading', { level: 1, name: t('sync.wiped') })).toBeVisible();
  expect(await second.desk.ended()).toBe(0);
  await expect(second.page.getByRole('alert')).toHaveCount(0);
  await expectAccessible(second.page, 'everything removed');
  expect(readdirSync(second.folder).filter((name) => !['desk.lock', 'blobs'].includes(name))).toEqual([]);
  expect(existsSync(path.join(second.folder, 'blobs')) ? readdirSync(path.join(second.folder, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []).toEqual([]);
  expect(await indexesAt(first)).not.toContain(lost.registrationIndex);
});

test('[NUM-01] the act on missing numbers is made by keys, printed and opened', async ({ twoDesks: { office, first } }) => {
  await first.goTo('exchange');
  await first.command(t('sync.tab.gapAct'));
  await expect(first.page.getByRole('heading', { level: 1, name: t('gapAct.title') })).toBeVisible();
  await first.page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', String(document.querySelectorAll('#print-root img').length));
  });
  await first.tabTo('button', t('sync.gap.make'));
  await first.press('Enter');
  const made = first.page.getByRole('status', { name: t('gapAct.title') });
  await expect(made).toContainText('.pdf');
  await expectAccessible(first.page, 'the act on missing numbers');
  await first.press('Control+p');
  await expect(first.page.locator('html')).toHaveAttribute('data-printed', '1');
  await first.tabTo('button', t('document.saveFile'));
  const file = await saved(first, 'Enter', office.folderOf('saved'));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(text).toContain(t('gapAct.title'));
  expect(text).toContain('Університету перевірок');
});

test('the windows complained of nothing', ({ twoDesks: { office } }) => {
  expect(office.complaints()).toEqual([]);
});
