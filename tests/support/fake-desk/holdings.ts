import { type DeskEvent, type MethodCheckedInput, type MethodName, type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { Office } from '#shared/contract/desk.ts';
import type { Letter } from '#shared/contract/intake.ts';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { Card, Copy } from '#shared/contract/registration.ts';
import { CHOICES, fakeId } from './data.ts';

/** Answers of some rooms, typed by the contract. */
export type FakeHandlers<Room extends string> = { readonly [Name in Extract<MethodName, `${Room}.${string}`>]: (input: MethodCheckedInput<Name>) => MethodOutput<Name> };

interface FirstHoldings {
  readonly office: Office;
  readonly letters: Letter[];
  readonly cards: Card[];
  readonly outages: MethodOutput<'outages.open'>[];
  readonly copyEntries: readonly CopyEntry[];
  readonly tell: (event: DeskEvent) => void;
}

/** What several rooms of the fake desk look at. */
export class FakeHoldings {
  readonly office: Office;
  readonly outages: MethodOutput<'outages.open'>[];
  readonly drafts = new Map<string, MethodOutput<'drafts.list'>['drafts'][number]>();
  readonly copies: Copy[] = [];
  /** The register of copies, newest first. */
  copyEntries: readonly CopyEntry[];
  letters: Letter[];
  cards: Card[];
  choices: Pick<MethodOutput<'registration.choices'>, 'journals' | 'kinds' | 'units'> = CHOICES;
  fetching: MethodOutput<'administration.fetching'> = { fetch: true, allowedHosts: [], proxy: null };
  readonly #tell: (event: DeskEvent) => void;
  #next = 5000;

  constructor({ office, letters, cards, outages, copyEntries, tell }: FirstHoldings) {
    this.office = office;
    this.letters = letters;
    this.cards = cards;
    this.outages = outages;
    this.copyEntries = copyEntries;
    this.#tell = tell;
  }

  nextId(): string {
    return fakeId((this.#next += 1));
  }

  changed(topics: Extract<DeskEvent, { event: 'changed' }>['topics']): void {
    this.#tell({ event: 'changed', topics });
  }

  certify(requestId: string, copy: CopyEntry['copies'][number]): void {
    this.copyEntries = this.copyEntries.map((entry) => (entry.requestId === requestId ? { ...entry, copies: [...entry.copies, copy] } : entry));
  }

  letterOf(letterId: string): Letter {
    return this.letters.find((letter) => letter.letterId === letterId) ?? notFound();
  }

  cardOf(documentId: string): Card {
    return this.cards.find((card) => card.documentId === documentId) ?? notFound();
  }
}

export function notFound(): never {
  throw new Refusal('not-found', 'error.unknown', { reference: 'not-found' });
}
