import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { guessColumns } from '#shared/domain/import-columns.ts';
import { fakeId } from './data.ts';

const HEADING = ['№ з/п', 'Реєстраційний індекс', 'Дата реєстрації', 'Кореспондент', 'Короткий зміст', 'Вид документа', 'Кількість аркушів'];
const ROWS = [
  ['1', '1/01-05', '09.01.2019', 'Міністерство освіти і науки України', 'Про затвердження переліку наукових фахових видань', 'Лист', '3'],
  ['2', '2/01-05', '31.02.2019', 'Державна архівна служба', 'Про передавання документів на зберігання', 'Лист', '2'],
  ['3', '3/01-05', '10.01.2019', 'Львівська політехніка', 'Запрошення на конференцію', 'Телеграма', '1'],
];

/** Import of an old journal as the fake desk answers it: one table, whatever file is given. */
export class FakeJournalImport {
  #imports: MethodOutput<'journalImport.list'>['imports'] = [
    { importId: fakeId(900), fileName: 'журнал-2018.xlsx', sha256: 'b'.repeat(64), journalId: 'incoming', accepted: 4127, rejected: 12, state: 'completed', at: '2026-03-04T10:00:00Z', by: 'Роман Реєстратор' },
  ];

  readonly handlers = {
    'journalImport.preview': (): MethodOutput<'journalImport.preview'> => ({
      format: 'csv',
      sheetNames: [],
      sheet: null,
      encoding: 'windows-1251',
      encodingGuessed: true,
      delimiter: ';',
      rows: 4,
      columns: HEADING.length,
      first: [HEADING, ...ROWS],
      ...guessColumns([HEADING]),
      problems: [{ row: 3, code: 'brokenCharacters' }],
      earlier: [],
    }),
    'journalImport.check': (): MethodOutput<'journalImport.check'> => ({
      accepted: 1,
      rejected: 2,
      reasons: [
        { field: 'registrationDate', reason: 'notADay', rows: 1 },
        { field: 'kind', reason: 'unknownKind', rows: 1 },
      ],
      cards: [{ row: 2, registrationIndex: '1/01-05', registrationNumber: 1, registrationDate: '2019-01-09', correspondent: 'Міністерство освіти і науки України', subject: 'Про затвердження переліку наукових фахових видань', kindId: 'letter', caseId: null }],
      faulty: [
        { row: 3, cells: ROWS[1] ?? [], faults: [{ field: 'registrationDate', reason: 'notADay' }] },
        { row: 4, cells: ROWS[2] ?? [], faults: [{ field: 'kind', reason: 'unknownKind' }] },
      ],
    }),
    'journalImport.rejected': (): MethodOutput<'journalImport.rejected'> => ({ fileName: 'rejected.csv', bytes: new TextEncoder().encode('Рядок;Причина\r\n') }),
    'journalImport.run': ({ fileName, sha256, journalId }: Pick<MethodInput<'journalImport.run'>, 'fileName' | 'sha256' | 'journalId'>): MethodOutput<'journalImport.run'> => {
      const made = { importId: fakeId(901), fileName, sha256, journalId, accepted: 1, rejected: 2, state: 'completed' as const, at: '2026-03-05T10:00:00Z', by: 'Роман Реєстратор' };
      this.#imports = [made, ...this.#imports];
      return made;
    },
    'journalImport.list': (): MethodOutput<'journalImport.list'> => ({ imports: this.#imports }),
  };
}
