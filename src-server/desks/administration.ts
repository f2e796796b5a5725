import { newId, type ServerEnvironment } from '../environment.ts';
import { gapAct, type Gap } from '../numbers/gap-act.ts';
import { voidLeasesOf } from '../numbers/void-leases.ts';
import { isPlainId } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskContact, DeskRow, FieldConflictRow, FileTotals, JournalNumbers, NumberConflict, Organisation, Store } from '../stores/store.ts';
import { invite } from './enrolment.ts';

/** Missing files that are listed by name. */
const LISTED_FILES = 1000;

/** What the administrator of the server does, at its own command line. */
export class Administration {
  readonly #store: Store;
  readonly #environment: ServerEnvironment;

  constructor(store: Store, environment: ServerEnvironment) {
    this.#store = store;
    this.#environment = environment;
  }

  /** Returns the id of the new organisation. @throws RequestRefused where the name is blank. */
  async createOrganisation(name: string): Promise<string> {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed.includes('\0')) throw new RequestRefused('malformed', 'the organisation needs a name');
    const organisation = newId(this.#environment);
    await this.#store.createOrganisation(organisation, trimmed, this.#environment.now());
    return organisation;
  }

  organisations(): Promise<Organisation[]> {
    return this.#store.organisations();
  }

  /** A one-time code for one desk; it is shown once. @throws RequestRefused @throws UnknownOrganisation */
  invite(organisation: string, wishedCode: string | null = null): Promise<string> {
    return invite(this.#store, this.#environment, organisation, wishedCode);
  }

  desks(organisation: string): Promise<DeskContact[]> {
    return this.#store.deskContacts(organisation);
  }

  /** Cuts a desk off for ever; its unused numbers become void. @throws RequestRefused where there is no such desk. */
  async revoke(desk: string): Promise<void> {
    await this.#changeDesk(desk, (row) => ({ ...row, state: 'revoked', fence: null }), true);
  }

  /** Lets a desk pull a stream. @throws RequestRefused where there is no such desk. */
  async grant(desk: string, stream: string): Promise<void> {
    if (!isPlainId(stream)) throw new RequestRefused('malformed', 'the stream needs a name');
    await this.#changeDesk(desk, (row) => ({ ...row, streams: [...new Set([...row.streams, stream])] }));
  }

  /** What the desk holds of the stream already stays there. @throws RequestRefused where there is no such desk. */
  async withdraw(desk: string, stream: string): Promise<void> {
    await this.#changeDesk(desk, (row) => ({ ...row, streams: row.streams.filter((granted) => granted !== stream) }));
  }

  journals(organisation: string): Promise<JournalNumbers[]> {
    return this.#store.journals(organisation);
  }

  /** Files that operations name: how many are held, and the oldest of those that did not come. */
  async storage(organisation: string): Promise<{ readonly totals: FileTotals; readonly missing: Awaited<ReturnType<Store['missingFiles']>>; readonly missingMore: number }> {
    const totals = await this.#store.fileTotals(organisation);
    const missing = await this.#store.missingFiles(organisation, LISTED_FILES);
    return { totals, missing, missingMore: Math.max(0, totals.missing - missing.length) };
  }

  async conflicts(organisation: string): Promise<{ readonly numbers: readonly NumberConflict[]; readonly fields: readonly FieldConflictRow[] }> {
    return { numbers: await this.#store.numberConflicts(organisation), fields: await this.#store.fieldConflicts(organisation) };
  }

  gapAct(organisation: string, journalId: string, serialYear: number): Promise<Gap[]> {
    return gapAct(this.#store, organisation, journalId, serialYear);
  }

  async #changeDesk(desk: string, changed: (row: DeskRow) => DeskRow, endsLeases = false): Promise<void> {
    const known = await this.#store.desk(desk);
    if (known === null) throw new RequestRefused('notFound', `there is no desk ${desk}`);
    await this.#store.change(known.organisation, async (change) => {
      const [row] = await change.desks([desk]);
      if (row === undefined) throw new RequestRefused('notFound', `there is no desk ${desk}`);
      await change.saveDesks([changed(row)]);
      if (endsLeases) await voidLeasesOf(change, desk, { actId: newId(this.#environment), at: this.#environment.now(), reason: 'released', desk });
    });
  }
}
