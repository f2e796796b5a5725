import { Refusal } from '#shared/contract/errors.ts';
import type { SigningSettings } from '#shared/contract/signing.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { Store } from '../store/store.ts';

const ENTITY = 'signing-settings';
const DEFAULTS: SigningSettings = { timestampAuthority: null };

/** Which time-stamping authority the office uses. */
export class SigningSettingsRecord {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  read(): SigningSettings {
    const row = this.#store.database.prepare<[], { timestamp_authority: string | null }>('SELECT timestamp_authority FROM signing_setting').get();
    return row === undefined ? DEFAULTS : { timestampAuthority: row.timestamp_authority };
  }

  /** @throws Refusal where the address is not one of HTTP or HTTPS; nothing is changed then. */
  change(next: SigningSettings, actor: Actor): SigningSettings {
    const { timestampAuthority } = next;
    if (timestampAuthority !== null && !isHttpAddress(timestampAuthority)) {
      throw new Refusal('refused', 'error.timestampAuthorityWrong', { address: timestampAuthority }, [{ path: 'timestampAuthority', message: 'error.timestampAuthorityWrong' }]);
    }
    const before = this.read();
    if (before.timestampAuthority === timestampAuthority) return before;
    this.#store.commit((transaction) =>
      transaction.append({
        kind: 'signing.settingsChanged',
        entity: ENTITY,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: next,
        changes: [{ field: 'timestampAuthority', before: before.timestampAuthority, after: timestampAuthority }],
      }),
    );
    return next;
  }
}

function isHttpAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}
