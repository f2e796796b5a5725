import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether the programs are installed that stand for printer and scanner. */
export const scannerPresent = ['pdftoppm', 'zbarimg'].every((tool) => spawnSync('which', [tool]).status === 0);

/** The QR codes of a PDF's pages in order, read by an independent reader from what a printer and a scanner of 150 dpi leave of them. */
export function scannedCodes(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'scanned-'));
  try {
    writeFileSync(path.join(folder, 'copy.pdf'), pdf);
    execFileSync('pdftoppm', ['-gray', '-png', '-r', '150', path.join(folder, 'copy.pdf'), path.join(folder, 'page')], { stdio: 'pipe', timeout: 60_000 });
    const pages = readdirSync(folder).filter((name) => name.endsWith('.png')).sort();
    return pages.map((name) => execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', path.join(folder, name)], { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 }).trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
