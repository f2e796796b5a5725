import type { Letter, LetterMessage } from '#shared/contract/intake.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { FileSuggestions } from '../verification/file-suggestions.ts';

/** A title may be as long as its file; one that is longer than this names nothing. */
const LONGEST = 1000;

function cut(text: string | null): string | null {
  return text?.slice(0, LONGEST) ?? null;
}

/** Values for the card from signatures, the file and the message that it came in. */
export function suggestionsOf(recorded: FileSuggestions | null, message: Pick<LetterMessage, 'fromName' | 'fromAddress' | 'subject' | 'sentAt'> | null, zone: string): Letter['suggestions'] {
  const sentAt = message?.sentAt ?? null;
  return {
    // Who signed is surer than who is said to have sent.
    correspondent: cut(recorded?.correspondent ?? message?.fromName ?? message?.fromAddress ?? null),
    subject: cut(message?.subject ?? recorded?.subject ?? null),
    sheets: recorded?.sheets ?? null,
    correspondentDate: sentAt === null ? null : dayInZone(zone, sentAt),
  };
}
