import { z } from 'zod';
import { COUNTRIES, LANGUAGES } from '../../domain/languages.ts';

/** Operations of the office. */
export const officeOperations = {
  'office.created': z.object({
    officeId: z.string(),
    name: z.string(),
    country: z.enum(COUNTRIES),
    documentLanguages: z.array(z.enum(LANGUAGES)),
    zone: z.string(),
    deskCode: z.string(),
    rulePack: z.string(),
    demonstration: z.boolean(),
  }),
} as const;
