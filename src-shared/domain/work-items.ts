/**
 * What waits for a person on the start page (робочий стіл: CTRL-09, CTRL-10, NOT-02). Each action is
 * answered on the page of its document; data that were asked for, on the page of duties.
 */
import type { DelegableAction } from './delegation.ts';

export const WORK_ACTIONS = ['review', 'execute', 'information', 'acceptReport', 'decideExtension', 'approve', 'sign', 'acknowledge', 'contract', 'verifyApplication', 'acceptApplication', 'decideForce', 'supplyData', 'register', 'file'] as const;
export type WorkAction = (typeof WORK_ACTIONS)[number];

/** What an official has to let another do, so that the other sees what waits for him; null: it is done by himself alone. */
export const DELEGATED_AS: Readonly<Record<WorkAction, DelegableAction | null>> = {
  review: 'resolve',
  execute: 'resolve',
  information: null,
  acceptReport: 'acceptReport',
  decideExtension: 'acceptReport',
  approve: 'approve',
  sign: 'sign',
  acknowledge: null,
  contract: null,
  verifyApplication: null,
  // KhAI 4.7: the addressee verifies and answers himself.
  acceptApplication: null,
  decideForce: null,
  supplyData: null,
  // It waits for everybody with the right, so that nobody stands in for anybody.
  register: null,
  file: null,
};

/** Stands in the place of a person where a matter waits for whoever has the right `card.register` (ROUTE-18, NOM-01). */
export const ANY_REGISTRAR = 'card.register';

export interface WorkItem {
  readonly itemId: string;
  /** Or {@link ANY_REGISTRAR}. */
  readonly personId: string;
  readonly action: WorkAction;
  /** Card or draft on whose page it is answered; of data that were asked for, the request. */
  readonly documentId: string;
  /** What it comes from: a pass, an assignment, a step of a route, a list of acknowledgement. */
  readonly sourceId: string;
  /** Own words of the matter, such as the text of the resolution; empty where the document says all. */
  readonly title: string;
  /** Instant since which it waits: the clock of its term starts here (NOT-02). */
  readonly since: string;
  /** Instant by which it is due; null: no term. */
  readonly dueAt: string | null;
  readonly urgent: boolean;
}
