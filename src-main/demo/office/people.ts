import type { Country } from '#shared/domain/languages.ts';
import type { DemonstrationDepartment, DemonstrationLanguage, DemonstrationPerson, DemonstrationTexts } from './model.ts';

function texts(kk: string, uk: string, ky: string, ru: string): DemonstrationTexts {
  return { kk, uk, ky, ru };
}

export const departments: readonly DemonstrationDepartment[] = [
  { departmentId: 'rectorate', headPersonId: null, ofViceRector: false, names: texts('Ректорат', 'Ректорат', 'Ректорат', 'Ректорат') },
  { departmentId: 'records', headPersonId: 'head-of-records', ofViceRector: false, names: texts('Іс жүргізу бөлімі', 'Відділ діловодства та архіву', 'Иш кагаздарын жүргүзүү бөлүмү', 'Отдел делопроизводства и архива') },
  { departmentId: 'personnel', headPersonId: 'head-personnel', ofViceRector: false, names: texts('Кадр бөлімі', 'Відділ кадрів', 'Кадрлар бөлүмү', 'Отдел кадров') },
  { departmentId: 'finance', headPersonId: 'chief-accountant', ofViceRector: false, names: texts('Бухгалтерия', 'Бухгалтерія', 'Бухгалтерия', 'Бухгалтерия') },
  { departmentId: 'academic', headPersonId: 'head-academic', ofViceRector: true, names: texts('Оқу бөлімі', 'Навчальний відділ', 'Окуу бөлүмү', 'Учебный отдел') },
  { departmentId: 'international', headPersonId: 'head-international', ofViceRector: true, names: texts('Халықаралық байланыстар бөлімі', 'Відділ міжнародних зв’язків', 'Эл аралык байланыштар бөлүмү', 'Отдел международных связей') },
  { departmentId: 'legal', headPersonId: 'lawyer', ofViceRector: false, names: texts('Заң бөлімі', 'Юридичний відділ', 'Юридикалык бөлүм', 'Юридический отдел') },
  { departmentId: 'informatics', headPersonId: 'head-informatics', ofViceRector: false, names: texts('Ақпараттық жүйелер бөлімі', 'Відділ інформаційних систем', 'Маалымат системалары бөлүмү', 'Отдел информационных систем') },
  { departmentId: 'library', headPersonId: 'librarian', ofViceRector: true, names: texts('Кітапхана', 'Бібліотека', 'Китепкана', 'Библиотека') },
  { departmentId: 'engineering', headPersonId: null, ofViceRector: true, names: texts('Инженерлік факультет', 'Інженерний факультет', 'Инженердик факультет', 'Инженерный факультет') },
  { departmentId: 'ukrainian-division', headPersonId: 'head-ukrainian-division', ofViceRector: true, names: texts('Украин тілінде оқыту бөлімшесі', 'Україномовне відділення', 'Украин тилинде окутуу бөлүмчөсү', 'Отделение обучения на украинском языке') },
  { departmentId: 'kyrgyz-division', headPersonId: 'head-kyrgyz-division', ofViceRector: true, names: texts('Қырғыз тілінде оқыту бөлімшесі', 'Відділення навчання киргизькою мовою', 'Кыргыз тилинде окутуу бөлүмчөсү', 'Отделение обучения на кыргызском языке') },
];

const lecturer = texts('Аға оқытушы', 'Старший викладач', 'Ага окутуучу', 'Старший преподаватель');
const headOfDivision = texts('Бөлімше меңгерушісі', 'Завідувач відділення', 'Бөлүмчөнүн башчысы', 'Заведующий отделением');

type Role = Omit<DemonstrationPerson, 'name' | 'madeUp' | 'language'>;

/** Offices whose holder speaks the country's language. */
const leading: readonly (Role & { readonly nameIn: Readonly<Record<Country, string>> })[] = [
  { personId: 'rector', departmentId: 'rectorate', positions: texts('Ректор', 'Ректор', 'Ректор', 'Ректор'), nameIn: { KZ: 'Үлгібек Қиялұлы Мысалов', UA: 'Мирослава ЗРАЗКОВА-ВИГАДНА', KG: 'Үлгүбек Мисал уулу Ойлопов' } },
  { personId: 'vice-rector', departmentId: 'rectorate', positions: texts('Проректор', 'Проректор', 'Проректор', 'Проректор'), nameIn: { KZ: 'Айсынақ Жорамалқызы Болжамова', UA: 'Святозар ПРИКЛАДЕНКО', KG: 'Болжолкан Сынак кызы Мисалова' } },
  { personId: 'head-of-records', departmentId: 'records', positions: texts('Іс жүргізу бөлімінің басшысы', 'Начальник відділу діловодства та архіву', 'Иш кагаздарын жүргүзүү бөлүмүнүн башчысы', 'Начальник отдела делопроизводства'), nameIn: { KZ: 'Қағазбек Тіркеұлы Үлгіров', UA: 'Орися ПРОБНЕНКО', KG: 'Кагазбек Каттоо уулу Үлгүров' } },
  { personId: 'registrar', departmentId: 'records', positions: texts('Тіркеуші', 'Реєстратор', 'Каттоочу', 'Регистратор'), nameIn: { KZ: 'Жұлдыз Сынамақызы Үлгіжанова', UA: 'Дзвенислава ЗРАЗКІВНА', KG: 'Жаңыл Сынак кызы Үлгүбаева' } },
];

const staff: readonly (Role & { readonly name: string; readonly language: DemonstrationLanguage })[] = [
  { personId: 'head-academic', language: 'kk', name: 'Айүлгі Ертегіқызы Қиялова', departmentId: 'academic', positions: texts('Оқу бөлімінің басшысы', 'Начальник навчального відділу', 'Окуу бөлүмүнүн башчысы', 'Начальник учебного отдела') },
  { personId: 'chief-accountant', language: 'kk', name: 'Есепбай Болжамұлы Сынамаев', departmentId: 'finance', positions: texts('Бас бухгалтер', 'Головний бухгалтер', 'Башкы бухгалтер', 'Главный бухгалтер') },
  { personId: 'lecturer-kk', language: 'kk', name: 'Сынақбай Мысалұлы Үлгібаев', departmentId: 'engineering', positions: lecturer },
  { personId: 'head-ukrainian-division', language: 'uk', name: 'Вигадана ПРОБНА', departmentId: 'ukrainian-division', positions: headOfDivision },
  { personId: 'lawyer', language: 'uk', name: 'Остап НАВМИСНЕНКО', departmentId: 'legal', positions: texts('Заңгер', 'Юрисконсульт', 'Юрист', 'Юрисконсульт') },
  { personId: 'lecturer-uk', language: 'uk', name: 'Зорян УЯВНИЙ', departmentId: 'ukrainian-division', positions: lecturer },
  { personId: 'head-kyrgyz-division', language: 'ky', name: 'Ойлопкүл Сынак кызы Болжолова', departmentId: 'kyrgyz-division', positions: headOfDivision },
  { personId: 'head-informatics', language: 'ky', name: 'Тажрыйбек Үлгү уулу Сынаков', departmentId: 'informatics', positions: texts('Ақпараттық жүйелер бөлімінің басшысы', 'Начальник відділу інформаційних систем', 'Маалымат системалары бөлүмүнүн башчысы', 'Начальник отдела информационных систем') },
  { personId: 'lecturer-ky', language: 'ky', name: 'Мисалбек Жомок уулу Үлгүбаев', departmentId: 'kyrgyz-division', positions: lecturer },
  { personId: 'head-personnel', language: 'ru', name: 'Проба Образцовна Примерова', departmentId: 'personnel', positions: texts('Кадр бөлімінің басшысы', 'Начальник відділу кадрів', 'Кадрлар бөлүмүнүн башчысы', 'Начальник отдела кадров') },
  { personId: 'head-international', language: 'ru', name: 'Макет Эскизович Черновиков', departmentId: 'international', positions: texts('Халықаралық байланыстар бөлімінің басшысы', 'Начальник відділу міжнародних зв’язків', 'Эл аралык байланыштар бөлүмүнүн башчысы', 'Начальник отдела международных связей') },
  { personId: 'librarian', language: 'ru', name: 'Вымысла Небылицевна Примеркина', departmentId: 'library', positions: texts('Кітапхана меңгерушісі', 'Завідувачка бібліотеки', 'Китепкананын башчысы', 'Заведующая библиотекой') },
];

const languageOf = { KZ: 'kk', UA: 'uk', KG: 'ky' } as const satisfies Record<Country, DemonstrationLanguage>;

/** People of the office in a country: those who lead it bear names of its language. */
export function peopleOf(country: Country): DemonstrationPerson[] {
  return [
    ...leading.map(({ nameIn, ...role }) => ({ ...role, name: nameIn[country], language: languageOf[country], madeUp: true as const })),
    ...staff.map((person) => ({ ...person, madeUp: true as const })),
  ];
}
