/**
 * Draft or document, and the stages that a card shows (CARD-12, CARD-13). Before the authorised signer has
 * signed, a file is a draft; what came from outside has been signed by its author or is a paper.
 */
import type { CardState, Direction, DocumentFile, Medium } from './registration-card.ts';
import type { Verdict } from './signature-indications.ts';

export type DocumentStatus = 'draft' | 'document';

interface StatusFacts {
  readonly direction: Direction;
  readonly medium: Medium;
  readonly files: readonly Pick<DocumentFile, 'role'>[];
  readonly verdict: Verdict | null;
  /** True where a signature by hand on the paper is recorded by its scan. */
  readonly scanned: boolean;
  /** It came of a draft whose route ended with its signers, by whatever means the route admits. */
  readonly signedOnRoute: boolean;
}

/** CARD-12. A failed signature makes no document of a draft; one that cannot be judged now does, and says so itself. */
export function documentStatus(facts: StatusFacts): DocumentStatus {
  if (facts.direction === 'incoming') return 'document';
  if (facts.medium === 'paper') return facts.scanned ? 'document' : 'draft';
  if (facts.verdict === 'passed' || facts.verdict === 'undetermined') return 'document';
  // Its signers may have given their passwords, or the check of their signatures may not be recorded yet.
  return facts.signedOnRoute && facts.verdict !== 'failed' ? 'document' : 'draft';
}

/** Stages by which a document is monitored, in their order; later rooms add theirs behind. */
export const STAGES = ['registered', 'stamped', 'scanned', 'verified', 'signed', 'passed', 'resolved', 'executed'] as const;
export type Stage = (typeof STAGES)[number];
export type StageState = 'done' | 'due' | 'attention' | 'later';
export interface StageIndicator {
  readonly stage: Stage;
  readonly state: StageState;
}

/** How far a document under review has come: no resolution yet, one with executors, or its first main executor’s report was accepted. */
export const EXECUTION_STAGES = ['none', 'resolved', 'executed'] as const;
export type ExecutionStage = (typeof EXECUTION_STAGES)[number];

interface StageFacts extends StatusFacts {
  readonly execution: ExecutionStage;
  readonly state: CardState;
  readonly stamped: boolean;
}

/**
 * CARD-13: the stages of a card by defined criteria. The first one that is not done is due; a failed or
 * undetermined check calls for attention whatever comes after it. A void card has none.
 */
export function stageIndicators(facts: StageFacts): StageIndicator[] {
  if (facts.state === 'void') return [];
  const passed = facts.state !== 'registered';
  const needed: readonly (readonly [Stage, boolean])[] = [
    ['registered', true],
    ...(facts.medium === 'paper' && facts.direction === 'incoming' ? ([['stamped', facts.stamped], ['scanned', facts.scanned]] as const) : []),
    ...(facts.medium === 'electronic' && facts.direction === 'incoming' && facts.files.length > 0 ? ([['verified', facts.verdict !== null]] as const) : []),
    ...(facts.direction === 'incoming' ? [] : ([['signed', documentStatus(facts) === 'document']] as const)),
    ['passed', passed],
    ...(passed ? ([['resolved', facts.execution !== 'none'], ['executed', facts.execution === 'executed']] as const) : []),
  ];
  const firstOpen = needed.findIndex(([, done]) => !done);
  return needed.map(([stage, done], at) => {
    const doubtful = stage === 'verified' && (facts.verdict === 'failed' || facts.verdict === 'undetermined');
    return { stage, state: doubtful ? 'attention' : done ? 'done' : at === firstOpen ? 'due' : 'later' };
  });
}
