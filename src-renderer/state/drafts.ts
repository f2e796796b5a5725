import { create } from 'zustand';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { type Requisites, requisitesOf } from '#shared/domain/registration-card.ts';
import { useCorrections } from './corrections.ts';

export type Card = MethodOutput<'registration.register'>;

/** A card that is being filled in. */
export interface Draft {
  /** The letter's id, or an id of its own for a card without a file. */
  readonly key: string;
  readonly letterId: string | null;
  /** Makes a repeated registration harmless: the same draft always asks with the same id. */
  readonly requestId: string;
  readonly requisites: Requisites;
  /** True once a person has typed something. */
  readonly begun: boolean;
}

interface Drafts {
  /** Account whose drafts these are; another person never sees them. */
  readonly owner: string | null;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Key of the draft in hand. */
  readonly inHand: string | null;
  /** What has just been registered, by draft key, until the clerk moves on. */
  readonly registered: Readonly<Record<string, Card>>;
  /** Requisites of the card registered before, for "same as previous". */
  readonly previous: Requisites | null;
  own(accountId: string): void;
  begin(draft: Draft): void;
  change(key: string, changes: Partial<Requisites>): void;
  take(key: string | null): void;
  drop(key: string): void;
  done(key: string, card: Card): void;
}

/** Written text as the contract wants it: an empty field is null. */
export function forContract(requisites: Requisites): MethodInput<'registration.register'>['requisites'] {
  const blank = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);
  return {
    ...requisites,
    correspondent: blank(requisites.correspondent),
    correspondentNumber: blank(requisites.correspondentNumber),
    correspondentDate: blank(requisites.correspondentDate),
    addressee: blank(requisites.addressee),
    author: blank(requisites.author),
    note: blank(requisites.note),
    postalTrack: blank(requisites.postalTrack),
    receivedDate: blank(requisites.receivedDate),
  };
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

/**
 * Cards that are being filled in, one for each letter. They live outside the screens, so that Esc,
 * another letter, a re-read or an ended session never loses a typed word.
 */
export const useDrafts = create<Drafts>()((set, get) => ({
  owner: null,
  drafts: {},
  inHand: null,
  registered: {},
  previous: null,
  own: (accountId) => {
    if (get().owner === accountId) return;
    useCorrections.getState().clear();
    set({ owner: accountId, drafts: {}, inHand: null, registered: {}, previous: null });
  },
  begin: (draft) => set(({ drafts }) => (drafts[draft.key] === undefined ? { drafts: { ...drafts, [draft.key]: draft } } : {})),
  change: (key, changes) =>
    set(({ drafts }) => {
      const draft = drafts[key];
      if (draft === undefined) return {};
      return { drafts: { ...drafts, [key]: { ...draft, begun: true, requisites: { ...draft.requisites, ...changes } } } };
    }),
  take: (inHand) => set(({ registered, inHand: from }) => ({ inHand, registered: from === null || from === inHand ? registered : without(registered, from) })),
  drop: (key) => set(({ drafts, inHand }) => ({ drafts: without(drafts, key), inHand: inHand === key ? null : inHand })),
  done: (key, card) =>
    set(({ drafts, registered }) => ({
      drafts: without(drafts, key),
      registered: { ...registered, [key]: card },
      previous: requisitesOf(card),
    })),
}));
