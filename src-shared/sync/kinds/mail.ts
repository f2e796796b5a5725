import { z } from 'zod';
import { letterMessage } from '../../contract/intake.ts';

/** Operations of letters that came as messages. */
export const mailOperations = {
  /** A letter is a message whose attachments became its files (EXC-08); the message is among them, as it came. */
  'letter.messageOpened': letterMessage.extend({ letterId: z.string() }),
} as const;
