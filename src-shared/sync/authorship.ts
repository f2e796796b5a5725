/**
 * Whose word an operation is, by what it says of itself (AUD-01, AUD-06). A desk asks before it writes one; a desk whose
 * program was changed does not. So the server asks again, by what stands in its log: who signs in as whom (`person.defined`)
 * and what an operation answers. What it cannot know, such as whose assignment it is, each desk asks of its own tables.
 */
import type { Right } from '../domain/rights.ts';
import type { OperationKind, OperationPayload } from './operation-kinds.ts';

export interface Authorship {
  /** The account that the record names; it must be the one that acts. Null: none is named. */
  readonly accountId: string | null;
  /** People of the directory who must all sign in with the acting account. */
  readonly personIds: readonly string[];
  /** Whether one of them may instead be the official on whose behalf the operation was made; the desks know the delegation. */
  readonly official: boolean;
  /** The person is the one whom the first operation of this kind on the same entity names; null: the payload names all. */
  readonly namedBy: NamingKind | null;
  /** Who has this right writes down what others did. */
  readonly except: Right | null;
}

/** Kinds that name the person whose matter their entity is from then on. */
const NAMING = {
  'draftDocument.created': (p: OperationPayload<'draftDocument.created'>) => p.authorPersonId,
  'dataRequest.asked': (p: OperationPayload<'dataRequest.asked'>) => p.personId,
  'delegation.granted': (p: OperationPayload<'delegation.granted'>) => p.principalPersonId,
  'absence.recorded': (p: OperationPayload<'absence.recorded'>) => p.personId,
};
export type NamingKind = keyof typeof NAMING;
export const NAMING_KINDS = Object.keys(NAMING) as readonly NamingKind[];

export function isNamingKind(kind: OperationKind): kind is NamingKind {
  return Object.hasOwn(NAMING, kind);
}

/** The person whose matter it is. */
export function namedPerson<Kind extends NamingKind>(kind: Kind, payload: OperationPayload<Kind>): string {
  // The table pairs each kind with its own payload; the compiler cannot follow the pair through a lookup.
  const read = NAMING[kind] as (payload: OperationPayload<Kind>) => string;
  return read(payload);
}

function ofPeople(personIds: readonly string[], more: Partial<Authorship> = {}): Authorship {
  return { accountId: null, personIds, official: false, namedBy: null, except: null, ...more };
}

const byRoute = ({ event }: { readonly event: { readonly byPersonId: string } }): Authorship => ofPeople([event.byPersonId]);

type Rules = { readonly [Kind in OperationKind]?: (payload: OperationPayload<Kind>) => Authorship | null };

const RULES: Rules = {
  // By order, whoever registered it; on paper, the registrar for the official (RES-15).
  'resolution.issued': (p) => (p.source === 'order' ? null : ofPeople([p.authorPersonId], { official: true, except: p.onPaperOn === null ? null : 'card.register' })),
  'draftDocument.created': (p) => ofPeople([p.authorPersonId]),
  'draftDocument.changed': () => ofPeople([], { namedBy: 'draftDocument.created' }),
  'route.started': byRoute,
  'route.stepDecided': byRoute,
  'route.returned': byRoute,
  'route.contentReplaced': byRoute,
  'route.restarted': byRoute,
  'route.registered': byRoute,
  'route.withdrawn': byRoute,
  // The signature of a contract, which a registrar checks, acknowledges what goes with it (ACK-10).
  'acknowledgement.made': (p) => ofPeople(p.personIds, { except: p.signature === null ? null : 'card.correct' }),
  'simpleSignature.made': ({ record }) => ofPeople([record.personId], { accountId: record.accountId }),
  'dataRequest.supplied': () => ofPeople([], { namedBy: 'dataRequest.asked', except: 'agreement.keep' }),
  'application.declared': (p) => ofPeople([p.head.personId]),
  'application.accepted': (p) => ofPeople([p.addressee.personId]),
  'application.forceDecided': (p) => ofPeople([p.decidedBy.personId]),
  // Of the two persons of a destruction each gives the own word (C.7.6).
  'destruction.begun': ({ by }) => ofPeople([], { accountId: by.accountId }),
  'destruction.confirmed': ({ by }) => ofPeople([], { accountId: by.accountId }),
  'destruction.resumed': ({ by }) => ofPeople([], { accountId: by.accountId }),
  'case.destroyed': ({ persons: [, second], resumedBy }) => ofPeople([], { accountId: (resumedBy ?? second).accountId }),
  'delegation.granted': (p) => ofPeople([p.principalPersonId], { except: 'directory.edit' }),
  'delegation.removed': () => ofPeople([], { namedBy: 'delegation.granted', except: 'directory.edit' }),
  'absence.recorded': (p) => ofPeople([p.personId], { except: 'directory.edit' }),
  'absence.cancelled': () => ofPeople([], { namedBy: 'absence.recorded', except: 'directory.edit' }),
};

/** Null: the operation names nobody as its author; its right alone is asked. */
export function authorshipOf<Kind extends OperationKind>(kind: Kind, payload: OperationPayload<Kind>): Authorship | null {
  return RULES[kind]?.(payload) ?? null;
}

/** Whether the kind can name an author, so that its payload is worth reading for it. */
export function namesAuthor(kind: OperationKind): boolean {
  return Object.hasOwn(RULES, kind);
}

export interface ActingAccounts {
  readonly accountId: string;
  /** Account of the official on whose behalf; empty: an official without one. Null: it was done on nobody's behalf. */
  readonly officialAccountId: string | null;
  readonly has: (right: Right) => boolean;
}

export interface KnownPeople {
  /** Account with which a person signs in; null: none. Undefined: no such person. */
  readonly accountOf: (personId: string) => string | null | undefined;
  /** The person whom the first operation of the kind on the entity names; null: there is none. */
  readonly named: (kind: NamingKind) => string | null;
}

/** Whether an operation was made by those whose word it says to be. */
export function isOwnWord(authorship: Authorship, acting: ActingAccounts, known: KnownPeople): boolean {
  const { accountId, namedBy, personIds, official, except } = authorship;
  if (accountId !== null && accountId !== acting.accountId) return false;
  if (except !== null && acting.has(except)) return true;
  const named = namedBy === null ? [] : [known.named(namedBy)];
  return [...personIds, ...named].every((personId) => {
    const account = personId === null ? undefined : known.accountOf(personId);
    if (account === undefined) return false;
    return account === acting.accountId || (official && acting.officialAccountId !== null && (account ?? '') === acting.officialAccountId);
  });
}
