import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** One project per kind of test, named as its folder; scripts/test.ts runs them fast first. */
function project(name: string, options: { timeoutSeconds: number; environment?: 'node' | 'jsdom' }) {
  return {
    plugins: options.environment === 'jsdom' ? [react()] : [],
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      environment: options.environment ?? ('node' as const),
      testTimeout: options.timeoutSeconds * 1000,
      hookTimeout: options.timeoutSeconds * 1000,
      // One second, the usual limit, is short for a machine that does other work.
      expect: { poll: { timeout: 15_000 } },
      pool: 'forks' as const,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', { timeoutSeconds: 20 }),
      project('renderer', { timeoutSeconds: 20, environment: 'jsdom' }),
      project('contract', { timeoutSeconds: 30 }),
      project('security', { timeoutSeconds: 30 }),
      project('integration', { timeoutSeconds: 120 }),
      project('corpora', { timeoutSeconds: 120 }),
    ],
    reporters: ['default'],
  },
});
