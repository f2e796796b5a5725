import type { ProtocolSection } from '../pdf/index.ts';
import type { DocumentWords } from './document-words.ts';

/** What a person decided on the force of an application whose signature was refuted after its acceptance (VER-05). */
export interface ForceDecision {
  readonly keeps: boolean;
  readonly basis: string;
  readonly decidedBy: { readonly name: string };
  /** ISO 8601 instant, UTC. */
  readonly at: string;
}

/** The decision beside the check that it answers: it is a person's word and changes no verdict. */
export function forceSection({ keeps, basis, decidedBy, at }: ForceDecision, words: DocumentWords): ProtocolSection {
  return {
    heading: words.text('operation.application.forceDecided'),
    verdict: null,
    verdictText: null,
    rows: words.rows([
      [keeps ? 'application.forceKept' : 'application.forceLost', basis],
      ['protocol.label.recordedBy', decidedBy.name],
      ['protocol.label.recordedAt', words.instant(at)],
    ]),
  };
}
