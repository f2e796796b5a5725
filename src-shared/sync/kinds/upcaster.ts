/** Lifts the payload of one version to the next; kept under `kind@version`. */
export type Upcaster = (payload: unknown) => unknown;
