import { CARD_STATES, DELIVERY_WAYS, DIRECTIONS, MEDIA, PAPER_GROUNDS } from '#shared/domain/registration-card.ts';

/** Values that requisites of a card are chosen from. */
export const REQUISITE_VALUES = {
  direction: DIRECTIONS,
  medium: MEDIA,
  paperGround: PAPER_GROUNDS,
  delivery: DELIVERY_WAYS,
  state: CARD_STATES,
  verdict: ['passed', 'failed', 'undetermined', 'unsigned'],
} as const;
