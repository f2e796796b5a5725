import { z } from 'zod';
import { LINK_RELATIONS } from '../../domain/card-links.ts';

/** Operations of links between documents. */
export const linksOperations = {
  'card.linked': z.object({ linkId: z.string(), documentId: z.string(), relation: z.enum(LINK_RELATIONS), toDocumentId: z.string() }),
  'card.unlinked': z.object({ linkId: z.string(), documentId: z.string(), reason: z.string() }),
} as const;
