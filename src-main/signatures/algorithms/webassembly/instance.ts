import { assemble } from './assembler.ts';
import type { WasmFunction } from './assembler.ts';

/** A running module: its memory, and its functions by name. They take 32-bit numbers and give nothing back. */
export interface WasmInstance {
  readonly memory: ArrayBuffer;
  /** @throws RangeError for a name that the module does not have: an error of this program. */
  entry(name: string): (...parameters: readonly number[]) => void;
}

/** What is used of the engine's WebAssembly: Node's own types leave it out. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** @param pages of 64 KiB that the memory has. */
export function instantiate(functions: readonly WasmFunction[], pages: number): WasmInstance {
  const engine = Reflect.get(globalThis, 'WebAssembly') as Engine;
  const { exports } = new engine.Instance(new engine.Module(assemble(functions, pages)));
  const { buffer } = exports['memory'] as { readonly buffer: ArrayBuffer };
  return {
    memory: buffer,
    entry: (name) => {
      const found = exports[name];
      if (typeof found !== 'function') throw new RangeError(`no function ${name}`);
      return found as (...parameters: readonly number[]) => void;
    },
  };
}
