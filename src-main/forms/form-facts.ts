import type { AskedPersonShown } from '#shared/contract/acknowledgements.ts';
import type { OutageDocument } from '#shared/contract/outages.ts';
import type { NomenclatureCase } from '#shared/contract/nomenclature.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { FormCell, FormPlace } from '#shared/domain/forms.ts';
import type { Language } from '#shared/domain/languages.ts';
import { numberInWords } from '#shared/domain/number-words.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import { instantMs, wallClockOf } from '#shared/domain/working-zone.ts';
import type { OutageRecord } from '../registration/directories.ts';

/** What a form shows of its subject; a fact that is missing stays a place to write in. */
export interface FormFacts {
  readonly places: Readonly<Partial<Record<FormPlace, string>>>;
  /** Lines of a table that lists documents. */
  readonly documents: readonly Readonly<Partial<Record<FormCell, string>>>[];
  /** Lines of a table that lists people. */
  readonly people: readonly Readonly<Partial<Record<FormCell, string>>>[];
  /** Lines of a table that lists cases below their headings, and what its last line sums up; left out where nothing is listed. */
  readonly cases?: { readonly lines: readonly ({ readonly heading: string } | Readonly<Partial<Record<FormCell, string>>>)[]; readonly total: Readonly<Partial<Record<FormCell, string>>> };
  /** What stands in the name of the file beside the name of the form. */
  readonly called: string;
}

export function dayText(day: string): string {
  return day.split('-').toReversed().join('.');
}

/** Day and minute in the office's zone, as people write them: `05.03.2026 09:30`. */
function instantText(instant: string, zone: string): string {
  const { day, minute } = wallClockOf(zone, instantMs(instant));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${dayText(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Who was asked to acknowledge a document, and how he did; whoever did not has room to sign by hand. */
function personLine({ name, position, state, mark }: AskedPersonShown, language: Language): FormFacts['people'][number] {
  const marked = mark === null || state === 'withdrawn' ? {} : { mark: translate(language, `acknowledgement.way.${mark.way}`), markedOn: dayText(mark.on) };
  return { person: name, position, ...marked };
}

/** @param people of the document's lists of acknowledgement, for the sheet of it */
export function documentFacts(card: Card, office: string, kind: string, people: readonly AskedPersonShown[], language: Language): FormFacts {
  const foreign = [card.correspondentNumber, card.correspondentDate === null ? null : dayText(card.correspondentDate)].filter((text) => text !== null && text !== '').join(', ');
  return {
    places: {
      office,
      index: card.registrationIndex,
      date: dayText(card.registrationDate),
      kind,
      correspondent: card.correspondent ?? '',
      correspondentReference: foreign,
      subject: card.subject,
      sheets: card.sheets === null ? '' : [card.sheets, card.attachmentSheets].filter((sheets) => sheets !== null).join(' + '),
      author: card.author ?? '',
      addressee: card.addressee ?? '',
    },
    documents: [],
    people: people.map((person) => personLine(person, language)),
    called: card.registrationIndex,
  };
}

/** @param documents papers of the outage that the asking person may read, the oldest first */
export function outageFacts(outage: OutageRecord, documents: readonly OutageDocument[], office: string, zone: string, language: Language): FormFacts {
  return {
    places: { office, cause: translate(language, `outage.cause.${outage.cause}`), from: instantText(outage.from, zone), until: outage.until === null ? '' : instantText(outage.until, zone), note: outage.note },
    documents: documents.map(({ registrationIndex, registrationDate, correspondent, subject }) => ({ index: registrationIndex, date: dayText(registrationDate), correspondent: correspondent ?? '', subject })),
    people: [],
    called: instantText(outage.from, zone).slice(0, 10),
  };
}

/** What a volume of a case holds, as its papers state it. */
export interface VolumeOnPaper {
  readonly volume: number;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  readonly documents: number;
  readonly files: number;
  /** Null: nothing of it is on paper. */
  readonly sheets: number | null;
  /** Who drew up the certifying note; null: the case is not closed. */
  readonly certifiedBy: string | null;
  /** Documents in their order; one that the asking person may not read keeps its line, for the hand of who may. */
  readonly lines: readonly ({ readonly index: string; readonly date: string; readonly subject: string; readonly sheets: number | null } | null)[];
}

/** @param onPaper what the volume holds; null: the case has several and none was named, so that the hand writes which */
export function caseFacts(entry: NomenclatureCase, year: number, unit: string, office: string, onPaper: VolumeOnPaper | null, language: Language): FormFacts {
  return {
    places: {
      office,
      unit,
      index: entry.index,
      title: entry.title,
      year: String(year),
      retention: entry.retention === null ? entry.retentionText : retentionText(entry.retention, language),
      ...(onPaper === null ? {} : volumePlaces(onPaper, language)),
    },
    documents: onPaper === null ? [] : sheetLines(onPaper.lines),
    people: [],
    called: onPaper === null || entry.volumes <= 1 ? entry.index : `${entry.index} ${onPaper.volume}`,
  };
}

function volumePlaces({ volume, startedOn, finishedOn, sheets, documents, files, certifiedBy }: VolumeOnPaper, language: Language): FormFacts['places'] {
  // Documents and files differ in gender from sheets in no language of the offices: all three nouns are masculine.
  const stated = (count: number | null): string => (count === null ? '' : `${count} (${numberInWords(count, language)})`);
  return {
    volume: String(volume),
    startedOn: startedOn === null ? '' : dayText(startedOn),
    finishedOn: finishedOn === null ? '' : dayText(finishedOn),
    sheets: sheets === null ? '' : String(sheets),
    sheetsStated: stated(sheets),
    documentsStated: stated(documents),
    filesStated: stated(files),
    certifier: certifiedBy ?? '',
  };
}

/** Sheets are numbered through the volume; from the first document whose sheets nobody counted the hand goes on. */
function sheetLines(lines: VolumeOnPaper['lines']): FormFacts['documents'] {
  let next: number | null = 1;
  return lines.map((line) => {
    if (line === null) {
      next = null;
      return {};
    }
    const { index, date, subject, sheets } = line;
    if (sheets === null) return { index, date: dayText(date), subject };
    if (sheets === 0) next = null;
    if (next === null) return { index, date: dayText(date), subject };
    const last: number = next + sheets - 1;
    const sheetNumbers = last === next ? String(next) : `${next}–${last}`;
    next = last + 1;
    return { index, date: dayText(date), subject, sheetNumbers };
  });
}
