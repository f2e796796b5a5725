import { z } from 'zod';
import { nothing, instant } from './common.ts';
import { method } from './define.ts';

const fileName = z.string().min(1).max(255);
/** One of those that {@link stick.list} named, by its `id`. */
const chosen = z.string().min(1).max(4096);

/** A drive that can be carried, as the machine shows it. */
export const removableDrive = z.object({
  id: z.string(),
  name: z.string(),
  /** Bytes that are free; null where the machine does not say. */
  free: z.number().nonnegative().nullable(),
  /** Answers of a server that lie there, the newest first. Which desk one is for is seen when it is read. */
  answers: z.array(z.object({ fileName, size: z.number().nonnegative(), modifiedAt: instant })),
});
export type RemovableDrive = z.output<typeof removableDrive>;

/**
 * Exchange by a stick, files and all, for a desk without a link: the desk itself writes to the drive and reads from it,
 * however large. Without a drive that the machine shows, `sync.writeBundle` makes a file without files in it.
 */
export const stick = {
  list: method('card.register', nothing, z.object({ drives: z.array(removableDrive) })),
  /** `files`: files of documents that go with it; `left`: those that found no room, for the next time. */
  write: method(
    'card.register',
    z.object({ drive: chosen }),
    z.object({ fileName, operations: z.number().int(), files: z.number().int(), bytes: z.number(), left: z.number().int() }),
    { long: true },
  ),
  /**
   * `taken`: operations of the server; `sent`: own ones that it has now. `files`: files that came, `delivered`: own ones
   * that it has now. `more`: it has more operations, `left`: more files, for another stick.
   */
  read: method(
    'card.register',
    z.object({ drive: chosen, fileName }),
    z.object({ taken: z.number().int(), sent: z.number().int(), more: z.boolean(), files: z.number().int(), delivered: z.number().int(), left: z.number().int() }),
    { long: true },
  ),
};
