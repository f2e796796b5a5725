import type { linksOperations } from '#shared/sync/kinds/links.ts';
import type { ProjectorsOf } from '../project.ts';

export const linksProjectors: ProjectorsOf<typeof linksOperations> = {
  'card.linked': (rows, p) => rows.insert('card_link', { link_id: p.linkId, from_document: p.documentId, relation: p.relation, to_document: p.toDocumentId }),
  'card.unlinked': (rows, p) => rows.remove('card_link', { link_id: p.linkId }),
};
