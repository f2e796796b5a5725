import type { DraftView } from '#shared/contract/routing.ts';
import type { ProposedExecution } from '#shared/contract/draft-execution.ts';
import type { SignedDraft } from '#shared/contract/registration.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { useDrafts } from '../../state/drafts.ts';
import { usePlaces } from '../../state/places.ts';
import { useWords } from '../../app/use-text.ts';
import { listOf } from '../registration/draft-execution-fields.tsx';
import { newDraft } from '../registration/new-draft.ts';
import { filesOfDraft } from './draft-files.ts';
import type { Step } from './step-content.tsx';

/**
 * Opens the registration card of a signed draft, filled in by what the draft says (ROUTE-18); null where the step is no
 * registrar's, or the person may not register; `loading` while it is not known which journals there are.
 *
 * @param step null: the route names no registrar, and the draft waits for any of them
 */
export function useRegisterDraft(shown: DraftView, step: Step | null): (() => void) | 'loading' | null {
  const { draft, route } = shown;
  const person = useDesk((desk) => desk.person);
  const office = useDesk((desk) => desk.state?.office ?? null);
  const choices = useChoices().value;
  const go = usePlaces((places) => places.go);
  const { t } = useWords();
  const registers = route !== null && (step === null ? route.awaitsRegistration : step.role === 'registrar') && hasPersonRight(person, 'card.register');
  const proposed = useAsk(registers ? `routing.execution:${route.routeId}` : null, (client, options) => client.routing.execution({ routeId: route?.routeId ?? '' }, options), ['directories']).value;
  if (!registers) return null;
  if (office === null || choices === null || proposed === null) return 'loading';
  const kind = choices.kinds.find(({ kindId }) => kindId === draft.kindId);
  // What the office itself drafts did not come in.
  const open = choices.journals.filter(({ direction, closed }) => !closed && direction !== 'incoming');
  const journal = open.find(({ journalId }) => journalId === kind?.journalId) ?? open.find(({ direction }) => kind?.directions.includes(direction)) ?? open[0];
  if (journal === undefined) return null;
  const signers = route.stages.flatMap(({ steps }) => steps).filter(({ role }) => role === 'signer').map(({ personName }) => personName);

  const stepId = step?.stepId ?? null;

  return () => {
    // One card for one asking of the step: opened again, it is the one that was begun.
    const key = Object.values(useDrafts.getState().drafts).find(({ signedDraft }) => signedDraft?.routeId === route.routeId && signedDraft.stepId === stepId)?.key ?? crypto.randomUUID();
    const blank = newDraft({ key, letterId: null, journal, choices, office });
    useDrafts.getState().begin({
      ...blank,
      signedDraft: { routeId: route.routeId, eventId: crypto.randomUUID(), stepId, round: step?.round ?? route.round, contentSha256: route.contentSha256, annexes: route.annexes, execution: executionOf(proposed, t('draftExecution.textDefault')) },
      signedFiles: filesOfDraft(shown),
      requisites: { ...blank.requisites, kindId: kind?.directions.includes(journal.direction) === true ? kind.kindId : blank.requisites.kindId, subject: draft.title, restricted: blank.requisites.restricted || draft.restricted === true, author: signers.length === 0 ? null : signers.join(', ') },
    });
    useDrafts.getState().take(key);
    go({ room: 'registration', view: 'letters' });
  };
}

/** A kind that is written to the head goes to his resolution; else the executors of the route and the draft have it at once (ROUTE-17). */
function executionOf({ toHead, headPersonId, executorPersonIds }: ProposedExecution, text: string): SignedDraft['execution'] {
  if (toHead && headPersonId !== null) return { by: 'review', stepId: crypto.randomUUID(), reviewerPersonId: headPersonId };
  return executorPersonIds.length === 0 ? null : listOf(executorPersonIds, text);
}
