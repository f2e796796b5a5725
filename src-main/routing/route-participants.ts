import type { RouteAction } from '#shared/domain/routes/commands.ts';
import { ROUTE_ACTIONS } from '#shared/domain/routes/commands.ts';
import type { ActingPerson } from '#shared/domain/routes/commands.ts';
import { type RunningRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { ANY_REGISTRAR } from '#shared/domain/work-items.ts';
import type { DraftRecord, RoutingRecords } from './routing-records.ts';

/** The delegation by which a deputy acts for an official on a draft of a kind at an instant; null: he does not. */
export type MayActFor = (deputyPersonId: string, principalPersonId: string, action: RouteAction, kindId: string, at: string) => object | null;

export interface ParticipantsOptions {
  readonly records: RoutingRecords;
  /** Officials for whom the actor may do anything at all at the instant. */
  readonly officialsOf: (actor: Actor, at: string) => readonly { readonly personId: string }[];
  /** People of the office who sign in with the account. */
  readonly personsOf: (actor: Actor) => readonly { readonly personId: string; readonly name: string }[];
  readonly mayActFor: MayActFor;
  readonly now: () => string;
}

/** Who a signed-in person is on the routes: himself as a person of the office, and a deputy of others. */
export class RouteParticipants {
  readonly #options: ParticipantsOptions;

  constructor(options: ParticipantsOptions) {
    this.#options = options;
  }

  personsOf(actor: Actor): readonly { readonly personId: string; readonly name: string }[] {
    return this.#options.personsOf(actor);
  }

  /** Who the actor is on a draft of a kind: a delegation may be limited to others (RES-12). */
  acting(actor: Actor, kindId: string): ActingPerson {
    const personIds = this.personsOf(actor).map(({ personId }) => personId);
    return { personIds, mayActFor: (principal, action, at) => personIds.some((deputy) => this.#options.mayActFor(deputy, principal, action, kindId, at) !== null) };
  }

  /** The person by whose name the actor signs a step: the one it means, or the actor as a deputy; null: no person of the office. */
  takerOf(route: RunningRoute | null, stepId: string, actor: Actor): { readonly personId: string; readonly name: string } | null {
    const persons = this.personsOf(actor);
    const meant = route === null ? undefined : stepsOf(route.route).find((step) => step.stepId === stepId)?.personId;
    return persons.find(({ personId }) => personId === meant) ?? persons[0] ?? null;
  }

  /** The actor's persons and those for whom he may do anything now on the route of a draft of a kind; any registrar, where he is one. */
  #readsFor(actor: Actor, kindId: string): string[] {
    const { personIds, mayActFor } = this.acting(actor, kindId);
    const registrars = hasRight(actor, 'card.register') ? [ANY_REGISTRAR] : [];
    if (personIds.length === 0) return registrars;
    const now = this.#options.now();
    const principals = this.#options.officialsOf(actor, now).filter(({ personId }) => ROUTE_ACTIONS.some((action) => mayActFor(personId, action, now)));
    return [...new Set([...registrars, ...personIds, ...principals.map(({ personId }) => personId)])];
  }

  /** A draft is read by its author, by those to whom it came, and by their deputies; a signed one by whoever is to register it; by nobody else (least right). */
  mayReadDraft(documentId: string, actor: Actor): boolean {
    const kindId = this.#options.records.draft(documentId)?.draft.kindId ?? null;
    if (kindId === null) return false;
    const readers = new Set(this.#options.records.readersOf(documentId));
    return this.#readsFor(actor, kindId).some((personId) => readers.has(personId));
  }

  /** Drafts that the actor may read, the newest first. */
  readableDrafts(actor: Actor): DraftRecord[] {
    const { records } = this.#options;
    const kinds = new Map(records.kindsOfDrafts().map((kindId) => [kindId, this.#readsFor(actor, kindId)]));
    return records.draftsOf([...new Set([...kinds.values()].flat())]).filter(({ documentId, draft }) => {
      const readers = new Set(records.readersOf(documentId));
      return (kinds.get(draft.kindId) ?? []).some((personId) => readers.has(personId));
    });
  }

  /** A file of a draft: its contents, signatures, scans. */
  mayReadFile(sha256: string, actor: Actor): boolean {
    return this.#options.records.draftsWithFile(sha256).some((documentId) => this.mayReadDraft(documentId, actor));
  }
}
