import { create } from 'zustand';
import type { ContractError, MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { SignedDraft } from '#shared/contract/registration.ts';
import { type DocumentFile, type Requisites, requisitesOf } from '#shared/domain/registration-card.ts';
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
  /** Cards with the same sender, number and date that the person has seen and knows to be others. */
  readonly knownSimilar: readonly string[];
  /** Card beside which this one is an original of equal force. */
  readonly equalTo: string | null;
  /** The person has looked at a clock that stands before the newest registration. */
  readonly clockConfirmed: boolean;
  /** The signed draft that becomes the card (ROUTE-18). */
  readonly signedDraft: SignedDraft | null;
  /** What was signed, with its signatures; the card takes them. Empty where it is of no signed draft. */
  readonly signedFiles: readonly DocumentFile[];
}

/** What a draft begins with beside its requisites. */
export const UNTOUCHED = { begun: false, knownSimilar: [], equalTo: null, clockConfirmed: false, signedDraft: null, signedFiles: [] } as const;

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
  /** True once the drafts that the desk kept were taken up. */
  readonly restored: boolean;
  /** Why the desk could not keep what was typed; null while all is kept. */
  readonly keepError: ContractError | null;
  begin(draft: Draft): void;
  /** Takes up what the desk kept; what was typed since then stays. */
  restore(drafts: readonly Draft[]): void;
  decide(key: string, decision: Partial<Pick<Draft, 'knownSimilar' | 'equalTo' | 'clockConfirmed'>>): void;
  /** Whom the card of a signed draft reaches. */
  send(key: string, execution: SignedDraft['execution']): void;
  noteKeepError(error: ContractError | null): void;
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
  restored: false,
  keepError: null,
  own: (accountId) => {
    if (get().owner === accountId) return;
    useCorrections.getState().clear();
    set({ owner: accountId, drafts: {}, inHand: null, registered: {}, previous: null, restored: false, keepError: null });
  },
  begin: (draft) => set(({ drafts }) => (drafts[draft.key] === undefined ? { drafts: { ...drafts, [draft.key]: draft } } : {})),
  restore: (kept) => set(({ drafts }) => ({ restored: true, drafts: { ...Object.fromEntries(kept.map((draft) => [draft.key, draft])), ...drafts } })),
  decide: (key, decision) =>
    set(({ drafts }) => {
      const draft = drafts[key];
      return draft === undefined ? {} : { drafts: { ...drafts, [key]: { ...draft, ...decision } } };
    }),
  send: (key, execution) =>
    set(({ drafts }) => {
      const draft = drafts[key];
      return draft === undefined || draft.signedDraft === null ? {} : { drafts: { ...drafts, [key]: { ...draft, signedDraft: { ...draft.signedDraft, execution } } } };
    }),
  noteKeepError: (keepError) => set({ keepError }),
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
