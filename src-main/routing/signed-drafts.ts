import { Refusal } from '#shared/contract/errors.ts';
import type { SignedDraft } from '#shared/contract/registration.ts';
import type { RouteFile } from '#shared/domain/routes/events.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { askingOf, awaitsRegistration, openSteps, type RouteRefusal, type RunningRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { Transaction } from '../store/store.ts';

/** A signed draft that is about to become a card. */
export interface OpenedDraft {
  /** Its content with the annexes, and the signatures and scans of its steps. */
  readonly files: DocumentFile[];
  /** What is restricted as a draft is registered as restricted (SEC-22). */
  readonly restricted: boolean;
  /** Decides the registrar's step with the card, or says on the route that it was registered, and hands the card on, in the transaction that registers it. @throws Refusal */
  readonly tie: (transaction: Transaction, cardId: string) => void;
}

export interface SignedDrafts {
  /** @throws Refusal where neither a registrar's step of the draft waits for the actor nor the draft for any registrar */
  open(given: SignedDraft, actor: Actor): Promise<OpenedDraft>;
  /** Whether a card came of a draft that all signers of its route have signed (CARD-12). */
  isSigned(cardId: string): boolean;
}

interface SignedDraftsOptions {
  /** Null: the card came of no draft. */
  readonly routeOfCard: (cardId: string) => RunningRoute | null;
  readonly draftOfRoute: (routeId: string, actor: Actor) => { readonly main: RouteFile; readonly annexes: readonly RouteFile[]; readonly restricted: boolean; readonly route: RunningRoute | null };
  readonly mediaTypeOf: (sha256: string) => Promise<string>;
  readonly decide: (transaction: Transaction, given: Omit<SignedDraft, 'execution'>, cardId: string, actor: Actor) => void;
  /** Hands the card on to its executors or to its review (ROUTE-16). @throws Refusal */
  readonly send: (transaction: Transaction, cardId: string, route: RunningRoute, wish: SignedDraft['execution'], actor: Actor) => void;
  readonly refused: (refusal: RouteRefusal) => Refusal;
}

/** Signed drafts on their way into the journals: they are registered as what was signed, with its evidence (ROUTE-14, ROUTE-18). */
export function signedDrafts({ routeOfCard, draftOfRoute, mediaTypeOf, decide, send, refused }: SignedDraftsOptions): SignedDrafts {
  return {
    isSigned: (cardId) => {
      const route = routeOfCard(cardId);
      const signers = route === null ? [] : stepsOf(route.route).filter(({ role }) => role === 'signer');
      return route !== null && signers.length > 0 && signers.every(({ stepId }) => askingOf(route, stepId)?.state === 'done');
    },
    open: async ({ execution, ...given }, actor) => {
      const { main, annexes, restricted, route } = draftOfRoute(given.routeId, actor);
      if (route === null || route.routeId !== given.routeId) throw refused('routeEnded');
      // Asked before anything is read; the machine is asked again in the transaction, where it counts.
      const waits = given.stepId === null ? awaitsRegistration(route) : openSteps(route).some(({ step }) => step.stepId === given.stepId && step.role === 'registrar');
      const decided = route.history.some(({ event }) => event.eventId === given.eventId);
      if (!waits && !decided) throw refused(route.registered === null ? 'stepNotOpen' : 'alreadyRegistered');
      const files: DocumentFile[] = [{ ...main, mediaType: await mediaTypeOf(main.sha256), role: 'main' }];
      for (const annex of annexes) if (files.every(({ sha256 }) => sha256 !== annex.sha256)) files.push({ ...annex, mediaType: await mediaTypeOf(annex.sha256), role: 'attachment' });
      for (const { stepId } of stepsOf(route.route)) {
        const decision = askingOf(route, stepId)?.decision ?? null;
        const evidence = decision?.evidence ?? null;
        if (decision === null || evidence === null || files.some(({ sha256 }) => sha256 === evidence.sha256)) continue;
        files.push({ ...evidence, mediaType: await mediaTypeOf(evidence.sha256), role: decision.means === 'signature' ? 'signature' : 'attachment' });
      }
      return {
        files,
        restricted,
        // The route first: what is sent on finds the card as that of its draft.
        tie: (transaction, cardId) => {
          decide(transaction, given, cardId, actor);
          send(transaction, cardId, route, execution, actor);
        },
      };
    },
  };
}
