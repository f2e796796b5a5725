import type { Card } from '#shared/contract/registration.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { requisitesOf, type RequisiteName } from '#shared/domain/registration-card.ts';
import { CARD_FIELDS } from '#shared/domain/requisite-template.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import type { TableTexts } from '../jobs/job-kinds.ts';
import { fillPlaces, type PackRegisters } from '../rule-packs/index.ts';
import type { LoggedOperation } from '../store/operation-log.ts';
import type { KeptDuplicate } from '../paper-duplicates/paper-duplicate-records.ts';
import type { Directories } from './directories.ts';
import type { DocumentWords } from './document-words.ts';

/** What the printed card is made from. */
export interface CardSheetSource {
  readonly card: Card;
  /** Operations of the document, the oldest first; those without effect are left out of the print. */
  readonly operations: readonly LoggedOperation[];
  readonly directories: Pick<Directories, 'journals' | 'kinds' | 'units' | 'outages' | 'caseOfAnyYear'>;
  /** Where the paper duplicate lies (PAP-08); null: none is recorded. */
  readonly duplicate: KeptDuplicate | null;
  readonly officeName: string;
  readonly words: DocumentWords;
  /** Words of the card by the country's form (CARD-03). */
  readonly form: PackRegisters['card'];
  /** ISO 8601. */
  readonly now: string;
  readonly printedBy: string;
}

/**
 * The registration-and-monitoring card on A4 (CARD-03): requisites, files with their hashes, the movement of the document.
 * Requisites without a value are left out, as the card on the screen does.
 */
export function cardSheet(source: CardSheetSource): TableTexts {
  const { card, words, form, officeName, now, printedBy } = source;
  const title = `${form.title} № ${card.registrationIndex}`;
  const column = (word: 'requisite' | 'value' | 'fileName' | 'when' | 'who' | 'what', share: number, whole = false) => ({ title: form[word], share, whole });
  return {
    orientation: 'portrait',
    title,
    language: words.language,
    createdAt: now,
    corner: [],
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: form.title, look: 'title', align: 'centre' },
      { text: words.text('document.of', { index: card.registrationIndex, date: words.day(card.registrationDate) }), look: 'bold', align: 'centre' },
    ],
    parts: [
      { heading: '', columns: [column('requisite', 0.32), column('value', 0.68)], numbered: false, rows: requisiteRows(source).map((cells) => ({ kind: 'row', cells })) },
      ...(card.files.length === 0
        ? []
        : [{ heading: form.files, columns: [column('fileName', 0.42), { title: 'SHA-256', share: 0.58 }], numbered: false, rows: card.files.map(({ fileName, sha256 }) => ({ kind: 'row' as const, cells: [fileName, sha256] })) }]),
      {
        heading: form.movement,
        columns: [column('when', 0, true), column('who', 0.5), column('what', 0.5)],
        numbered: false,
        rows: source.operations.filter(({ state, barred }) => state !== 'rejected' && barred !== 'contradictory').map((operation) => ({ kind: 'row' as const, cells: movement(operation, words) })),
      },
    ],
    footLines: [{ text: fillPlaces(form.printed, { time: words.instant(now), person: printedBy }), look: 'small', align: 'left' }],
    signatures: [],
    pageOf: words.text('protocol.pageOf'),
  };
}

function movement({ at, actor, onBehalfOf, kind }: LoggedOperation, words: DocumentWords): string[] {
  const key = `operation.${kind}`;
  const person = actor?.name ?? '';
  return [words.instant(at), onBehalfOf === null ? person : `${person} ${words.text('document.history.onBehalf', { person: onBehalfOf.name })}`, isMessageKey(key) ? words.text(key) : kind];
}

function requisiteRows(source: CardSheetSource): string[][] {
  const { card, words } = source;
  const requisites = requisitesOf(card);
  const rows = (['journalId', 'kindId', 'direction', 'medium', ...CARD_FIELDS] as const).flatMap((name): string[][] => {
    const value = valueText(name, requisites[name], source);
    return value === '' ? [] : [[labelOf(name, card, words), value]];
  });
  const verdict = card.files.length === 0 ? [] : [[words.text('search.facet.verdict'), card.verdict === null ? words.text('signature.notChecked') : words.text(`verdict.word.${card.verdict}`)]];
  const state = [words.text('search.facet.state'), words.text(`document.state.${card.state}`)];
  const reason = card.voidReason === null ? [] : [[words.text('common.reason'), card.voidReason]];
  return [...rows, ...verdict, ...duplicateRow(source), state, ...reason];
}

function duplicateRow({ duplicate, words }: CardSheetSource): string[][] {
  if (duplicate === null) return [];
  const { place, madeOn, sheets } = duplicate;
  const facts = [words.text('paperDuplicate.made', { day: words.day(madeOn) }), ...(sheets === null ? [] : [words.text('paperDuplicate.sheetCount', { count: sheets })])];
  return [[words.text('paperDuplicate.title'), `${place}; ${facts.join(', ')}`]];
}

function labelOf(name: RequisiteName, { direction }: Card, words: DocumentWords): string {
  return words.text(name === 'correspondent' && direction !== 'internal' ? `requisite.correspondent.${direction}` : `requisite.${name}`);
}

/** A requisite as paper shows it; empty where it is not stated, or is a mark that is not set. */
function valueText(name: RequisiteName, value: string | number | boolean | null, { directories, words }: CardSheetSource): string {
  if (value === null || value === '' || value === false) return '';
  if (value === true) return words.text('protocol.value.yes');
  const text = String(value);
  switch (name) {
    case 'journalId':
      return named(directories.journals().find(({ journalId }) => journalId === text)?.names, words) ?? text;
    case 'kindId':
      return named(directories.kinds().find(({ kindId }) => kindId === text)?.names, words) ?? text;
    case 'caseId': {
      const found = directories.caseOfAnyYear(text);
      return found === null ? text : `${found.index} ${found.title}`;
    }
    case 'unitId': {
      const found = directories.units().find(({ unitId }) => unitId === text);
      return found === undefined ? text : `${found.index} ${found.name}`.trim();
    }
    case 'outageId': {
      const found = directories.outages().find(({ outageId }) => outageId === text);
      return found === undefined ? text : `${words.instant(found.from)} – ${found.until === null ? '…' : words.instant(found.until)}`;
    }
    case 'correspondentDate':
    case 'receivedDate':
      return words.day(text);
    case 'language': {
      const language = LANGUAGES.find((known) => known === text);
      return language === undefined ? text : words.text(`language.${language}`);
    }
    case 'direction':
    case 'medium':
    case 'paperGround':
    case 'delivery': {
      const key = name === 'direction' ? `direction.${text}` : `requisite.${name}.${text}`;
      return isMessageKey(key) ? words.text(key) : text;
    }
    default:
      return text;
  }
}

function named(names: Readonly<Record<string, string>> | undefined, { language }: DocumentWords): string | null {
  if (names === undefined) return null;
  return names[language] ?? Object.values(names)[0] ?? null;
}
