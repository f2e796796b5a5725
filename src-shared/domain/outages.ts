/** Causes for which HR and other documents are made on paper for a time (OFF-01; KSTU R1-4.1). */
export const OUTAGE_CAUSES = ['unstable-internet', 'technical-works', 'unforeseen-failure', 'no-device', 'other-event'] as const;
export type OutageCause = (typeof OUTAGE_CAUSES)[number];
