import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SCHEDULER = '/usr/sbin/cupsd';
const PROGRAMS = '/usr/lib/cups';

/** Null where CUPS can be started here; else why its tests are skipped. */
export function cupsMissing(): string | null {
  if (process.platform !== 'linux') return 'CUPS is tried on Linux';
  return existsSync(SCHEDULER) && existsSync(PROGRAMS) ? null : 'cupsd is not installed (Debian: cups)';
}

/** Keeps what is printed as `<job>.pdf`; waits first where a file `hold` lies beside. */
const KEEPING_BACKEND = `#!/bin/sh
[ $# -eq 0 ] && exit 0
out="\${DEVICE_URI#keeps:}"
while [ -e "$out/hold" ]; do sleep 0.1; done
printf '%s %s %s\\n' "$1" "$4" "$5" >> "$out/jobs"
cat "$6" > "$out/$1.part" && mv "$out/$1.part" "$out/$1.pdf"
`;
/** Ends with the code that its address names: 1 gives a job up, 4 stops the queue (backend(7)). */
const BREAKING_BACKEND = `#!/bin/sh
[ $# -eq 0 ] && exit 0
echo "ERROR: out of paper" >&2
exit "\${DEVICE_URI#breaks:/}"
`;

/** A real cupsd with its own folders and socket, whose queues print into files. */
export class CupsServer {
  /** Value of CUPS_SERVER by which the commands reach it. */
  readonly socket: string;
  /** Folder of what was printed. */
  readonly printed: string;
  readonly #folder: string;
  #process: ChildProcess | null = null;

  private constructor(folder: string) {
    this.#folder = folder;
    this.socket = path.join(folder, 'cups.sock');
    this.printed = path.join(folder, 'printed');
  }

  static async start(): Promise<CupsServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-cups-'));
    // The scheduler's backends run under another account than root.
    chmodSync(folder, 0o755);
    for (const name of ['root', 'spool/tmp', 'cache', 'state', 'log', 'programs/backend', 'printed']) mkdirSync(path.join(folder, name), { recursive: true });
    const server = new CupsServer(folder);
    chmodSync(server.printed, 0o777);
    for (const name of readdirSync(PROGRAMS).filter((name) => name !== 'backend')) symlinkSync(path.join(PROGRAMS, name), path.join(folder, 'programs', name));
    for (const [name, text] of [['keeps', KEEPING_BACKEND], ['breaks', BREAKING_BACKEND]] as const) {
      writeFileSync(path.join(folder, 'programs', 'backend', name), text);
      chmodSync(path.join(folder, 'programs', 'backend', name), 0o755);
    }
    server.#configure();
    await server.run();
    return server;
  }

  /** Starts the scheduler, or starts it again after {@link halt}. */
  async run(): Promise<void> {
    this.#process = spawn(SCHEDULER, ['-f', '-c', path.join(this.#folder, 'root', 'cupsd.conf'), '-s', path.join(this.#folder, 'root', 'cups-files.conf')], { stdio: 'ignore' });
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.#command('lpstat', ['-r']);
        if (existsSync(this.socket)) return;
      } catch (error) {
        if (attempt > 100) throw error;
      }
      if (attempt > 100 || this.#process.exitCode !== null) throw new Error(`cupsd did not start: ${readFileSync(path.join(this.#folder, 'log', 'error'), 'utf8')}`);
      await sleep(50);
    }
  }

  addQueue(name: string, device: 'keeps' | 'gives-up' | 'stops' = 'keeps', description = name): void {
    const uri = { keeps: `keeps:${this.printed}`, 'gives-up': 'breaks:/1', stops: 'breaks:/4' }[device];
    this.#command('lpadmin', ['-p', name, '-D', description, '-E', '-v', uri, '-m', 'raw', '-o', `printer-error-policy=${device === 'gives-up' ? 'abort-job' : 'stop-printer'}`]);
  }

  makeDefault(name: string): void {
    this.#command('lpadmin', ['-d', name]);
  }

  removeQueue(name: string): void {
    this.#command('lpadmin', ['-x', name]);
  }

  disable(name: string, reason: string): void {
    this.#command('cupsdisable', ['-r', reason, name]);
  }

  enable(name: string): void {
    this.#command('cupsenable', [name]);
  }

  reject(name: string, reason: string): void {
    this.#command('cupsreject', ['-r', reason, name]);
  }

  accept(name: string): void {
    this.#command('cupsaccept', [name]);
  }

  /** While it is on, jobs stay with the printer. */
  hold(on: boolean): void {
    const file = path.join(this.printed, 'hold');
    if (on) writeFileSync(file, '');
    else rmSync(file, { force: true });
  }

  /** Bytes of what came out, in the order of the jobs. */
  output(): Buffer[] {
    const jobs = existsSync(path.join(this.printed, 'jobs')) ? readFileSync(path.join(this.printed, 'jobs'), 'utf8').trim().split('\n') : [];
    return jobs.flatMap((line) => {
      const file = path.join(this.printed, `${line.split(' ')[0]}.pdf`);
      return existsSync(file) ? [readFileSync(file)] : [];
    });
  }

  /** Copies and options that the backend was given, a line a job. */
  jobs(): string[] {
    const file = path.join(this.printed, 'jobs');
    return existsSync(file) && statSync(file).size > 0 ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Ends the scheduler; queues and history stay. */
  async halt(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  }

  /** Starts it again with its queues, but without a job or the count of them, as after a disk of its own was lost. */
  async loseSpool(): Promise<void> {
    await this.halt();
    for (const name of ['spool', 'cache']) rmSync(path.join(this.#folder, name), { recursive: true, force: true });
    for (const name of ['spool/tmp', 'cache']) mkdirSync(path.join(this.#folder, name), { recursive: true });
    await this.run();
  }

  async stop(): Promise<void> {
    this.hold(false);
    await this.halt();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #command(command: string, args: readonly string[]): void {
    const sbin = `/usr/sbin/${command}`;
    execFileSync(existsSync(sbin) ? sbin : command, args, { env: { PATH: process.env['PATH'], LC_ALL: 'C', CUPS_SERVER: this.socket }, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  #configure(): void {
    const at = (name: string): string => path.join(this.#folder, name);
    const files = { SystemGroup: 'root', ServerRoot: at('root'), ServerBin: at('programs'), DataDir: '/usr/share/cups', RequestRoot: at('spool'), TempDir: at('spool/tmp'), CacheDir: at('cache'), StateDir: at('state'), AccessLog: at('log/access'), ErrorLog: at('log/error'), PageLog: at('log/page') };
    writeFileSync(at('root/cups-files.conf'), Object.entries(files).map(([name, value]) => `${name} ${value}\n`).join(''));
    writeFileSync(
      at('root/cupsd.conf'),
      `Listen ${this.socket}\nLogLevel warn\nBrowsing Off\nWebInterface No\nDefaultAuthType None\nPreserveJobHistory Yes\n<Location />\n  Order allow,deny\n  Allow all\n</Location>\n<Policy default>\n  JobPrivateAccess all\n  JobPrivateValues none\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>\n`,
    );
  }
}
