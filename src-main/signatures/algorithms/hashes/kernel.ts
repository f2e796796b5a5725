import { instantiate } from '../webassembly/instance.ts';
import type { WasmFunction } from '../webassembly/assembler.ts';

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

export function loadKernel({ functions, stateAt, blockBytes }: KernelLayout): Kernel {
  const instance = instantiate(functions, WINDOW_AT / PAGE + WINDOW_PAGES);
  const memory = new Uint8Array(instance.memory);
  const windowBytes = WINDOW_PAGES * PAGE;
  return {
    write: (at, bytes) => memory.set(bytes, at),
    run: (name, state, blocks) => {
      const entry = instance.entry(name);
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
