import { expect } from '@playwright/test';
import { expectAccessible } from '../support/chromium.ts';
import { test } from '../support/office-test.ts';
import { type DeskWindow, type RegisteredPaper, t } from '../support/office-windows.ts';
import { valueOf } from '../support/page-client.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

async function voidPaper(window: DeskWindow, { registrationIndex }: RegisteredPaper, reason: string): Promise<void> {
  await window.command(registrationIndex);
  await window.command(t('document.void'));
  const dialog = window.page.getByRole('dialog', { name: t('document.void') });
  await expect(dialog).toContainText(t('document.voidExplain', { index: registrationIndex }));
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await window.type(reason);
  await window.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

const conflictInHand = ({ page }: DeskWindow, sort: 'duplicate' | 'command' | 'number') => page.getByRole('article', { name: t(`sync.sort.${sort}`) });

/** Chooses a decision by its figure; its form stands with the hand in the reason. */
async function choose(window: DeskWindow, figure: string): Promise<void> {
  await window.press(figure);
  await expect(window.page.getByRole('article').getByRole('textbox')).toBeFocused();
}

/** The state of a card and the reason for which it was voided, as the desk's store has them. */
async function cardAt(window: DeskWindow, { documentId }: RegisteredPaper): Promise<{ readonly index: string; readonly state: string; readonly reasons: readonly (string | null)[] }> {
  const { card, history } = valueOf(await (await window.client()).registration.get({ documentId }));
  return { index: card.registrationIndex, state: card.state, reasons: history.filter(({ kind, withoutEffect }) => kind === 'card.voided' && !withoutEffect).flatMap(({ changes }) => changes.filter(({ field }) => field === 'reason').map(({ after }) => after)) };
}

test('a letter that both desks registered and a step that came too late are seen with their sides and settled by keys', async ({ twoDesks: { office, first, second } }) => {
  const shared = await first.registerPaper('7');
  await first.exchange();
  await second.exchange();
  await office.server.stop();
  const ours = await first.registerPaper('44-к');
  const theirs = await second.registerPaper('44-к');
  await voidPaper(first, shared, 'зіпсований аркуш');
  await voidPaper(second, shared, 'лист не нам');
  await expect(second.foot).toContainText(t('frame.link.offline'));
  // Both would exchange by themselves as soon as the server answers: which of them comes first is settled here.
  await second.desk.asleep(async () => {
    await office.server.start();
    await first.exchange();
  });
  await second.exchange();

  await expect(second.page.getByRole('button', { name: t('frame.toSettle', { count: 2 }), exact: true })).toBeVisible();
  await second.command(t('sync.tab.conflicts'));
  const step = conflictInHand(second, 'command');
  await expect(step).toContainText(t('sync.reason.stale'));
  await expect(step.getByRole('region', { name: t('sync.side.later.command') })).toContainText(t('operation.card.voided'));
  await expect(step.getByRole('region', { name: t('sync.side.earlier.command') })).toContainText(t('document.history.desk', { desk: '1' }));
  await expectAccessible(second.page, 'a step without effect');
  await choose(second, '1');
  await second.press('Control+Enter');

  const twice = conflictInHand(second, 'duplicate');
  await expect(twice).toContainText(t('sync.until.duplicate'));
  await expect(twice.getByRole('region', { name: t('sync.side.earlier.duplicate') })).toContainText(ours.registrationIndex);
  await expect(twice.getByRole('region', { name: t('sync.side.later.duplicate') })).toContainText(theirs.registrationIndex);
  await choose(second, '1');
  await expectAccessible(second.page, 'which of two numbers becomes void');
  // Nothing is written without a reason.
  await second.press('Control+Enter');
  await expect(twice.getByText(t('common.reasonNeeded'))).toBeVisible();
  await second.type('той самий лист');
  await second.press('Control+Enter');
  await expect(second.page.getByText(t('sync.noConflicts'), { exact: true })).toBeVisible();

  await second.exchange();
  await first.exchange();
  await expect(first.foot).not.toContainText(t('frame.toSettle', { count: '' }).trim());
  await first.goTo('exchange');
  await first.command(t('sync.tab.settled'));
  await expect(first.page.getByRole('region', { name: t('sync.decisions') })).toContainText(t('sync.decided.noted'));
  await first.press('j');
  await expect(first.page.getByRole('region', { name: t('sync.decisions') })).toContainText('той самий лист');
  await expectAccessible(first.page, 'settled conflicts');
  // The card's own history tells which of the two steps counts.
  await first.command(shared.registrationIndex);
  await first.page.getByRole('tab', { name: t('document.tab.history') }).press('Enter');
  await expect(first.page.getByRole('listitem').filter({ hasText: 'лист не нам' })).toContainText(t('sync.sort.command'));
  await expect(first.page.getByRole('listitem').filter({ hasText: 'зіпсований аркуш' })).not.toContainText(t('sync.sort.command'));
  await expectAccessible(first.page, 'history with a step without effect');
  for (const window of [first, second]) {
    expect(await cardAt(window, shared)).toMatchObject({ state: 'void', reasons: ['зіпсований аркуш'] });
    expect(await cardAt(window, ours)).toMatchObject({ state: 'registered', reasons: [] });
    expect(await cardAt(window, theirs)).toMatchObject({ state: 'void', reasons: ['той самий лист'] });
  }
});

test('a number that a copied machine gave a second time is flagged; its clerk is told the letter for the paper', async ({ twoDesks }) => {
  const { office, first } = twoDesks;
  await twoDesks.second.close();
  office.copy('second', 'copy');
  await office.server.stop();
  const [original, copy] = [await office.open('second'), await office.open('copy')];
  twoDesks.second = original;
  for (const window of [original, copy]) {
    await window.unlock();
    await window.signIn('registrar');
  }
  const ours = await original.registerPaper('71');
  const theirs = await copy.registerPaper('72', 'Друга тема');
  // Neither can know of the other: what no witness on a machine tells, the office settles.
  expect(theirs.registrationIndex).toBe(ours.registrationIndex);
  await copy.desk.asleep(async () => {
    await office.server.start();
    await original.exchange();
  });
  await copy.exchange();

  await copy.command(t('sync.tab.conflicts'));
  const conflict = conflictInHand(copy, 'number');
  await expect(conflict).toContainText(t('sync.mark', { index: ours.registrationIndex, letter: 'а' }));
  await expect(conflict.getByRole('region', { name: t('sync.side.earlier.number') })).toContainText('Перша тема');
  await expect(conflict.getByRole('region', { name: t('sync.side.later.number') })).toContainText('Друга тема');
  await expectAccessible(copy.page, 'a number given twice');
  await choose(copy, '1');
  await copy.type('дописано');
  await copy.press('Control+Enter');
  await expect(copy.page.getByText(t('sync.noConflicts'), { exact: true })).toBeVisible();
  await copy.exchange();
  for (const window of [first, original]) await window.exchange();
  for (const window of [first, original, copy]) {
    expect((await cardAt(window, ours)).index).toBe(ours.registrationIndex);
    expect((await cardAt(window, theirs)).index).toBe(`${ours.registrationIndex}-а`);
    expect(valueOf(await (await window.client()).sync.state({}))).toMatchObject({ link: 'online', numberSafety: 'safe', conflicts: 0, refused: 0 });
  }
  await copy.close();
});

test('the windows complained of nothing', ({ twoDesks: { office } }) => {
  expect(office.complaints()).toEqual([]);
});
