import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { type RunningCall, useCall } from '../../app/use-call.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import type { RemedyActions } from './remedies.tsx';
import type { Recheck } from './signature-panel.tsx';

type Subject = MethodInput<'evidence.fetchNow'>;
type Outcome = MethodOutput<'evidence.fetchNow'>;

function outcomeText(outcome: Outcome, { t, tKnown }: Words): string {
  if (outcome.obtained.length > 0) return t('signature.fetched.settled', { verdict: t(`verdict.word.${outcome.verdict}`) });
  const failure = outcome.failed[0]?.failure;
  const reason = failure === undefined ? t('signature.fetched.noSource') : tKnown(`evidence.failure.${failure}`, 'signature.fetched.unreachable');
  return t('signature.fetched.nothing', { reason });
}

interface Remedied {
  readonly actions: RemedyActions;
  /** The check in hand, whichever of the two started it. */
  readonly recheck: Recheck;
}

/**
 * What can be done about the verdict of a letter or document from any screen: obtain evidence and check again,
 * and open the trusted authorities where the person may change them.
 * @param plain the check without asking anybody
 */
export function useRemedies<Input, Value>(subject: Subject | null, plain: RunningCall<Input, Value>, runPlain: () => void, addDocument: RemedyActions['document'], onChanged: () => void): Remedied {
  const words = useWords();
  const person = useDesk((desk) => desk.person);
  const go = usePlaces((places) => places.go);
  const fetching = useCall((client, given: Subject, options) => client.evidence.fetchNow(given, options));

  function fetchNow(given: Subject): void {
    void fetching.run(given).then((outcome) => {
      if (outcome === null) return;
      toastsFor(words).tell(outcomeText(outcome, words));
      onChanged();
    });
  }

  const active = fetching.running ? fetching : plain;
  return {
    actions: {
      fetch: subject === null ? null : () => fetchNow(subject),
      document: addDocument,
      trust: person !== null && hasPersonRight(person, 'desk.supervise') ? () => go({ room: 'administration', view: 'trust' }) : null,
    },
    recheck: { run: runPlain, running: fetching.running || plain.running, progress: active.progress, error: fetching.error ?? plain.error, cancel: active.cancel },
  };
}
