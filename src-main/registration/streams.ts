import { MAIN_STREAM, RESTRICTED_STREAM } from '#shared/sync/operation.ts';

/** The stream is chosen when the card is made: restricted cards go to granted desks only. */
export function streamOf(card: { readonly restricted: boolean }): string {
  return card.restricted ? RESTRICTED_STREAM : MAIN_STREAM;
}
