/** Places as a clerk would choose them, who is not asked whether there is ink. */
export const CHOSEN_PLACES = { stamp: { page: 1, left: 360, top: 110 }, blocks: { page: 300, left: 30, top: 400 } } as const;
