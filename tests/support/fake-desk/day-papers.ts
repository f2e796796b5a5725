import type { Handover } from '#shared/contract/day-papers.ts';
import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { PDF_SHA } from './data.ts';
import type { FakeHandlers } from './holdings.ts';
import { PEOPLE } from './words.ts';

const AT = '2026-03-05T14:40:00Z';
const DAY = '2026-03-05';

export interface FakeDayPapersOptions {
  readonly notPrinted: readonly string[];
  readonly cards: () => readonly Card[];
  readonly onChanged: () => void;
}

/** Papers of the day of the fake desk. */
export class FakeDayPapers {
  readonly #options: FakeDayPapersOptions;
  #notPrinted: string[];
  #handovers: Handover[] = [];

  constructor(options: FakeDayPapersOptions) {
    this.#options = options;
    this.#notPrinted = [...options.notPrinted];
  }

  #journal(journalId: string): MethodOutput<'dayPapers.journalOfDay'> {
    this.#notPrinted = this.#notPrinted.filter((one) => one !== journalId);
    this.#options.onChanged();
    return { sha256: PDF_SHA, size: 100, fileName: 'Журнал.pdf', pages: 1, rows: 12, firstNumber: 101, lastNumber: 112 };
  }

  #handover(handoverId: string): Handover {
    const handover = this.#handovers.find((one) => one.handoverId === handoverId);
    if (handover === undefined) throw new Refusal('not-found', 'error.handoverNotFound');
    return handover;
  }

  readonly handlers: FakeHandlers<'dayPapers'> = {
    'dayPapers.journalOfDay': ({ journalId }) => this.#journal(journalId),
    'dayPapers.journalOfPeriod': ({ journalId }) => this.#journal(journalId),
    'dayPapers.notPrinted': () => ({ day: DAY, due: this.#notPrinted.length > 0, journals: this.#notPrinted }),
    'dayPapers.makeHandover': ({ documentIds, ...rest }) => {
      const documents = documentIds.flatMap((documentId) => this.#options.cards().filter((card) => card.documentId === documentId)).map(({ documentId, registrationIndex, registrationDate, subject }) => ({ documentId, registrationIndex, registrationDate, subject }));
      const made = { ...rest, day: DAY, madeAt: AT, madeBy: PEOPLE[0], signedAt: null, signedBy: null, documents };
      this.#handovers = [...this.#handovers, made];
      this.#options.onChanged();
      return made;
    },
    'dayPapers.handovers': () => ({ handovers: this.#handovers }),
    'dayPapers.handoverSheet': () => ({ sha256: PDF_SHA, size: 100, fileName: 'Аркуш.pdf', pages: 1 }),
    'dayPapers.handoverSigned': ({ handoverId }) => {
      const signed = { ...this.#handover(handoverId), signedAt: AT, signedBy: PEOPLE[0] };
      this.#handovers = this.#handovers.map((one) => (one.handoverId === handoverId ? signed : one));
      this.#options.onChanged();
      return signed;
    },
  };
}
