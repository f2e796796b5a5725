/** `npm run licences`: gathers the licences of all that the product ships with into out/third-party-licences.txt. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';
import { thirdPartyLicences } from './lib/third-party-licences.ts';

const target = path.join(projectRoot, 'out', 'third-party-licences.txt');
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, thirdPartyLicences());
process.stderr.write(`chancery: ${path.relative(projectRoot, target)} written\n`);
