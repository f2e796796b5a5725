import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { SimpleSignatureRule } from '#shared/domain/interaction-agreement.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { SignatureHolding } from '#shared/domain/signature-holdings.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { AgreementRecords } from '../agreements/agreement-records.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Directories } from '../registration/directories.ts';
import { fillPlaces, type RulePack, type SentenceId, sentenceAt } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import { recordedForCopies } from './recorded-for-copies.ts';
import { SimpleSignatureRecords } from './simple-signature-records.ts';
import { type SimpleSignaturesOptions, SimpleSignaturesRoom } from './simple-signatures-room.ts';
import { SimpleSigning } from './simple-signing.ts';

export interface OpenSimpleSignaturesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly agreements: AgreementRecords;
  readonly holdingsOf?: (personId: string) => readonly SignatureHolding[];
  readonly directories: Directories;
  readonly rules: { pack(): RulePack; simpleSignature(day: string): SimpleSignatureRule | null };
  readonly office: () => { readonly zone: string; readonly documentLanguages: readonly Language[] };
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly askedOf: SimpleSignaturesOptions['askedOf'];
  readonly reportsOf: SimpleSignaturesOptions['reportsOf'];
  readonly onChanged: () => void;
}

/** Puts simple signing together with the country's rules and words: the room of documents, and the one function that others sign by. */
export function openSimpleSignatures({ store, environment, agreements, holdingsOf = () => [], directories, rules, office, confirmPassword, readable, askedOf, reportsOf, onChanged }: OpenSimpleSignaturesOptions) {
  const records = new SimpleSignatureRecords(store);
  const demandedOf = (kindId: string) => directories.kinds().find((kind) => kind.kindId === kindId)?.signatures ?? null;
  const signing = new SimpleSigning({
    store,
    environment,
    records,
    agreements,
    holdingsOf,
    zone: () => office().zone,
    rule: (day) => rules.simpleSignature(day),
    isHrKind: (kindId) => demandedOf(kindId) !== null,
    confirmPassword,
  });
  const words = (id: SentenceId, places: Readonly<Record<string, string>>): AgreedText[] => {
    const { zone, documentLanguages } = office();
    const day = dayInZone(zone, isoInstant(environment.now()));
    return documentLanguages.flatMap((language) => {
      const text = sentenceAt(rules.pack(), id, language, day)?.text;
      return text === undefined ? [] : [{ language, text: fillPlaces(text, places) }];
    });
  };
  const room = new SimpleSignaturesRoom({
    store,
    records,
    agreements,
    signing,
    wordsOf: ({ registrationIndex, registrationDate }) => words('simple-signature.words', { index: registrationIndex, date: registrationDate.split('-').toReversed().join('.') }),
    readable,
    demandedOf,
    askedOf,
    reportsOf,
    onChanged,
  });
  /** What whoever takes a step of a route by his password agrees to, in the office's leading language. */
  const draftWords = (title: string): AgreedText => {
    const [text] = words('simple-signature.draft-words', { title });
    if (text === undefined) throw new Error('a rule pack has words for signing a draft');
    return text;
  };
  const recorded = recordedForCopies({
    store,
    examined: (documentId) => room.examined(documentId),
    nameOf: (personId) => agreements.person(personId)?.name ?? null,
    markNow: () => signing.ruleNow()?.mark ?? null,
  });
  return { records, signing, room, draftWords, recordedOf: recorded.ofDocument, recordedStep: recorded.ofStep };
}
