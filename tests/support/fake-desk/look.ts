/**
 * Opens the built page in Chromium on the fake desk, takes pictures of every screen and asks axe.
 *
 *   npx vite build && node tests/support/fake-desk/look.ts [folder for pictures] [part of a picture's name]
 */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from '@playwright/test';
import { FakeDesk } from './fake-desk.ts';
import { sampleFiles } from './sample-files.ts';
import { serveFakeDesk } from './server.ts';
import { DRAFT_SHOTS } from './look-drafts.ts';
import { APPLICATION_SHOTS } from './look-applications.ts';
import { CONTRACT_SHOTS } from './look-contracts.ts';
import { SIMPLE_SIGNATURE_SHOTS } from './look-simple-signatures.ts';
import { TERM_SHOTS } from './look-terms.ts';
import { EXECUTION_SHOTS } from './look-execution.ts';
import { CASE_FILE_SHOTS } from './look-case-files.ts';
import { DESTRUCTION_SHOTS } from './look-destruction.ts';
import { DUTY_SHOTS } from './look-duties.ts';
import { EXCHANGE_SHOTS } from './look-exchange.ts';
import { FIXITY_SHOTS } from './look-fixity.ts';
import { PACKAGE_SHOTS } from './look-packages.ts';
import { PRESERVATION_SHOTS } from './look-preservation.ts';
import { READING_ROOM_SHOTS } from './look-reading-room.ts';
import { REQUIRED_ACT_SHOTS } from './look-required-acts.ts';
import { INVENTORY_SHOTS } from './look-inventories.ts';
import { NOTIFICATION_SHOTS } from './look-notifications.ts';
import { SIGNING_SHOTS } from './look-signing.ts';
import { SIGNATURE_REGISTER_SHOTS } from './look-signature-register.ts';
import { LARGE, type Shot, SHOTS } from './look-scenes.ts';

const FOLDER = process.argv[2] ?? join(tmpdir(), 'shots');
const ONLY = process.argv[3] ?? '';

async function take(browser: Browser, shot: Shot, files: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
  const desk = new FakeDesk({ ...shot.desk, files });
  const { url, close } = await serveFakeDesk(desk);
  const context = await browser.newContext({ viewport: shot.size ?? LARGE, reducedMotion: 'reduce' });
  const language = shot.language ?? 'ru';
  await context.addInitScript(`localStorage.setItem('chancery.preferences', ${JSON.stringify(JSON.stringify({ state: { language, scheme: shot.scheme ?? 'light', panes: {} }, version: 0 }))})`);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  try {
    await page.goto(url);
    await page.locator('main').first().waitFor();
    await page.waitForTimeout(500);
    await shot.steps?.(page, language);
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(FOLDER, `${shot.name}.png`) });
    const axe = await new AxeBuilder({ page }).analyze();
    for (const violation of axe.violations) problems.push(`axe ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`);
  } catch (cause) {
    problems.push(`could not be taken: ${String(cause)}`);
    await page.screenshot({ path: join(FOLDER, `${shot.name}.png`) });
  } finally {
    await context.close();
    await close();
  }
  return problems;
}

await mkdir(FOLDER, { recursive: true });
const files = await sampleFiles();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] });
let found = 0;
for (const shot of [...SHOTS, ...EXCHANGE_SHOTS, ...EXECUTION_SHOTS, ...DRAFT_SHOTS, ...NOTIFICATION_SHOTS, ...APPLICATION_SHOTS, ...CONTRACT_SHOTS, ...SIGNING_SHOTS, ...SIGNATURE_REGISTER_SHOTS, ...SIMPLE_SIGNATURE_SHOTS, ...DESTRUCTION_SHOTS, ...DUTY_SHOTS, ...FIXITY_SHOTS, ...PRESERVATION_SHOTS, ...READING_ROOM_SHOTS, ...REQUIRED_ACT_SHOTS, ...INVENTORY_SHOTS, ...PACKAGE_SHOTS, ...CASE_FILE_SHOTS, ...TERM_SHOTS].filter(({ name }) => name.includes(ONLY))) {
  const problems = await take(browser, shot, files);
  found += problems.length;
  process.stdout.write(`${shot.name}${problems.length === 0 ? '' : `\n  ${[...new Set(problems)].join('\n  ')}`}\n`);
}
await browser.close();
process.exitCode = found === 0 ? 0 : 1;
