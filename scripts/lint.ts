/** Lint: rules of the language (oxlint, with types) and the walls of the house (dependency-cruiser). */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';
import { runTool } from './lib/run.ts';

const FOLDERS = ['src-shared', 'src-main', 'src-renderer', 'src-server', 'scripts', 'bin', 'tests'].filter((folder) => existsSync(path.join(projectRoot, folder)));

await runTool('oxlint', ['--type-aware', '--deny-warnings', ...FOLDERS]);
await runTool('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...FOLDERS.filter((folder) => folder !== 'tests')]);
