/** Links between documents (CARD-03, REG-18, KhAI 3.4). */
export const LINK_RELATIONS = ['reply-to', 'follows', 'equal-original', 'supersedes', 'belongs-to'] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** Relations that a registrar sets by hand; the others come of a registration. */
export const HAND_RELATIONS = ['reply-to', 'follows', 'belongs-to', 'equal-original'] as const satisfies readonly LinkRelation[];
