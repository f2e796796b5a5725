import type { Office } from '#shared/contract/desk.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type Draft, UNTOUCHED } from '../../state/drafts.ts';
import type { Choices, Journal } from '../../app/use-choices.ts';

interface Given {
  readonly key: string;
  readonly letterId: string | null;
  readonly journal: Journal;
  readonly choices: Choices;
  readonly office: Office;
}

/** A fresh card in a journal. Suggestions stay suggestions until a person takes them. */
export function newDraft({ key, letterId, journal, choices, office }: Given): Draft {
  const fitting = choices.kinds.filter((one) => one.directions.includes(journal.direction));
  const kind = fitting.find((one) => one.kindId === journal.defaultKindId) ?? fitting.find((one) => one.journalId === journal.journalId) ?? fitting[0];
  return {
    key,
    letterId,
    requestId: crypto.randomUUID(),
    ...UNTOUCHED,
    requisites: {
      ...blankRequisites({ direction: journal.direction, journalId: journal.journalId, kindId: kind?.kindId ?? '' }),
      language: office.documentLanguages[0] ?? null,
      // What comes without a file is a paper; what the office makes itself is electronic unless it says otherwise.
      medium: letterId === null && journal.direction === 'incoming' ? 'paper' : 'electronic',
      restricted: journal.access === 'restricted' || kind?.access === 'restricted',
    },
  };
}
