import type { Letter } from '#shared/contract/intake.ts';
import type { Office } from '#shared/contract/desk.ts';
import type { Draft } from '../../state/drafts.ts';
import type { Choices, Journal } from '../../app/use-choices.ts';

interface Given {
  readonly key: string;
  readonly letter: Letter | null;
  readonly journal: Journal;
  readonly choices: Choices;
  readonly office: Office;
}

/** A fresh card in a journal. Suggestions stay suggestions until a person takes them. */
export function newDraft({ key, letter, journal, choices, office }: Given): Draft {
  const kind = choices.kinds.find((one) => one.directions.includes(journal.direction));
  return {
    key,
    letterId: letter?.letterId ?? null,
    requestId: crypto.randomUUID(),
    begun: false,
    requisites: {
      direction: journal.direction,
      journalId: journal.journalId,
      kindId: kind?.kindId ?? '',
      correspondent: null,
      correspondentNumber: null,
      correspondentDate: null,
      subject: '',
      sheets: null,
      attachmentSheets: null,
      language: office.documentLanguages[0] ?? null,
      caseId: null,
      addressee: null,
      author: null,
      restricted: false,
      note: null,
    },
  };
}
