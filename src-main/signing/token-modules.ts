import { existsSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '#shared/contract/errors.ts';
import { inTransaction } from '../store/database.ts';
import type { Store } from '../store/store.ts';

/**
 * Libraries of tokens on this machine (PKCS #11), in the order in which they are asked. They never travel: another
 * machine has others, and a path from elsewhere would have foreign code loaded here.
 */
export class TokenModules {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  all(): string[] {
    return this.#store.database.prepare<[], { path: string }>('SELECT path FROM token_module ORDER BY position').all().map((row) => row.path);
  }

  /** @throws Refusal where one is no file of this machine; nothing is changed then */
  set(modules: readonly string[]): void {
    const wrong = modules.find((module) => !path.isAbsolute(module) || !existsSync(module));
    if (wrong !== undefined) throw new Refusal('refused', 'error.tokenModuleMissing', { path: wrong }, [{ path: 'modules', message: 'error.tokenModuleMissing' }]);
    const { database } = this.#store;
    inTransaction(database, () => {
      database.exec('DELETE FROM token_module');
      const insert = database.prepare<[string, number]>('INSERT INTO token_module (path, position) VALUES (?, ?)');
      for (const [position, module] of [...new Set(modules)].entries()) insert.run(module, position);
    });
  }
}
