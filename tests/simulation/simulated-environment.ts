import type { Environment } from '../../src-main/environment.ts';
import { Random } from './random.ts';

/** The machine stopped here: nothing after it happened. */
export class SimulatedCrash extends Error {
  constructor(place: string) {
    super(`crashed at ${place}`);
    this.name = 'SimulatedCrash';
  }
}

/** One start of a program: clock, randomness and the place where it will die. */
export class SimulatedEnvironment implements Environment {
  readonly #clock: () => number;
  readonly #random: Random;
  /** Places of crash to pass before the next one is the end; null: it lives. */
  #passes: number | null = null;
  #dead = false;
  readonly #onPlace: (name: string) => void;

  constructor(clock: () => number, seed: string, onPlace: (name: string) => void = () => undefined) {
    this.#clock = clock;
    this.#random = new Random(seed);
    this.#onPlace = onPlace;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  now(): number {
    return this.#clock();
  }

  randomBytes(length: number): Uint8Array {
    return this.#random.bytes(length);
  }

  /** Dies at one of the next places. */
  crashAfter(passes: number): void {
    this.#passes = passes;
  }

  /** No crash is to come. */
  calm(): void {
    this.#passes = null;
  }

  crashPoint(name: string): void {
    if (this.#dead) throw new SimulatedCrash(name);
    this.#onPlace(name);
    if (this.#passes === null) return;
    this.#passes -= 1;
    if (this.#passes > 0) return;
    this.#dead = true;
    throw new SimulatedCrash(name);
  }
}
