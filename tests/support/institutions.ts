import type { Country, Language } from '#shared/domain/languages.ts';
import type { Client } from '#shared/rpc/client.ts';
import { PASSWORD, valueOf } from './page-client.ts';
import { OWN_PASSWORD } from './walk-window.ts';

export interface Institution {
  readonly country: Country;
  readonly language: Language;
  readonly locale: string;
  readonly office: string;
  readonly people: { readonly head: string; readonly deputyHead: string; readonly unitHead: string; readonly specialist: string };
  readonly units: readonly [string, string];
  readonly letter: { readonly correspondent: string; readonly subject: string };
  readonly texts: { readonly resolution: string; readonly lower: string; readonly report: string; readonly answer: string };
}

/** One institution of each country, in the language of its desk. */
export const INSTITUTIONS: readonly Institution[] = [
  {
    country: 'UA',
    language: 'uk',
    locale: 'uk-UA',
    office: 'Національний аерокосмічний університет, відділ діловодства та архіву',
    people: { head: 'Литвинов Олександр', deputyHead: 'Крижанівська Наталія', unitHead: 'Гнатюк Ігор', specialist: 'Шевчук Анна' },
    units: ['Факультет літакобудування', 'Кафедра проєктування літаків'],
    letter: { correspondent: 'Харківська обласна військова адміністрація', subject: 'Про надання інформації щодо набору на освітні програми' },
    texts: { resolution: 'Підготувати відповідь до 20 березня', lower: 'До виконання', report: 'Дані зібрано, довідку додано', answer: 'Відповідь надіслано' },
  },
  {
    country: 'KZ',
    language: 'kk',
    locale: 'kk-KZ',
    office: 'Өзбекәлі Жәнібеков атындағы университет, іс жүргізу бөлімі',
    people: { head: 'Әбдіғаппарұлы Ерболат', deputyHead: 'Құрманғазина Үмітгүл', unitHead: 'Төлегенов Нұрғиса', specialist: 'Өтегенұлы Ғабит' },
    units: ['Педагогика факультеті', 'Қазақ тілі және әдебиеті кафедрасы'],
    letter: { correspondent: 'Түркістан облысының әкімдігі', subject: 'Білім беру бағдарламаларына қабылдау туралы ақпарат беру туралы' },
    texts: { resolution: 'Жауап дайындаңыз', lower: 'Орындауға', report: 'Мәліметтер жиналды', answer: 'Жауап жіберілді' },
  },
  {
    country: 'KG',
    language: 'ky',
    locale: 'ky-KG',
    office: 'Кыргыз мамлекеттик техникалык университети, иш кагаздарын жүргүзүү бөлүмү',
    people: { head: 'Асанов Бакыт', deputyHead: 'Жумабаева Гүлнара', unitHead: 'Токтогулов Эрмек', specialist: 'Сыдыкова Айгүл' },
    units: ['Энергетика факультети', 'Электр менен камсыздоо кафедрасы'],
    letter: { correspondent: 'Бишкек шаарынын мэриясы', subject: 'Окуу программаларына кабыл алуу жөнүндө маалымат берүү тууралуу' },
    texts: { resolution: 'Жооп даярдаңыз', lower: 'Аткарууга', report: 'Маалымат чогултулду', answer: 'Жооп жөнөтүлдү' },
  },
];

export type Post = keyof Institution['people'];

const DOCUMENT_LANGUAGES = { UA: ['uk'], KZ: ['kk', 'ru'], KG: ['ky', 'ru'] } as const;

/**
 * Sets the desk up for an institution: head, his deputy who coordinates the faculty, the head of its chair, a specialist
 * there, each with an account of the post's name; every letter is reviewed by the head. The registrar is signed in then.
 *
 * @returns the people by their posts
 */
export async function foundOffice(client: Client, { office, country, people, units }: Pick<Institution, 'office' | 'country' | 'people' | 'units'>): Promise<Readonly<Record<Post, string>>> {
  valueOf(
    await client.desk.setUp({
      office: { name: office, country, documentLanguages: [...DOCUMENT_LANGUAGES[country]], deskCode: '1' },
      passphrase: 'довга парольна фраза 2026',
      administrator: { name: 'Administrator', login: 'admin', password: PASSWORD },
      registrar: { name: 'Registrar', login: 'registrar', password: PASSWORD },
    }),
  );
  valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
  const accounts: Record<string, string> = {};
  for (const [post, name] of Object.entries(people)) accounts[post] = valueOf(await client.accounts.create({ login: post.toLowerCase(), name, password: PASSWORD, roles: [post === 'specialist' ? 'executor' : 'official'] })).accountId;
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  const person = async (post: Post, unitId: string | null): Promise<string> => valueOf(await client.review.definePerson({ personId: null, name: people[post], position: '', unitId, accountId: accounts[post] ?? null })).personId;
  const unit = async (name: string, index: string, place: { readonly parentUnitId?: string; readonly headPersonId?: string; readonly coordinatorPersonId?: string }): Promise<string> => valueOf(await client.directories.defineUnit({ unit: { unitId: null, index, name, ...place } })).unitId;
  const head = await person('head', null);
  const deputyHead = await person('deputyHead', null);
  valueOf(await client.review.setHead({ personId: head }));
  const faculty = await unit(units[0], '01', { coordinatorPersonId: deputyHead });
  const chair = await unit(units[1], '02', { parentUnitId: faculty });
  const unitHead = await person('unitHead', chair);
  valueOf(await client.directories.defineUnit({ unit: { unitId: chair, index: '02', name: units[1], headPersonId: unitHead } }));
  const specialist = await person('specialist', chair);
  valueOf(await client.review.defineDuty({ dutyId: null, reviewerPersonId: head, kindId: null, journalId: null, category: null, caseIndex: null, words: [] }));
  return { head, deputyHead, unitHead, specialist };
}

/** Everybody changes his issued password, as he has to. */
export async function ownPasswords(client: Client, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    valueOf(await client.session.signIn({ login: login.toLowerCase(), password: PASSWORD }));
    valueOf(await client.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
  }
}
