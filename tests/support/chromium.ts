import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, expect, type Page } from '@playwright/test';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Real Chromium with an empty profile that talks to nobody. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) throw new Error('no Chromium was found; install it (Debian: chromium) or name it in CHROMIUM');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
  // As root, as in containers, Chromium's own sandbox cannot start.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet });
}

/** axe finds nothing on the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(settledColours);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${where}: ${violation.id} ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

/** A dialog that is still fading in has colours that nobody gets to read. Runs in the page; what turns for ever is not waited for. */
async function settledColours(): Promise<void> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  // A transition is put on in one frame and begins in the next.
  await frame();
  await frame();
  const fading = document.getAnimations().filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime ?? 0)));
  await Promise.allSettled(fading.map(({ finished }) => finished));
}

/** What a page complains about: broken policy, failed scripts, errors. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
