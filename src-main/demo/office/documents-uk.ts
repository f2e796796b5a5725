import type { DemonstrationDocument } from './model.ts';

const made = { madeUp: true, language: 'uk' } as const;

/** Documents in Ukrainian. */
export const ukrainianDocuments: readonly DemonstrationDocument[] = [
  {
    ...made, documentId: 'uk-01', direction: 'incoming', kindId: 'information-request', journalId: 'incoming', caseId: 'correspondence-authorities',
    correspondentId: 'council-ua', correspondentNumber: '01-23/418', correspondentDaysBefore: 14, daysBefore: 12,
    subject: 'Про надання відомостей щодо іногородніх здобувачів освіти', sheets: 1, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Міська рада готує програму пільгового проїзду студентської молоді на наступний рік. Для розрахунку видатків потрібні узагальнені дані закладів вищої освіти.',
      'Просимо повідомити кількість здобувачів освіти денної форми навчання, які постійно проживають за межами міста, з розподілом за курсами, а також середню кількість їхніх поїздок на тиждень.',
      'Відомості просимо надіслати у формі доданої таблиці до п’ятнадцятого числа поточного місяця. Персональні дані зазначати не потрібно. Питання можна з’ясувати у відділі транспорту виконавчого комітету, який є розробником програми.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'correspondent', correspondentId: 'council-ua' }] },
  },
  {
    ...made, documentId: 'uk-02', direction: 'incoming', kindId: 'citizen-appeal', journalId: 'appeals', caseId: 'citizens-appeals',
    correspondentId: 'citizen-ua', correspondentNumber: null, correspondentDaysBefore: 9, daysBefore: 7,
    subject: 'Про видачу дубліката академічної довідки', sheets: 1, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Я навчалася у Вашому університеті на україномовному відділенні та після третього курсу перервала навчання за сімейними обставинами. Академічну довідку, яку мені тоді видали, втрачено під час переїзду.',
      'Маю намір поновитися на навчанні, тому прошу видати дублікат довідки з переліком складених дисциплін та обсягом кредитів. Копію паспорта додаю до звернення.',
      'Прошу надіслати дублікат рекомендованим листом на мою адресу або повідомити, коли його можна отримати особисто. Мої контактні дані є в особовій справі, інших змін у них не було.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'uk-03', direction: 'incoming', kindId: 'incoming-letter', journalId: 'incoming', caseId: 'international-agreements',
    correspondentId: 'university-ua', correspondentNumber: '102-07/1533', correspondentDaysBefore: 22, daysBefore: 19,
    subject: 'Про проведення спільної наукової конференції', sheets: 2, attachmentSheets: 3, authorId: null,
    paragraphs: [
      'Шановні колеги!',
      'Наш університет разом із товариством «Макет-Прилад» пропонує провести навесні спільну наукову конференцію, присвячену точним вимірюванням у промисловості. Попередній досвід двох семінарів засвідчив, що тематика цікава обом сторонам.',
      'Пропонуємо таку організацію: пленарне засідання відбувається у Вас, а три секції працюють дистанційно на платформі, яку забезпечує наш заклад. Робочими мовами можуть бути українська, казахська та англійська.',
      'Проєкт програми, склад організаційного комітету й орієнтовний кошторис додаємо. Просимо розглянути їх і визначити відповідальну особу, з якою ми зможемо узгодити подробиці.',
      'Сподіваємося на плідну співпрацю та очікуємо на відповідь до кінця місяця.',
    ],
    signing: { plan: 'two-signers', container: 'attached', signers: [{ of: 'correspondent', correspondentId: 'university-ua' }, { of: 'correspondent', correspondentId: 'company-ua' }] },
  },
  {
    ...made, documentId: 'uk-04', direction: 'outgoing', kindId: 'outgoing-letter', journalId: 'outgoing', caseId: 'correspondence-organisations',
    correspondentId: 'lyceum-ua', correspondentNumber: '64', correspondentDaysBefore: 18, daysBefore: 11,
    subject: 'Про екскурсію ліцеїстів до навчальних лабораторій', sheets: 1, attachmentSheets: null, authorId: 'head-ukrainian-division',
    paragraphs: [
      'На Ваш лист повідомляємо, що університет охоче прийме групу учнів десятих класів з ознайомчою екскурсією. Найзручнішим днем є четвер, коли лабораторії вимірювальної техніки вільні від занять.',
      'Група може налічувати не більше двадцяти п’яти осіб у супроводі двох учителів. Тривалість відвідування становить близько двох годин і охоплює лабораторію оптики, навчальну майстерню та бібліотеку.',
      'Просимо до кінця тижня надіслати список учнів і письмову згоду їхніх батьків. Зустріч групи відбудеться біля головного входу; відповідає за неї старший викладач відділення.',
    ],
    signing: { plan: 'attached', signers: [{ of: 'office', personId: 'vice-rector' }] },
  },
  {
    ...made, documentId: 'uk-05', direction: 'internal', kindId: 'order-business-trip', journalId: 'orders', caseId: 'orders-personnel',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 17,
    subject: 'Про відрядження викладача україномовного відділення', sheets: 1, attachmentSheets: null, authorId: 'rector',
    paragraphs: [
      'З метою участі в роботі організаційного комітету спільної конференції НАКАЗУЮ:',
      '1. Відрядити старшого викладача україномовного відділення до Уявного технологічного університету строком на чотири дні.',
      '2. Головному бухгалтеру виплатити аванс на відрядження згідно з поданим розрахунком.',
      '3. Завідувачці відділення забезпечити заміну занять на час відсутності викладача, а їхній розклад погодити з навчальним відділом. Витрати на проживання відшкодовує сторона, що приймає.',
      '4. Після повернення подати звіт про відрядження впродовж трьох робочих днів. Контроль за виконанням наказу залишаю за собою. Підстава: запрошення організаційного комітету.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'office', personId: 'rector' }] },
  },
  {
    ...made, documentId: 'uk-06', direction: 'internal', kindId: 'service-memo', journalId: 'internal', caseId: 'internal-memos',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 5,
    subject: 'Про заміну маршрутизатора в корпусі відділення', sheets: 1, attachmentSheets: null, authorId: 'head-ukrainian-division',
    paragraphs: [
      'Упродовж останніх двох тижнів мережа в корпусі відділення щодня зникає на п’ятнадцять–двадцять хвилин. Через це зриваються дистанційні консультації, а викладачі не мають доступу до електронного журналу.',
      'За висновком чергового інженера причиною є маршрутизатор, який працює вже восьмий рік і перегрівається. Ґрунтовний ремонт є недоцільним, оскільки вартість деталей перевищує половину ціни нового пристрою.',
      'Прошу доручити відділу інформаційних систем замінити маршрутизатор із наявного запасу. Обґрунтування потреби та знімки з журналу подій готова надати на вимогу.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'uk-07', direction: 'internal', kindId: 'application-leave', journalId: 'internal', caseId: 'applications-leave',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 9,
    subject: 'Про надання відпустки у зв’язку з навчанням', sheets: 1, attachmentSheets: 1, authorId: 'lecturer-uk',
    paragraphs: [
      'Прошу надати мені додаткову відпустку у зв’язку з навчанням в аспірантурі тривалістю десять календарних днів для складання кандидатського іспиту.',
      'Довідку-виклик додаю. Консультації моєї групи на цей час проведе колега, що підтверджує завідувачка відділення.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'uk-08', direction: 'incoming', kindId: 'contract', journalId: 'incoming', caseId: 'contracts',
    correspondentId: 'company-ua', correspondentNumber: 'Д-88/2', correspondentDaysBefore: 30, daysBefore: 28,
    subject: 'Договір про виготовлення навчальних макетів', sheets: 3, attachmentSheets: 2, authorId: null,
    paragraphs: [
      'Виконавець, товариство «Макет-Прилад», і Замовник, університет, уклали цей договір про таке.',
      '1. Виконавець виготовляє п’ять навчальних макетів редукторів за кресленнями Замовника, а Замовник приймає роботу й оплачує її.',
      '2. Строк виготовлення становить шістдесят календарних днів від дня одержання креслень. Строк може бути продовжено лише письмовою угодою сторін.',
      '3. Приймання оформлюється актом. Якщо макет має недоліки, Виконавець усуває їх власним коштом упродовж десяти робочих днів.',
      '4. Спори сторони вирішують переговорами, а якщо згоди не досягнуто, то в суді за місцезнаходженням відповідача. Договір є чинним до повного виконання сторонами їхніх зобов’язань.',
    ],
    signing: { plan: 'untrusted', container: 'detached', signers: [{ of: 'correspondent', correspondentId: 'company-ua' }] },
  },
  {
    ...made, documentId: 'uk-09', direction: 'internal', kindId: 'report', journalId: 'internal', caseId: 'reports-academic',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 52,
    subject: 'Звіт про видання навчальних посібників за перше півріччя', sheets: 2, attachmentSheets: 1, authorId: 'head-ukrainian-division',
    paragraphs: [
      'План видання навчальних посібників на перше півріччя передбачав сім назв. Вийшли друком п’ять, іще дві перебувають на коректурі та з’являться в третьому кварталі.',
      'Загальний обсяг виданого становить сорок вісім авторських аркушів. Уперше до кожного посібника створено електронний додаток із завданнями для самоперевірки, доступ до якого студенти мають з бібліотечного порталу.',
      'Затримка двох видань зумовлена тривалим рецензуванням. Щоб уникнути її надалі, пропонуємо визначати рецензентів ще на етапі затвердження плану.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'uk-10', direction: 'incoming', kindId: 'invitation', journalId: 'incoming', caseId: 'international-agreements',
    correspondentId: 'university-ua', correspondentNumber: '102-07/1601', correspondentDaysBefore: 4, daysBefore: 1,
    subject: 'Запрошення на семінар з електронного діловодства', sheets: 1, attachmentSheets: null, authorId: null,
    paragraphs: [
      'Запрошуємо фахівців Вашої служби діловодства взяти участь у дводенному семінарі, на якому заклади освіти поділяться досвідом переходу на електронні документи.',
      'У програмі: приймання документів із кількома підписами, зберігання доказів перевірки, підготовка справ до передавання в архів. Окрема година відведена для запитань учасників.',
      'Участь є безоплатною, кількість місць обмежена. Заявку просимо подати за тиждень до початку; її форму розміщено на сторінці семінару.',
    ],
    signing: { plan: 'none' },
  },
];
