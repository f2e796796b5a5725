import { hasRight } from '#shared/domain/rights.ts';
import type { KnownActor } from '#shared/sync/admission.ts';
import { type Authorship, authorshipOf, isNamingKind, isOwnWord, namedPerson, namesAuthor, NAMING_KINDS, type NamingKind } from '#shared/sync/authorship.ts';
import { isOperationKind, type OperationKind, type OperationPayload, readPayload } from '#shared/sync/operation-kinds.ts';
import { type Operation, operationSchema } from '#shared/sync/operation.ts';
import type { Change } from '../stores/store.ts';

/** What an operation says of a person that later ones are judged by. */
export type PersonTold =
  | { readonly tells: 'account'; readonly personId: string; readonly accountId: string | null }
  | { readonly tells: 'matter'; readonly kind: NamingKind; readonly entity: string; readonly personId: string };

/** Null where the operation names no author, or its payload is not what its version promises: no desk takes such a one. */
export function claimedAuthorship({ kind, v, payload }: Operation): Authorship | null {
  if (!isOperationKind(kind) || !namesAuthor(kind)) return null;
  const read = readable(kind, v, payload);
  return read === null ? null : authorshipOf(kind, read);
}

/** Null where the operation tells nothing of the kind. */
export function personTold({ kind, v, payload, entity }: Operation): PersonTold | null {
  if (!isOperationKind(kind)) return null;
  if (kind === 'person.defined') {
    const person = readable(kind, v, payload);
    // A person stands under his own name only.
    return person === null || person.personId !== entity ? null : { tells: 'account', personId: person.personId, accountId: person.accountId };
  }
  if (!isNamingKind(kind)) return null;
  const read = readable(kind, v, payload);
  return read === null ? null : { tells: 'matter', kind, entity, personId: namedPerson(kind, read) };
}

function readable<Kind extends OperationKind>(kind: Kind, v: number, payload: unknown): OperationPayload<Kind> | null {
  try {
    return readPayload(kind, v, payload);
  } catch {
    return null;
  }
}

interface Claiming {
  readonly operation: Operation;
  readonly authorship: Authorship | null;
  readonly told: PersonTold | null;
}

const matterKey = (kind: NamingKind, entity: string): string => JSON.stringify([kind, entity]);

/** The people and matters that operations of a batch name, as the log says them: read from it, and carried on through the batch. */
export class People {
  readonly #accounts = new Map<string, string | null>();
  readonly #matters = new Map<string, string>();

  private constructor(told: readonly PersonTold[]) {
    for (const one of told) this.tell(one);
  }

  /** Asks the log only where an operation names somebody. */
  static async read(change: Change, operations: readonly Claiming[]): Promise<People> {
    const claims = operations.flatMap(({ operation, authorship }) => (authorship === null ? [] : [{ authorship, entity: operation.entity }]));
    if (claims.length === 0) return new People([]);
    const matters = await read(change, claims.filter(({ authorship }) => authorship.namedBy !== null).map(({ entity }) => entity), NAMING_KINDS);
    const people = await read(change, [...claims.flatMap(({ authorship }) => authorship.personIds), ...matters.map(({ personId }) => personId), ...operations.flatMap(({ told }) => told?.personId ?? [])], ['person.defined']);
    return new People([...matters, ...people]);
  }

  /** What an accepted operation says. Of a matter the first word counts, of a person the last. */
  tell(told: PersonTold): void {
    if (told.tells === 'account') this.#accounts.set(told.personId, told.accountId);
    else if (!this.#matters.has(matterKey(told.kind, told.entity))) this.#matters.set(matterKey(told.kind, told.entity), told.personId);
  }

  isOwnWord(authorship: Authorship, { entity, actor, onBehalfOf }: Operation, known: KnownActor | 'unknown' | null): boolean {
    const acting = { accountId: actor?.accountId ?? '', officialAccountId: onBehalfOf?.accountId ?? null, has: (right: Parameters<typeof hasRight>[1]) => known !== null && known !== 'unknown' && hasRight(known, right) };
    return actor !== null && isOwnWord(authorship, acting, { accountOf: (personId) => this.#accounts.get(personId), named: (kind) => this.#matters.get(matterKey(kind, entity)) ?? null });
  }
}

async function read(change: Change, entities: readonly string[], kinds: readonly string[]): Promise<PersonTold[]> {
  if (entities.length === 0) return [];
  const rows = await change.changesAfter([...new Set(entities)].map((entity) => ({ entity, seq: 0 })), kinds);
  return rows.flatMap(({ body }) => personTold(operationSchema.parse(JSON.parse(body))) ?? []);
}
