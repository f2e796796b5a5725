import { execFileSync, type ExecFileSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where Debian's packages libpdfbox2-java and libactivation-java, and what they stand on, put their archives. */
const ARCHIVES = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'javax.activation'].map((name) => `/usr/share/java/${name}.jar`);
const PROGRAM = ['Preflight.java', 'javax/xml/bind/DatatypeConverter.java'].map((file) => path.join(import.meta.dirname, file));
const LIMIT_MILLISECONDS = 180_000;

/** Whether PDFBox Preflight can be asked: its archives and a Java with its compiler are there. */
export const preflightPresent = ARCHIVES.every(existsSync) && hasCompiler();

/** Stands behind the title of a test that needs the judge. */
export const preflightSuffix = preflightPresent ? '' : ' (skipped: no PDFBox Preflight)';

function hasCompiler(): boolean {
  const { stdout, error } = spawnSync('java', ['--list-modules'], { encoding: 'utf8', timeout: LIMIT_MILLISECONDS });
  return error === undefined && stdout.includes('jdk.compiler');
}

/**
 * PDFBox Preflight as an independent judge of PDF/A-1b: one Java process for all files, since its start is slow.
 * @returns by name `valid`, or what speaks against the file
 */
export function preflight(files: Readonly<Record<string, Uint8Array>>): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-'));
  try {
    const names = Object.keys(files);
    const paths = names.map((name, at) => {
      const file = path.join(folder, `${at}.pdf`);
      writeFileSync(file, files[name] ?? new Uint8Array());
      return file;
    });
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', timeout: LIMIT_MILLISECONDS, stdio: ['ignore', 'pipe', 'pipe'] };
    execFileSync('javac', ['-J-XX:TieredStopAtLevel=1', '-d', folder, '-cp', ARCHIVES.join(':'), ...PROGRAM], options);
    const answers = execFileSync('java', ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', [folder, ...ARCHIVES].join(':'), 'Preflight', ...paths], options).trimEnd().split('\n');
    if (answers.length !== names.length) throw new Error(`the judge answered ${answers.length} times for ${names.length} files: ${answers.join(' | ')}`);
    return Object.fromEntries(names.map((name, at) => [name, answers[at] ?? '']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
