import { Refusal } from '#shared/contract/errors.ts';
import type { DraftExecutionWish, ProposedExecution } from '#shared/contract/draft-execution.ts';
import type { ResolutionInput } from '#shared/contract/resolutions.ts';
import type { DraftContent } from '#shared/contract/routing.ts';
import type { Subordination } from '#shared/domain/office-structure.ts';
import { unitsOfExecutor } from '#shared/domain/resolutions.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { executorsOfRoute, proposedExecutors } from '#shared/domain/routes/route-executors.ts';
import { type RunningRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { Transaction } from '../store/store.ts';

export interface DraftExecutionOptions {
  readonly subordination: () => Subordination;
  readonly headPersonId: () => string | null;
  readonly kindsToHead: () => readonly string[];
  /** Whether an original of equal force goes its way already (X5). */
  readonly equalOnItsWay: (cardId: string) => boolean;
  /** Lays the list of executors on the card. @throws Refusal */
  readonly issue: (transaction: Transaction, input: ResolutionInput, actor: Actor) => void;
  /** Passes the card to whoever lays his resolution on it. @throws Refusal */
  readonly pass: (transaction: Transaction, input: { readonly documentId: string; readonly stepId: string; readonly reviewerPersonId: string }, actor: Actor) => void;
}

/** Sends the card of a signed draft to its executors, or to the review that names them, as it is registered (ROUTE-16 … ROUTE-18). */
export class DraftExecution {
  readonly #options: DraftExecutionOptions;

  constructor(options: DraftExecutionOptions) {
    this.#options = options;
  }

  proposed(route: RunningRoute, draft: Pick<DraftContent, 'kindId' | 'executorPersonIds' | 'responsibleUnitIds'>): ProposedExecution {
    const { subordination, headPersonId, kindsToHead } = this.#options;
    const tree = subordination();
    return {
      executorPersonIds: [...proposedExecutors(route, draft, (unitId) => tree.headOf(unitId))],
      toHead: kindsToHead().includes(draft.kindId),
      headPersonId: headPersonId(),
      demanded: executorsOfRoute(route).length > 0,
    };
  }

  /** @param wish null: nobody, which a route with executors allows where the work goes by an original of equal force alone (X5) */
  send(transaction: Transaction, cardId: string, route: RunningRoute, draft: Pick<DraftContent, 'responsibleUnitIds'>, wish: DraftExecutionWish | null, actor: Actor): void {
    const { issue, pass, equalOnItsWay } = this.#options;
    if (wish === null) {
      if (executorsOfRoute(route).length > 0 && !equalOnItsWay(cardId)) throw new Refusal('refused', 'error.draftExecutionMissing');
      return;
    }
    if (wish.by === 'review') return pass(transaction, { documentId: cardId, stepId: wish.stepId, reviewerPersonId: wish.reviewerPersonId }, actor);
    const tree = this.#options.subordination();
    const units = wish.executors.flatMap(({ personId, role }) => (role === 'information' ? [] : unitsOfExecutor(tree, personId)));
    // Who signed the document gives the work that it orders (ROUTE-17).
    const author = stepsOf(route.route).find(({ role }) => role === 'signer')?.personId ?? '';
    issue(
      transaction,
      {
        resolutionId: wish.resolutionId,
        documentId: cardId,
        source: 'order',
        sourceId: cardId,
        authorPersonId: author,
        text: wish.text,
        executors: wish.executors.map((one) => ({ ...one, dueOn: null })),
        unitIds: [...new Set([...draft.responsibleUnitIds, ...units])],
        dueOn: wish.dueOn,
        onPaperOn: null,
        supersedes: null,
        urgent: route.urgent,
        controllerPersonId: null,
        exceptionsConfirmed: false,
      },
      actor,
    );
  }
}
