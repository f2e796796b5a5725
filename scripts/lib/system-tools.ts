import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { ToolFailed, runProcess } from './run.ts';

interface SystemTool {
  /** A command, or the name of what is no command. */
  readonly command: string;
  readonly debian: string;
  readonly use: string;
  /** Where it lies if it is no command: any one of these suffices. */
  readonly files?: readonly string[];
}

/** Where Debian keeps engines of its OpenSSL, by machine. */
const ENGINE_FOLDERS = ['x86_64', 'aarch64'].flatMap((machine) => ['engines-3', 'engines-1.1'].map((folder) => `/usr/lib/${machine}-linux-gnu/${folder}`));

/** Debian keeps the programs of PostgreSQL's server off the path, a folder a version. */
const POSTGRES_ROOT = '/usr/lib/postgresql';
const POSTGRES_PROGRAMS = existsSync(POSTGRES_ROOT) ? readdirSync(POSTGRES_ROOT).map((version) => `${POSTGRES_ROOT}/${version}/bin/initdb`) : [];

/** Parts that Debian alone packages so; on other systems their tests say that they are skipped. */
const DEBIAN_TOOLS: readonly SystemTool[] = [
  { command: 'strace', debian: 'strace', use: 'counting what reaches the disk' },
  { command: 'softhsm2-util', debian: 'softhsm2', use: 'tokens of the tests' },
  { command: 'pkcs11-tool', debian: 'opensc', use: 'putting keys and certificates into tokens of the tests' },
  { command: "openssl's engine gost", debian: 'libengine-gost-openssl', use: 'judging GOST signatures', files: ENGINE_FOLDERS.map((folder) => `${folder}/gost.so`) },
  { command: 'bcprov.jar', debian: 'libbcprov-java', use: 'judging DSTU signatures', files: ['/usr/share/java/bcprov.jar'] },
  { command: 'bcpkix.jar', debian: 'libbcpkix-java', use: 'judging DSTU signatures', files: ['/usr/share/java/bcpkix.jar'] },
  { command: 'preflight.jar', debian: 'libpdfbox2-java', use: 'judging archival PDF files', files: ['/usr/share/java/preflight.jar'] },
  { command: 'javax.activation.jar', debian: 'libactivation-java', use: 'judging archival PDF files', files: ['/usr/share/java/javax.activation.jar'] },
  { command: 'java', debian: 'default-jdk-headless', use: 'running a judge of signatures' },
  { command: "PostgreSQL's initdb", debian: 'postgresql', use: "running the central server's store", files: POSTGRES_PROGRAMS },
  { command: "CUPS' cupsd", debian: 'cups', use: 'printing in the tests', files: ['/usr/sbin/cupsd'] },
  { command: 'lp', debian: 'cups-client', use: 'printing in the tests' },
  { command: 'javac', debian: 'default-jdk-headless', use: 'building a judge of signatures' },
];

/** Programs that the tests use as real parts and independent judges, and Debian's packages of them. */
const TOOLS: readonly SystemTool[] = [
  { command: 'chromium', debian: 'chromium', use: 'end-to-end tests' },
  { command: 'pdftoppm', debian: 'poppler-utils', use: 'comparing rendered pages' },
  { command: 'zbarimg', debian: 'zbar-tools', use: 'reading the codes of printed copies as a scanner does' },
  { command: 'qpdf', debian: 'qpdf', use: 'judging the structure of PDF files' },
  { command: 'openssl', debian: 'openssl', use: 'judging signatures' },
  { command: 'pdfsig', debian: 'poppler-utils', use: 'judging signatures in PDF files' },
  { command: 'xmlsec1', debian: 'xmlsec1', use: 'judging XML signatures' },
  { command: 'xmllint', debian: 'libxml2-utils', use: 'judging the XML of packages' },
  { command: 'unzip', debian: 'unzip', use: 'opening signed containers for the judges' },
  ...(process.platform === 'linux' ? DEBIAN_TOOLS : []),
];

function isThere({ command, files }: SystemTool): boolean {
  return files === undefined ? isInstalled(command) : files.some((file) => existsSync(file));
}

function isInstalled(command: string): boolean {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(finder, [command], { stdio: 'ignore' }).status === 0;
}

/** Tools that are missing on this machine. */
export function missingTools(): string[] {
  return TOOLS.filter((tool) => !isThere(tool)).map((tool) => tool.command);
}

/** Installs what is missing where that is possible (Debian, as root); else says what to install. */
export async function installSystemTools(): Promise<void> {
  const missing = TOOLS.filter((tool) => !isThere(tool));
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
