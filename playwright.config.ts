import { defineConfig } from '@playwright/test';

/** End-to-end tests in real browsers: the loopback host in Debian's Chromium, Electron where a binary is found. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'out/test-results/playwright',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  use: { actionTimeout: 15_000 },
  projects: [
    { name: 'e2e-loopback', testDir: 'tests/e2e-loopback', testMatch: '**/*.spec.ts' },
    { name: 'e2e-electron', testDir: 'tests/e2e-electron', testMatch: '**/*.spec.ts' },
  ],
});
