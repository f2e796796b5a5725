import type { DelegableAction, DelegatedDocument } from '#shared/domain/delegation.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { OperationActor } from '#shared/sync/operation.ts';

export interface ActingOptions {
  /** People of the office who sign in with the account. */
  readonly personsOf: (actor: Actor) => readonly { readonly personId: string }[];
  /** The official as an operation names him, where a delegation covers the action now; otherwise null. */
  readonly actingFor: (actor: Actor, principalPersonId: string, action: DelegableAction, document: DelegatedDocument) => OperationActor | null;
}

/** As whom somebody acts: himself, or an official on whose behalf (AUD-06). */
export type ActingAs = { readonly as: 'self'; readonly onBehalfOf: null } | { readonly as: 'onBehalf'; readonly onBehalfOf: OperationActor };

/** Tells which people of the office an account stands for, and for whom it may act. */
export class Acting {
  readonly #options: ActingOptions;

  constructor(options: ActingOptions) {
    this.#options = options;
  }

  personsOf(actor: Actor): ReadonlySet<string> {
    return new Set(this.#options.personsOf(actor).map(({ personId }) => personId));
  }

  /** Null where the account is neither the person’s nor a deputy’s for this action. */
  as(actor: Actor, personId: string, action: DelegableAction, document: DelegatedDocument): ActingAs | null {
    if (this.personsOf(actor).has(personId)) return { as: 'self', onBehalfOf: null };
    const onBehalfOf = this.#options.actingFor(actor, personId, action, document);
    return onBehalfOf === null ? null : { as: 'onBehalf', onBehalfOf };
  }
}
