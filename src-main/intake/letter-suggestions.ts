import type { Letter, LetterMessage } from '#shared/contract/intake.ts';
import type { SaidOfDocument } from '#shared/domain/package-documents.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { FileSuggestions } from '../verification/file-suggestions.ts';

/** A title may be as long as its file; one that is longer than this names nothing. */
const LONGEST = 1000;

function cut(text: string | null): string | null {
  return text?.slice(0, LONGEST) ?? null;
}

interface SaidBeside {
  readonly message: Pick<LetterMessage, 'fromName' | 'fromAddress' | 'subject' | 'sentAt'> | null;
  /** What the card of another office said, where the letter was taken over from a package. */
  readonly card: SaidOfDocument | null;
}

/** Values for the card from signatures, the file, and the message or the package that it came in. */
export function suggestionsOf(recorded: FileSuggestions | null, { message, card }: SaidBeside, zone: string): Letter['suggestions'] {
  const sentAt = message?.sentAt ?? null;
  return {
    // Who signed is surer than who is said to have sent; a card was written by a person who had the letter.
    correspondent: cut(card?.correspondent ?? recorded?.correspondent ?? message?.fromName ?? message?.fromAddress ?? null),
    subject: cut(card?.subject ?? message?.subject ?? recorded?.subject ?? null),
    sheets: recorded?.sheets ?? null,
    correspondentNumber: cut(card?.number ?? null),
    correspondentDate: card?.date ?? (sentAt === null ? null : dayInZone(zone, sentAt)),
  };
}
