import type { AskedPersonShown } from '#shared/contract/acknowledgements.ts';
import type { OutageDocument } from '#shared/contract/outages.ts';
import type { NomenclatureCase } from '#shared/contract/nomenclature.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { FormCell, FormPlace } from '#shared/domain/forms.ts';
import type { Language } from '#shared/domain/languages.ts';
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

/** The volume stands there where the case has one alone; of several the hand writes which. */
export function caseFacts(entry: NomenclatureCase, year: number, unit: string, office: string, language: Language): FormFacts {
  return {
    places: { office, unit, index: entry.index, title: entry.title, year: String(year), volume: entry.volumes === 1 ? '1' : '', retention: entry.retention === null ? entry.retentionText : retentionText(entry.retention, language) },
    documents: [],
    people: [],
    called: entry.index,
  };
}
