import type { DemonstrationCorrespondent } from './model.ts';

const made = { madeUp: true } as const;

/** Bodies, firms and people that exist nowhere. */
export const correspondents: readonly DemonstrationCorrespondent[] = [
  { ...made, correspondentId: 'education-department-kz', type: 'authority', country: 'KZ', name: 'Қиялтау облысының білім басқармасы', signer: { name: 'Жорамал Ертегіұлы Қиялбеков', position: 'Басқарма басшысы' } },
  { ...made, correspondentId: 'plant-kz', type: 'organisation', country: 'KZ', name: '«Үлгімаш» машина жасау зауыты» ЖШС', signer: { name: 'Сынақ Болжамұлы Темірүлгін', position: 'Директор' } },
  { ...made, correspondentId: 'gymnasium-kz', type: 'organisation', country: 'KZ', name: '№ 0 «Мысал» гимназиясы', signer: { name: 'Гүлмысал Үлгіқызы Сынақова', position: 'Гимназия директоры' } },
  { ...made, correspondentId: 'citizen-kz', type: 'citizen', country: 'KZ', name: 'Қиялбек Ертегіұлы Мысалбаев', signer: { name: 'Қиялбек Ертегіұлы Мысалбаев', position: null } },
  { ...made, correspondentId: 'council-ua', type: 'authority', country: 'UA', name: 'Вигаданівська міська рада', signer: { name: 'Богуслав ЗРАЗКОВИЙ', position: 'Міський голова' } },
  { ...made, correspondentId: 'university-ua', type: 'organisation', country: 'UA', name: 'Уявний технологічний університет', signer: { name: 'Світлана ПРИКЛАДНА', position: 'Ректорка' } },
  { ...made, correspondentId: 'lyceum-ua', type: 'organisation', country: 'UA', name: 'Казковецький ліцей № 0', signer: { name: 'Ярема ПРОБНИЙ', position: 'Директор ліцею' } },
  { ...made, correspondentId: 'company-ua', type: 'organisation', country: 'UA', name: 'ТОВ «Макет-Прилад»', signer: { name: 'Лукаш НАВЧАЛЬНИЙ', position: 'Директор' } },
  { ...made, correspondentId: 'citizen-ua', type: 'citizen', country: 'UA', name: 'Калина ВИГАДНЕНКО', signer: { name: 'Калина ВИГАДНЕНКО', position: null } },
  { ...made, correspondentId: 'city-hall-kg', type: 'authority', country: 'KG', name: 'Мисалкент шаарынын мэриясы', signer: { name: 'Үлгүбай Ойлоп уулу Мисалов', position: 'Мэр' } },
  { ...made, correspondentId: 'library-kg', type: 'organisation', country: 'KG', name: 'Жомокдарыя облустук китепканасы', signer: { name: 'Китепгүл Сынак кызы Жомокова', position: 'Директор' } },
  { ...made, correspondentId: 'college-kg', type: 'organisation', country: 'KG', name: '«Үлгү-Суу» техникалык колледжи', signer: { name: 'Болжолбек Үлгү уулу Сынаков', position: 'Колледждин директору' } },
  { ...made, correspondentId: 'citizen-kg', type: 'citizen', country: 'KG', name: 'Мисалгүл Ойлоп кызы Жомокова', signer: { name: 'Мисалгүл Ойлоп кызы Жомокова', position: null } },
  { ...made, correspondentId: 'archive-ru', type: 'authority', country: 'KZ', name: 'Выдуминский городской архив', signer: { name: 'Архип Небылицын', position: 'Директор архива' } },
  { ...made, correspondentId: 'institute-ru', type: 'organisation', country: 'KG', name: 'Институт условных измерений', signer: { name: 'Эталон Мерович Примеров', position: 'Учёный секретарь' } },
  { ...made, correspondentId: 'company-ru', type: 'organisation', country: 'KZ', name: 'ТОО «Пример-Сервис»', signer: { name: 'Образец Пробович Макетов', position: 'Генеральный директор' } },
  { ...made, correspondentId: 'citizen-ru', type: 'citizen', country: 'KG', name: 'Фантазия Вымысловна Небылицына', signer: { name: 'Фантазия Вымысловна Небылицына', position: null } },
];
