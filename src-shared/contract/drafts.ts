import { z } from 'zod';
import { id, instant, nothing } from './common.ts';
import { method } from './define.ts';
import { requisites } from './registration.ts';

/** A card that is being filled in. It belongs to one account and lies on this desk alone, so that a crash loses nothing. */
export const draft = z.object({
  /** The letter's id, or an id of its own for a card without a file. */
  key: id,
  letterId: id.nullable(),
  requestId: id,
  requisites,
});
export const keptDraft = draft.extend({ keptAt: instant });

export const drafts = {
  list: method('card.register', nothing, z.object({ drafts: z.array(keptDraft) })),
  keep: method('card.register', z.object({ drafts: z.array(draft).max(100) }), nothing),
  drop: method('card.register', z.object({ keys: z.array(id).max(500) }), nothing),
};
