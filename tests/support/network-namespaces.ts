import { execFileSync, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Two last numbers of an address are left to hosts; the network is of the range for tests (RFC 2544). */
const NETWORK = '198.18.0';
/** Name of the link, where the machine has it that joined. */
const LINE = 'line0';

function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** What keeps network namespaces from being made here; null: nothing. */
export function namespacesMissing(): string | null {
  if (process.platform !== 'linux') return 'no Linux';
  if (process.getuid?.() !== 0) return 'not root';
  if (!succeeds('ip', '-V')) return 'no ip';
  const name = `chancery-try-${process.pid}`;
  const made = succeeds('ip', 'netns', 'add', name) && succeeds('ip', '-n', name, 'link', 'add', 'try-a', 'type', 'veth', 'peer', 'name', 'try-b');
  const entered = made && succeeds('ip', 'netns', 'exec', name, 'true');
  spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  return entered ? null : 'no right to make network namespaces';
}

/** What keeps packets from being lost on a link here; null: nothing. */
export function lossMissing(): string | null {
  if (!succeeds('tc', '-V')) return 'no tc';
  const name = `chancery-loss-${process.pid}`;
  const possible = succeeds('ip', 'netns', 'add', name) && succeeds('ip', 'netns', 'exec', name, 'tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'loss', '1%');
  spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  return possible ? null : 'no netem in this kernel';
}

/** One end of the network: a machine of its own as far as the network goes. */
export interface Namespace {
  readonly name: string;
  readonly address: string;
  /** Words before a program's that let it run there. */
  readonly through: readonly string[];
}

/** A machine in the middle, and others that reach it, each by a link of its own. All gone with the test. */
export class StarNetwork {
  readonly centre: Namespace;
  readonly #prefix: string;
  readonly #ends: Namespace[] = [];

  constructor() {
    this.#prefix = `ch${process.pid}`;
    this.centre = namespace(`${this.#prefix}c`, `${NETWORK}.1`);
    ip('netns', 'add', this.centre.name);
    onTestFinished(() => {
      for (const { name } of [...this.#ends, this.centre]) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
    });
    this.#in(this.centre, 'link', 'set', 'lo', 'up');
    this.#in(this.centre, 'addr', 'add', `${this.centre.address}/32`, 'dev', 'lo');
  }

  /** One more machine with its link to the middle. */
  join(): Namespace {
    const number = this.#ends.length + 2;
    const end = namespace(`${this.#prefix}e${number}`, `${NETWORK}.${number}`);
    ip('netns', 'add', end.name);
    this.#ends.push(end);
    this.#in(end, 'link', 'add', LINE, 'type', 'veth', 'peer', 'name', `to${number}`, 'netns', this.centre.name);
    this.#in(this.centre, 'link', 'set', `to${number}`, 'up');
    this.#in(end, 'link', 'set', 'lo', 'up');
    this.#in(end, 'addr', 'add', `${end.address}/32`, 'dev', LINE);
    this.raise(end);
    this.#in(this.centre, 'route', 'add', `${end.address}/32`, 'dev', `to${number}`);
    return end;
  }

  /** The cable is pulled: nobody is told, packets are just gone. */
  fall(end: Namespace): void {
    this.#in(end, 'link', 'set', LINE, 'down');
  }

  raise(end: Namespace): void {
    this.#in(end, 'link', 'set', LINE, 'up');
    // A link that falls takes its routes with it.
    this.#in(end, 'route', 'replace', `${this.centre.address}/32`, 'dev', LINE, 'src', end.address);
  }

  /** Words of `tc qdisc … root`, on both ends of a link. */
  shape(end: Namespace, ...words: readonly string[]): void {
    for (const [at, device] of [[end, LINE], [this.centre, `to${end.address.split('.').at(-1)}`]] as const) ip('netns', 'exec', at.name, 'tc', 'qdisc', 'replace', 'dev', device, 'root', ...words);
  }

  unshape(end: Namespace): void {
    for (const [at, device] of [[end, LINE], [this.centre, `to${end.address.split('.').at(-1)}`]] as const) ip('netns', 'exec', at.name, 'tc', 'qdisc', 'del', 'dev', device, 'root');
  }

  #in({ name }: Namespace, ...words: readonly string[]): void {
    ip('-n', name, ...words);
  }
}

function namespace(name: string, address: string): Namespace {
  return { name, address, through: ['ip', 'netns', 'exec', name] };
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
