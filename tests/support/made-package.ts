import { makePackage } from '../../src-main/packages/index.ts';
import { PACKAGE_LIMITS } from '../../src-main/packages/limits.ts';
import { readTar } from '../../src-main/packages/tar/read-tar.ts';
import { collected, sourceOf } from './package-bytes.ts';
import type { PlannedPackage } from './package-plans.ts';

/** Makes the package that is planned, as one archive. */
export async function packageBytes({ plan, contents }: PlannedPackage): Promise<Buffer> {
  const out = collected();
  await makePackage({ plan, piecesOf: (file) => [contents.get(file) ?? new Uint8Array()] }, out.write);
  return out.bytes();
}

/** Files of the package that is planned, by their paths inside its folder. */
export async function filesOfPackage(planned: PlannedPackage): Promise<Map<string, Uint8Array>> {
  const tree = readTar(sourceOf(await packageBytes(planned)), PACKAGE_LIMITS);
  return new Map(tree.entries.map((entry) => [entry.path.slice(entry.path.indexOf('/') + 1), Buffer.concat([...tree.pieces(entry)])]));
}
