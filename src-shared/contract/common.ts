import { z } from 'zod';
import { LANGUAGES } from '../domain/languages.ts';
import { ROLES } from '../domain/rights.ts';

export const id = z.uuid();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** ISO 8601 instant, UTC. */
export const instant = z.iso.datetime();
/** Calendar day `YYYY-MM-DD` in the office's zone. */
export const day = z.iso.date();
export const language = z.enum(LANGUAGES);
export const role = z.enum(ROLES);
export const nothing = z.object({}).strict();
/** Name of a file as it came; never used as a path. */
export const fileName = z.string().min(1).max(255);
export const shortText = z.string().trim().min(1).max(200);
export const login = z.string().trim().min(1).max(100);
export const password = z.string().min(1).max(1000);
