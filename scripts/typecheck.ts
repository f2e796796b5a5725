/** Type check of each part by its own tsconfig: what a part may use differs. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';
import { runTool } from './lib/run.ts';

const PARTS = ['src-shared', 'src-main', 'src-renderer', 'src-server', 'tests'];

for (const part of PARTS) {
  const config = path.join(part, 'tsconfig.json');
  if (!existsSync(path.join(projectRoot, config))) continue;
  process.stderr.write(`chancery: types of ${part} …\n`);
  await runTool('tsc', ['-p', config]);
}
