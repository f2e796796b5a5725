import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from './project.ts';

/** Bindings of PKCS #11. Their package brings source code only; the interface is Node-API, so one build fits Node and Electron. */
const FOLDER = path.join(projectRoot, 'node_modules', 'pkcs11js');
const BUILT = path.join(FOLDER, 'build', 'Release', 'pkcs11.node');
const TARGET = `${process.platform}-${process.arch}`;
/** Says for which version and machine the last build was tried; goes with the package. */
const MARKER = path.join(FOLDER, '.chancery-build');
const BUILD_LIMIT_MILLISECONDS = 300_000;

/** Why the module cannot be built here. */
class NotBuildable extends Error {
  override readonly name = 'NotBuildable';
}

/**
 * Builds the native module for tokens, once for each version and machine. Where that is impossible it says so
 * in one line and the program goes on without tokens.
 *
 * @param retry builds again after a build that failed.
 */
export function buildNativeModules({ retry }: { readonly retry: boolean }): void {
  if (!existsSync(FOLDER)) return;
  const current = `${packageVersion()} ${TARGET}`;
  const tried = existsSync(MARKER) && readFileSync(MARKER, 'utf8') === current;
  if (tried && (existsSync(BUILT) || !retry)) return;
  try {
    build();
    // The packed program takes the module of its own target from here, and none where there is none.
    const forPackage = path.join(FOLDER, 'build', TARGET);
    mkdirSync(forPackage, { recursive: true });
    copyFileSync(BUILT, path.join(forPackage, path.basename(BUILT)));
  } catch (error) {
    if (!(error instanceof NotBuildable)) throw error;
    process.stderr.write(`chancery: signing with tokens cannot be used here: ${error.message}\n`);
  }
  writeFileSync(MARKER, current);
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8')) as { version: string }).version;
}

/** @throws NotBuildable */
function build(): void {
  const headers = headerFolder();
  const gyp = nodeGyp();
  process.stderr.write('chancery: building the module for tokens (once) …\n');
  const { status, error, stderr } = spawnSync(process.execPath, [gyp, 'rebuild', '--nodedir', headers], { cwd: FOLDER, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], timeout: BUILD_LIMIT_MILLISECONDS });
  if (error !== undefined) throw new NotBuildable(`the build did not end well (${error.message})`);
  if (status !== 0 || !existsSync(BUILT)) throw new NotBuildable(`its module could not be built (${reasonOf(stderr)})`);
}

/** The line in which make names a program that it does not find, else the one in which node-gyp names its error. */
function reasonOf(output: string): string {
  const lines = output.split('\n');
  const missing = lines.find((line) => line.startsWith('make: ') && !line.startsWith('make: ***'));
  const failed = lines.find((line) => line.startsWith('gyp ERR! stack'))?.replace('gyp ERR! stack', '');
  return (missing ?? failed)?.trim() ?? 'no compiler was found';
}

/** Node's own headers: those of the running Node, so that none are downloaded. @throws NotBuildable */
function headerFolder(): string {
  const folder = path.dirname(path.dirname(realpathSync(process.execPath)));
  if (existsSync(path.join(folder, 'include', 'node', 'node_api.h'))) return folder;
  throw new NotBuildable('this Node has no headers beside it to build the module with');
}

/** node-gyp as npm carries it. @throws NotBuildable */
function nodeGyp(): string {
  const npm = npmFile();
  try {
    return createRequire(npm).resolve('node-gyp/bin/node-gyp.js');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'))) throw error;
    throw new NotBuildable('npm brings no node-gyp along to build the module with');
  }
}

/** npm's own script: the one that started us, else the one on the path. @throws NotBuildable */
function npmFile(): string {
  const { npm_execpath: started } = process.env;
  if (started !== undefined && /\.c?js$/.test(started) && existsSync(started)) return realpathSync(started);
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const found = path.join(folder, process.platform === 'win32' ? 'npm.cmd' : 'npm');
    if (!path.isAbsolute(found) || !existsSync(found)) continue;
    const script = process.platform === 'win32' ? path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js') : realpathSync(found);
    if (existsSync(script)) return script;
  }
  throw new NotBuildable('npm was not found to build the module with');
}
