import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { projectRoot } from '../../../scripts/lib/project.ts';
import { buildProgram, packProgram } from '../../../scripts/package.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

export interface PackedProgram {
  /** Folder that an installer would install. */
  readonly folder: string;
  /** Files inside the archive, with `/`, without folders. */
  readonly files: readonly string[];
  /** The archive's content as real files. */
  readonly extracted: string;
}

/**
 * Builds and packs the program beside the checkout, whose own `out` may be in use: a project folder with
 * the same packing configuration and installed packages, and outputs of its own.
 */
export async function packForTest(folder: string): Promise<PackedProgram> {
  const project = path.join(folder, 'project');
  mkdirSync(project);
  for (const name of ['package.json', 'package-lock.json', 'electron-builder.yml', 'LICENSE', 'resources']) cpSync(path.join(projectRoot, name), path.join(project, name), { recursive: true });
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(project, 'node_modules'), 'junction');
  await buildProgram(path.join(project, 'out'));
  const electron = makeStandInElectron(path.join(folder, 'electron'));
  await packProgram(['--projectDir', project, '--linux', 'dir', '--x64', `-c.electronDist=${electron}`]);
  const packed = path.join(project, 'dist', 'linux-unpacked');
  const archive = path.join(packed, 'resources', 'app.asar');
  const extracted = path.join(folder, 'extracted');
  extractAll(archive, extracted);
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//, ''));
  // The list names folders as well: those are what other names begin with.
  const files = names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
  return { folder: packed, files, extracted };
}
