import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN_ROOT = '/usr/lib/postgresql';

/** Folder of initdb and postgres; null where PostgreSQL is not installed. */
export function findPostgres(): string | null {
  const versions = existsSync(DEBIAN_ROOT) ? readdirSync(DEBIAN_ROOT).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => path.join(DEBIAN_ROOT, version, 'bin')), ...(process.env['PATH'] ?? '').split(path.delimiter)];
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres'))) ?? null;
}

/** PostgreSQL refuses to run as root; an account without rights runs it then. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const account of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, account], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // No such account: the next one.
    }
  }
  throw new Error('no account without rights was found to run PostgreSQL');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** A real PostgreSQL in a folder of its own, with fsync on. */
export class PostgresCluster {
  readonly connection: string;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(connection: string, folder: string, process: ChildProcess) {
    this.connection = connection;
    this.#folder = folder;
    this.#process = process;
  }

  static async start(): Promise<PostgresCluster> {
    const bin = findPostgres();
    if (bin === null) throw new Error('PostgreSQL is not installed');
    const who = unprivileged();
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-postgres-'));
    if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
    const data = path.join(folder, 'data');
    const environment = { PATH: process.env['PATH'], LC_ALL: 'C' };
    execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'chancery', '--auth=trust', '--encoding=UTF8', '--no-sync'], { ...who, cwd: folder, env: environment, stdio: 'ignore' });
    return PostgresCluster.#run(bin, folder);
  }

  static async #run(bin: string, folder: string): Promise<PostgresCluster> {
    const port = await freePort();
    const settings = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${folder}`, 'fsync=on', 'synchronous_commit=on', 'max_connections=120'];
    const server = spawn(path.join(bin, 'postgres'), ['-D', path.join(folder, 'data'), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], { ...unprivileged(), cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' }, stdio: 'ignore' });
    const cluster = new PostgresCluster(`postgres://chancery@127.0.0.1:${port}/postgres`, folder, server);
    await cluster.#untilReady();
    return cluster;
  }

  /** A standby of this one by streaming replication; from now on each commit here waits for its disk. */
  async synchronousStandby(): Promise<PostgresCluster> {
    const bin = findPostgres();
    if (bin === null) throw new Error('PostgreSQL is not installed');
    const who = unprivileged();
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-postgres-'));
    if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
    const { port } = new URL(this.connection);
    execFileSync(path.join(bin, 'pg_basebackup'), ['--pgdata', path.join(folder, 'data'), '--dbname', `host=127.0.0.1 port=${port} user=chancery application_name=standby`, '--checkpoint=fast', '--write-recovery-conf'], { ...who, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' }, stdio: 'ignore' });
    const standby = await PostgresCluster.#run(bin, folder);
    await this.#query("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)'");
    await this.#query('SELECT pg_reload_conf()');
    return standby;
  }

  /** A standby becomes the primary. */
  async promote(): Promise<void> {
    await this.#query('SELECT pg_promote()');
  }

  /** A database of its own, so that tests do not meet. */
  async newDatabase(): Promise<string> {
    const name = `test_${Math.random().toString(36).slice(2)}`;
    await this.#query(`CREATE DATABASE ${name}`);
    return this.connection.replace(/postgres$/, name);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = new Promise((resolve) => this.#process.once('exit', resolve));
      // "Immediate": nothing is kept of it anyway.
      this.#process.kill('SIGQUIT');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #query(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.connection });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  }

  async #untilReady(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#query('SELECT 1');
      } catch (error) {
        if (attempt >= 200 || this.#process.exitCode !== null) throw error;
      }
      await sleep(50);
    }
  }
}
