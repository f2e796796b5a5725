/** Columns of an old registration journal, found by the words of its heading in the five languages. */
export const IMPORT_FIELDS = [
  'registrationIndex',
  'registrationNumber',
  'registrationDate',
  'correspondent',
  'correspondentNumber',
  'correspondentDate',
  'subject',
  'kind',
  'case',
  'addressee',
  'author',
  'sheets',
  'attachmentSheets',
  'note',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Column of each field, the first being 0; null where the journal has none. */
export type ImportMapping = Readonly<Record<ImportField, number | null>>;

/** Fields without which no row is a card. */
export const NEEDED_FIELDS: readonly ImportField[] = ['registrationIndex', 'registrationDate', 'subject'];

/** The more telling a pattern, the earlier its field: "date of the letter" is asked for before "date". */
const WORDS: readonly (readonly [ImportField, RegExp])[] = [
  ['correspondentDate', /(?:дата|күні|күнү|date)[^a-zа-яіїєґәғқңөұүһі]*(?:вихідн|документа? кореспондент|відправник|исходящ|отправител|жіберуші|шығыс|чыгыш|жөнөтүүчү|of (?:the )?(?:letter|sender|correspondent))|(?:вихідн|исходящ|шығыс|чыгыш|sender|correspondent)\S*\s+(?:дата|күні|күнү|date)/iu],
  ['correspondentNumber', /(?:вихідн|исходящ|шығыс|чыгыш|відправник|отправител|жіберуші|жөнөтүүчү|кореспондент|корреспондент|sender|outgoing)\S*\s*(?:№|номер|индекс|індекс|нөмір|номери|number|no\b)|(?:№|номер|індекс|индекс|нөмірі|number)\s+(?:вихідн|исходящ|відправник|отправител|документа? кореспондент|of (?:the )?(?:sender|correspondent|letter))|^вих(?:\.|ідний)|^исх\.?/iu],
  ['attachmentSheets', /(?:аркуш|лист|парақ|барак|sheet|page)\S*\s*(?:додатк|приложен|қосымша|тиркеме|of (?:annex|attachment))|додатк|приложени|қосымша|тиркеме|annex|attachment/iu],
  ['sheets', /аркуш|кількість (?:арк|стор)|лист(?:ов|ы)|кол(?:-во|ичество) (?:лист|стр)|парақ|барак|sheets?\b|pages?\b/iu],
  ['registrationDate', /дата\s*(?:реєстрац|надходж|отриман|регистрац|поступлен|получен)|(?:тіркеу|түскен|каттоо|келген|катталган|тіркелген)\s*күн|date of (?:registration|receipt)|registration date|received/iu],
  ['registrationIndex', /(?:реєстрац|регистрац|тіркеу|каттоо|registration)\S*\s*(?:індекс|индекс|№|номер|нөмір|номери|number|index)|вхідний\s*(?:№|номер|індекс)|входящий\s*(?:№|номер|индекс)|кіріс\s*(?:№|нөмір)|кириш\s*(?:№|номер)|^(?:індекс|индекс|index)|^вх\.?/iu],
  ['registrationNumber', /порядков|^(?:№|no?\.?)\s*(?:з\/п|п\/п|п\.п)|рет(?:тік)?\s*(?:№|нөмір|саны)|катар номер|serial/iu],
  ['correspondent', /кореспондент|корреспондент|відправник|отправител|жіберуші|жөнөтүүчү|від кого|от кого|кімнен|кимден|установа|организаци|ұйым|уюм|sender|correspondent|^from/iu],
  ['subject', /зміст|короткий|содержани|заголовок|тема|мазмұн|мазмун|тақырып|про що|о чём|о чем|subject|content|summary|title/iu],
  ['kind', /вид\s*(?:документ|кореспонд)?|тип документ|(?:құжат|документ)\S*\s*түр|түрі$|түрү$|kind|type/iu],
  ['case', /справ|номенклатур|^дел[оа]|дела(?:\s|$)|іс(?:тің)?\s*(?:индекс|№|нөмір)|^іс$|иш(?:тин)?\s*(?:индекс|№|номер)|делого|case|file (?:no|index)/iu],
  ['author', /виконавец|автор|підпис|исполнител|подписал|орындаушы|қол қой|аткаруучу|кол кой|author|executor|signed/iu],
  ['addressee', /кому|адресат|резолюц|передано|розглянут|адрес|кімге|кимге|алушы|алуучу|addressee|^to$|recipient/iu],
  ['note', /примітк|примечани|відмітк|отметк|ескерту|ескертүү|белгі|белги|note|remark|comment/iu],
  // What says no more than "date" or "number" is the journal's own, if nothing better was found.
  ['registrationDate', /^(?:дата|күні|күнү|date)(?:\s|$)/iu],
  ['registrationIndex', /^(?:№|номер|нөмір|номери?|number|no\.?$)/iu],
];

/** Rows among which the heading is looked for: titles of the journal stand above it. */
const HEADING_ROWS = 15;

export interface GuessedColumns {
  /** The first row is 0. */
  readonly headingRow: number;
  readonly mapping: ImportMapping;
}

/** The row that names most fields, and what its words say of each column. A proposal: a person decides. */
export function guessColumns(rows: readonly (readonly string[])[]): GuessedColumns {
  const guesses = rows.slice(0, HEADING_ROWS).map((row, at) => ({ headingRow: at, mapping: mappingOf(row) }));
  const named = ({ mapping }: GuessedColumns): number => Object.values(mapping).filter((column) => column !== null).length;
  return guesses.reduce<GuessedColumns>((best, guess) => (named(guess) > named(best) ? guess : best), guesses[0] ?? { headingRow: 0, mapping: mappingOf([]) });
}

function mappingOf(heading: readonly string[]): ImportMapping {
  const mapping = Object.fromEntries(IMPORT_FIELDS.map((field) => [field, null])) as Record<ImportField, number | null>;
  const taken = new Set<number>();
  for (const [field, words] of WORDS) {
    if (mapping[field] !== null) continue;
    const column = heading.findIndex((title, at) => !taken.has(at) && words.test(title.normalize('NFC').replaceAll(/\s+/g, ' ').trim()));
    if (column < 0) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}
