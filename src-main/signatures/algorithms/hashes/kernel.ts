import { assemble } from './wasm-assembler.ts';
import type { WasmFunction } from './wasm-assembler.ts';

/** Input that is handed over at once. */
const WINDOW_PAGES = 1;
const PAGE = 65536;
/** Tables, state and scratch of a kernel lie below the window of the input. */
const WINDOW_AT = PAGE;

/** The inner loop of a hash, as machine code over one small memory that all its running hashes share. */
export interface Kernel {
  /** Puts bytes, such as tables, into the memory. */
  write(at: number, bytes: Uint8Array): void;
  /**
   * Calls a function of the kernel with address and number of blocks, as often as the input needs.
   *
   * @param state lies at `stateAt` meanwhile and is changed in its place.
   * @param blocks whole blocks, any number of them.
   */
  run(name: string, state: Uint8Array, blocks: Uint8Array): void;
}

export interface KernelLayout {
  readonly functions: readonly WasmFunction[];
  readonly stateAt: number;
  readonly blockBytes: number;
}

/** What is used of the engine's WebAssembly: Node's own types leave it out. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

type Entry = (address: number, count: number) => void;

export function loadKernel({ functions, stateAt, blockBytes }: KernelLayout): Kernel {
  const engine = Reflect.get(globalThis, 'WebAssembly') as Engine;
  const { exports } = new engine.Instance(new engine.Module(assemble(functions, WINDOW_AT / PAGE + WINDOW_PAGES)));
  const memory = new Uint8Array((exports['memory'] as { readonly buffer: ArrayBuffer }).buffer);
  const windowBytes = WINDOW_PAGES * PAGE;
  return {
    write: (at, bytes) => memory.set(bytes, at),
    run: (name, state, blocks) => {
      const entry = exports[name] as Entry;
      memory.set(state, stateAt);
      for (let at = 0; at < blocks.length; at += windowBytes) {
        const piece = blocks.subarray(at, at + windowBytes);
        memory.set(piece, WINDOW_AT);
        entry(WINDOW_AT, piece.length / blockBytes);
      }
      state.set(memory.subarray(stateAt, stateAt + state.length));
    },
  };
}

/** The value, made when it is first asked for. */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
