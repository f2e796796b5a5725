import { spawnSync } from 'node:child_process';
import { ToolFailed, runProcess } from './run.ts';

/** Programs that the tests use as real parts and independent judges, and Debian's packages of them. */
const TOOLS: readonly { readonly command: string; readonly debian: string; readonly use: string }[] = [
  { command: 'chromium', debian: 'chromium', use: 'end-to-end tests' },
  { command: 'pdftoppm', debian: 'poppler-utils', use: 'comparing rendered pages' },
  { command: 'qpdf', debian: 'qpdf', use: 'judging the structure of PDF files' },
  ...(process.platform === 'linux' ? [{ command: 'strace', debian: 'strace', use: 'counting what reaches the disk' }] : []),
  { command: 'openssl', debian: 'openssl', use: 'judging signatures' },
  { command: 'pdfsig', debian: 'poppler-utils', use: 'judging signatures in PDF files' },
  { command: 'xmlsec1', debian: 'xmlsec1', use: 'judging XML signatures' },
  { command: 'unzip', debian: 'unzip', use: 'opening signed containers for the judges' },
];

function isInstalled(command: string): boolean {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(finder, [command], { stdio: 'ignore' }).status === 0;
}

/** Tools that are missing on this machine. */
export function missingTools(): string[] {
  return TOOLS.filter((tool) => !isInstalled(tool.command)).map((tool) => tool.command);
}

/** Installs what is missing where that is possible (Debian, as root); else says what to install. */
export async function installSystemTools(): Promise<void> {
  const missing = TOOLS.filter((tool) => !isInstalled(tool.command));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((tool) => tool.debian))];
  if (isInstalled('apt-get') && process.getuid?.() === 0) {
    process.stderr.write(`chancery: installing ${packages.join(', ')} with apt-get …\n`);
    try {
      const quiet = { stdout: 'ignore', env: { DEBIAN_FRONTEND: 'noninteractive' } } as const;
      await runProcess('apt-get', ['update', '-qq'], 'apt-get', quiet);
      await runProcess('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], 'apt-get', quiet);
      return;
    } catch (error) {
      if (!(error instanceof ToolFailed)) throw error;
      process.stderr.write(`chancery: ${error.message}\n`);
    }
  }
  for (const tool of missing) process.stderr.write(`chancery: please install ${tool.command} (Debian: ${tool.debian}); it is used for ${tool.use}\n`);
}
