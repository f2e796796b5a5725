/** Languages of the desk and of an office's documents (BCP 47). */
export const LANGUAGES = ['kk', 'uk', 'ky', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Countries whose rule packs the desk knows; the choice is made once, when the office is created. */
export const COUNTRIES = ['KZ', 'UA', 'KG'] as const;
export type Country = (typeof COUNTRIES)[number];
