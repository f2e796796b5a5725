import type { DemonstrationDocument } from './model.ts';

const made = { madeUp: true, language: 'ru' } as const;

/** Documents in Russian. */
export const russianDocuments: readonly DemonstrationDocument[] = [
  {
    ...made, documentId: 'ru-01', direction: 'incoming', kindId: 'incoming-letter', journalId: 'incoming', caseId: 'correspondence-authorities',
    correspondentId: 'archive-ru', correspondentNumber: '12-04/209', correspondentDaysBefore: 27, daysBefore: 25,
    subject: 'О графике передачи дел постоянного хранения', sheets: 2, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Архив формирует график приёма дел на следующий год и просит подтвердить готовность университета передать дела постоянного хранения за два последних завершённых года.',
      'По нашему учёту в составе передачи ожидается около ста сорока единиц хранения, часть которых ведётся в электронном виде. Просим уточнить их число и сообщить, согласованы ли описи экспертной комиссией.',
      'Для приёма предлагаются вторая половина марта или первая неделя октября. Если оба срока неудобны, предложите свой, но не позднее ноября.',
      'Образец сопроводительного письма и памятка о подготовке электронных дел прилагаются.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'correspondent', correspondentId: 'archive-ru' }] },
  },
  {
    ...made, documentId: 'ru-02', direction: 'incoming', kindId: 'citizen-appeal', journalId: 'appeals', caseId: 'citizens-appeals',
    correspondentId: 'citizen-ru', correspondentNumber: null, correspondentDaysBefore: 5, daysBefore: 4,
    subject: 'О шуме при ремонте учебного корпуса', sheets: 1, attachmentSheets: null, authorId: null,
    paragraphs: [
      'Я живу в доме напротив вашего учебного корпуса, где с начала месяца меняют кровлю. Работы начинаются около шести утра и нередко продолжаются после десяти вечера, в том числе по воскресеньям.',
      'В нашем подъезде есть маленькие дети и пожилые люди, которым такой режим не даёт отдохнуть. Прораб на просьбы жильцов отвечает, что распорядок установил заказчик.',
      'Прошу обязать подрядчика соблюдать тишину в ранние и поздние часы, а также сообщить, когда ремонт будет закончен. Ответ прошу направить по почте.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ru-03', direction: 'incoming', kindId: 'information-request', journalId: 'incoming', caseId: 'correspondence-organisations',
    correspondentId: 'institute-ru', correspondentNumber: 'УС-46', correspondentDaysBefore: 16, daysBefore: 13,
    subject: 'О сведениях для справочника измерительных лабораторий', sheets: 1, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Институт готовит справочник учебных лабораторий, в которых студенты осваивают точные измерения. В издание войдут описания примерно шестидесяти лабораторий из нескольких стран.',
      'Просим сообщить перечень лабораторий университета, их площадь, состав основного оборудования и число студентов, занимающихся в них за год. Желательно приложить две-три фотографии с разрешением на публикацию.',
      'Материалы будут опубликованы только после вашего письменного согласия с текстом статьи.',
    ],
    signing: { plan: 'tampered', container: 'attached', signers: [{ of: 'correspondent', correspondentId: 'institute-ru' }] },
  },
  {
    ...made, documentId: 'ru-04', direction: 'outgoing', kindId: 'outgoing-letter', journalId: 'outgoing', caseId: 'correspondence-authorities',
    correspondentId: 'archive-ru', correspondentNumber: '12-04/209', correspondentDaysBefore: 27, daysBefore: 20,
    subject: 'О готовности дел к передаче на хранение', sheets: 1, attachmentSheets: null, authorId: 'head-of-records',
    paragraphs: [
      'Сообщаем, что университет готов передать на постоянное хранение сто тридцать шесть дел, из них сорок одно в электронном виде. Описи рассмотрены экспертной комиссией, замечаний нет.',
      'Удобным сроком считаем вторую половину марта. К этому времени будут завершены нумерация листов, составление внутренних описей и проверка контрольных сумм файлов.',
      'Просим сообщить, на каких носителях архив принимает электронные дела и требуется ли присутствие нашего представителя при их проверке.',
    ],
    signing: { plan: 'attached', signers: [{ of: 'office', personId: 'head-of-records' }] },
  },
  {
    ...made, documentId: 'ru-05', direction: 'internal', kindId: 'order-core', journalId: 'orders', caseId: 'orders-core',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 40,
    subject: 'О создании комиссии по приёмке библиотечного фонда', sheets: 2, attachmentSheets: null, authorId: 'rector',
    paragraphs: [
      'В связи с переездом библиотеки в новое здание ПРИКАЗЫВАЮ:',
      '1. Создать комиссию по приёмке библиотечного фонда в составе заведующей библиотекой (председатель), представителя бухгалтерии и представителя отдела информационных систем.',
      '2. Комиссии сверить наличие книг с электронным каталогом и в месячный срок представить акт о расхождениях.',
      '3. На время сверки выдачу литературы вести только в читальном зале.',
      '4. Объявление для читателей разместить на входе и на странице библиотеки не позднее трёх дней до начала сверки.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'office', personId: 'rector' }] },
  },
  {
    ...made, documentId: 'ru-06', direction: 'internal', kindId: 'service-memo', journalId: 'internal', caseId: 'internal-memos',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 8,
    subject: 'О приёме иностранной делегации', sheets: 1, attachmentSheets: 1, authorId: 'head-international',
    paragraphs: [
      'В конце месяца университет посетит делегация из пяти преподавателей, приезжающих для обсуждения совместной программы обмена студентами.',
      'Прошу выделить на два дня малый зал заседаний и автомобиль для встречи гостей в аэропорту, а также включить в план посещение лаборатории оптики и библиотеки.',
      'Проект программы пребывания прилагается. Расходы на питание гостей предусмотрены сметой международного отдела, дополнительных средств не требуется.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ru-07', direction: 'internal', kindId: 'application-leave', journalId: 'internal', caseId: 'applications-leave',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 10,
    subject: 'О переносе ежегодного отпуска', sheets: 1, attachmentSheets: null, authorId: 'librarian',
    paragraphs: [
      'Прошу перенести мой ежегодный отпуск, запланированный на следующий месяц, на июнь будущего года в связи с переездом библиотеки и участием в приёмке фонда.',
      'С изменением графика отпусков согласна, замещение на летний период согласовано с отделом кадров.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ru-08', direction: 'incoming', kindId: 'contract', journalId: 'incoming', caseId: 'contracts',
    correspondentId: 'company-ru', correspondentNumber: 'ТО-14', correspondentDaysBefore: 38, daysBefore: 36,
    subject: 'Договор на обслуживание копировальной техники', sheets: 4, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Исполнитель, товарищество «Пример-Сервис», и Заказчик, университет, заключили настоящий договор на следующих условиях.',
      '1. Исполнитель ежемесячно осматривает копировальную технику по перечню, чистит её, заменяет изношенные детали и устраняет неисправности по вызову.',
      '2. На срочный вызов специалист прибывает в течение одного рабочего дня. Если ремонт на месте невозможен, на время ремонта предоставляется равноценный аппарат.',
      '3. Стоимость обслуживания оплачивается раз в квартал по акту. Расходные материалы оплачиваются отдельно по согласованным ценам.',
      '4. Договор действует один год и считается продлённым на тот же срок, если за месяц до окончания ни одна из сторон не заявит об отказе.',
    ],
    signing: { plan: 'untrusted', container: 'attached', signers: [{ of: 'correspondent', correspondentId: 'company-ru' }] },
  },
  {
    ...made, documentId: 'ru-09', direction: 'internal', kindId: 'minutes', journalId: 'internal', caseId: 'minutes-council',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 22,
    subject: 'Протокол заседания совета по учебной литературе', sheets: 3, attachmentSheets: null, authorId: 'head-international',
    paragraphs: [
      'Присутствовали одиннадцать членов совета из тринадцати, кворум имеется. Повестка дня: план издания учебников на год; обеспечение студентов литературой на родном языке.',
      'СЛУШАЛИ: заведующую библиотекой о состоянии фонда. Отмечено, что по семи дисциплинам на одного студента приходится менее половины учебника.',
      'ВЫСТУПИЛИ: руководители отделений с предложением переводить пособия на казахский, кыргызский и украинский языки силами преподавателей.',
      'ПОСТАНОВИЛИ: включить в план перевод четырёх пособий; библиотеке подготовить заявку на недостающие учебники; вернуться к вопросу на весеннем заседании. Принято единогласно.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ru-10', direction: 'incoming', kindId: 'invitation', journalId: 'incoming', caseId: 'correspondence-organisations',
    correspondentId: 'institute-ru', correspondentNumber: 'УС-51', correspondentDaysBefore: 2, daysBefore: 0,
    subject: 'Приглашение на выставку старинных приборов', sheets: 1, attachmentSheets: null, authorId: null,
    paragraphs: [
      'Приглашаем преподавателей и студентов университета на открытие выставки старинных измерительных приборов, собранных сотрудниками института за сорок лет.',
      'На выставке представлены весы, угломеры, барометры и часы, многие из которых находятся в рабочем состоянии. В первый день экскурсии проводят сами собиратели коллекции.',
      'Вход свободный. Для групп свыше десяти человек просим заранее согласовать время посещения.',
    ],
    signing: { plan: 'none' },
  },
];
