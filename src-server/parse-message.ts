import type { z } from 'zod';
import { RequestRefused } from './request-refused.ts';

/** Holds a message to its schema. @throws RequestRefused naming the places that are wrong, never the values. */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, message: unknown): z.output<Schema> {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.code}`);
  throw new RequestRefused('malformed', places.join('; '));
}

/** Longest id that becomes a key of a table. */
const LONGEST_ID = 200;

/** Whether a text may become a key: not every database stores a NUL character. */
export function isPlainId(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_ID && !text.includes('\0');
}
