import { Refusal } from '#shared/contract/errors.ts';
import type { FetchSettings } from '#shared/contract/evidence.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { parseAllowedHost, parseProxy } from './fetching/url-guard.ts';

/** Evidence is fetched unless the administrator says otherwise; only from the public Internet, without a proxy. */
const DEFAULTS: FetchSettings = { fetch: true, allowedHosts: [], proxy: null };
const ENTITY = 'evidence-settings';

function shown(settings: FetchSettings): Record<keyof FetchSettings, string | null> {
  return { fetch: String(settings.fetch), allowedHosts: settings.allowedHosts.join(', ') || null, proxy: settings.proxy };
}

/** Whether and how the desk asks the addresses that certificates name. */
export class FetchSettingsRecord {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  read(): FetchSettings {
    const row = this.#store.database.prepare<[], { fetch: number; allowed_hosts: string; proxy: string | null }>('SELECT fetch, allowed_hosts, proxy FROM evidence_setting').get();
    return row === undefined ? DEFAULTS : { fetch: row.fetch === 1, allowedHosts: z.array(z.string()).parse(JSON.parse(row.allowed_hosts)), proxy: row.proxy };
  }

  /** @throws Refusal where a host or the proxy cannot be read; nothing is changed then. */
  change(next: FetchSettings, actor: Actor): FetchSettings {
    const wrong = next.allowedHosts.find((host) => parseAllowedHost(host) === null);
    if (wrong !== undefined) throw new Refusal('refused', 'error.allowedHostWrong', { host: wrong }, [{ path: 'allowedHosts', message: 'error.allowedHostWrong' }]);
    if (next.proxy !== null && parseProxy(next.proxy) === null) throw new Refusal('refused', 'error.proxyWrong', { proxy: next.proxy }, [{ path: 'proxy', message: 'error.proxyWrong' }]);
    const settings: FetchSettings = { ...next, allowedHosts: [...new Set(next.allowedHosts.map((host) => host.toLowerCase()))] };
    const [before, after] = [shown(this.read()), shown(settings)];
    const changes = (Object.keys(after) as (keyof FetchSettings)[]).filter((field) => before[field] !== after[field]).map((field) => ({ field, before: before[field], after: after[field] }));
    if (changes.length === 0) return settings;
    this.#store.commit((transaction) => transaction.append({ kind: 'evidence.settingsChanged', entity: ENTITY, stream: MAIN_STREAM, actor: operationActor(actor), payload: settings, changes }));
    return settings;
  }
}
