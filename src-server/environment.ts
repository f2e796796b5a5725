import { randomBytes } from 'node:crypto';

/** What the server takes from the world besides its store; injected, so that a simulator can drive the real code. */
export interface ServerEnvironment {
  /** Instant in milliseconds since the epoch. */
  now(): number;
  randomBytes(length: number): Uint8Array;
  /** Named places between two steps where a machine may die. Production does nothing here; tests throw or kill. */
  crashPoint(name: string): void;
}

export function systemEnvironment(): ServerEnvironment {
  return { now: () => Date.now(), randomBytes: (length) => randomBytes(length), crashPoint: () => undefined };
}

/** The machine "died" at a named place: nothing may be tried again after it. */
export class Crashed extends Error {
  constructor(place: string, options: ErrorOptions) {
    super(`crashed at ${place}`, options);
    this.name = 'Crashed';
  }
}

/** Passes a crash point. @throws Crashed around whatever the test threw there. */
export function passCrashPoint(environment: ServerEnvironment, place: string): void {
  try {
    environment.crashPoint(place);
  } catch (error) {
    throw new Crashed(place, { cause: error });
  }
}

/** UUID version 7 (RFC 9562); sorts by time of making, decides no order. */
export function newId(environment: ServerEnvironment): string {
  const bytes = Buffer.from(environment.randomBytes(16));
  bytes.writeUIntBE(environment.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Instant as ISO 8601 in UTC. */
export function isoInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
