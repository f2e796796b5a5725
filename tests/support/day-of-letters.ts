import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { signDetached, type TestPki } from '../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../src-main/pdf/index.ts';
import { makeMail } from './make-mail.ts';

const FONTS = path.resolve(import.meta.dirname, '..', '..', 'resources', 'fonts');

/** A letter that comes in on a day: its files, none for a paper, and what the clerk reads off it. */
export interface DayLetter {
  readonly name: string;
  readonly files: readonly string[];
  /** Name in the list of waiting letters. */
  readonly listed?: string;
  readonly card: Readonly<Partial<Record<'correspondent' | 'correspondentNumber' | 'correspondentDate' | 'subject' | 'sheets' | 'caseId' | 'addressee', string>>>;
  /** What is typed until the directory offers the whole name. */
  readonly fromDirectory?: string;
  /** Met for the first time and wanted again: kept in the directory with F7. */
  readonly toDirectory?: boolean;
  readonly sameAsPrevious?: boolean;
  /** Name of the letter beside which this is an original of equal force. */
  readonly equalTo?: string;
}

type Sort = 'signed' | 'plain' | 'mail' | 'docx' | 'paper';
const TODAY = new Intl.DateTimeFormat('uk-UA', { timeZone: 'Europe/Kyiv', day: '2-digit', month: '2-digit', year: 'numeric' });

const pdf = async (title: string, text: string): Promise<Uint8Array> => makeTextPdf({ title, paragraphs: [text], fonts: await loadFonts(FONTS), createdAt: new Date().toISOString() });
const docx = (text: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'),
    'word/document.xml': strToU8(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`),
  });

/** The scan of a paper: one page, other bytes for each. */
export async function scanOf(folder: string, name: string): Promise<string> {
  const file = path.join(folder, `скан ${name}.pdf`);
  writeFileSync(file, await pdf(`Скан ${name}`, `Повний скан паперу ${name}`));
  return file;
}

async function filesOf(folder: string, sort: Sort, name: string, subject: string, pki: TestPki): Promise<string[]> {
  const put = (fileName: string, bytes: Uint8Array): string => {
    writeFileSync(path.join(folder, fileName), bytes);
    return path.join(folder, fileName);
  };
  switch (sort) {
    case 'paper':
      return [];
    case 'mail':
      return [put(`${name}.eml`, makeMail({ subject, attachments: [{ name: `${name} запит.pdf`, content: await pdf(subject, `Текст листа ${name}`) }, { name: `${name} додаток.txt`, content: Buffer.from(`Перелік ${name}`) }] }))];
    case 'docx':
      return [put(`${name}.docx`, docx(`Кафедра просить оновити опис гербарію, лист ${name}`))];
    case 'plain':
      return [put(`${name}.pdf`, await pdf(subject, `Текст листа ${name}`))];
    case 'signed': {
      const bytes = await pdf(subject, `Підписаний текст листа ${name}`);
      return [put(`${name}.pdf`, bytes), put(`${name}.pdf.p7s`, signDetached(bytes, pki.signers.clerk, { timestamp: { authority: pki.timestampAuthority, time: new Date() } }))];
    }
  }
}

interface Plan {
  readonly sort: Sort;
  readonly subject: string;
  readonly correspondent: string;
  readonly number?: string;
  readonly known?: string;
  readonly same?: boolean;
  readonly equalTo?: string;
}

/** Stands in the certificate of the signed letters. */
const SIGNER = 'ТЕСТ «Ґрунт і їжа»';
const ARCHIVE = 'Державний архів області';
const SHORT: readonly Plan[] = [
  { sort: 'signed', subject: 'Про надання інформації щодо архівних справ', correspondent: SIGNER },
  { sort: 'paper', subject: 'Про стан діловодства', correspondent: ARCHIVE },
  { sort: 'docx', subject: 'Про навчальні плани кафедр', correspondent: 'Біологічне товариство', number: '07/551-п' },
  { sort: 'paper', subject: 'Про надання інформації щодо архівних справ', correspondent: SIGNER, equalTo: 'лист 01' },
  { sort: 'mail', subject: 'Запит про студентів', correspondent: 'Міністерство освіти' },
  { sort: 'paper', subject: 'Про передавання справ', correspondent: 'Міністерство освіти', same: true },
  { sort: 'paper', subject: 'Про опис справ постійного зберігання', correspondent: ARCHIVE, known: 'держ' },
];
const REST: readonly Plan[] = [
  { sort: 'paper', subject: 'Про графік перевірок', correspondent: ARCHIVE, same: true },
  { sort: 'plain', subject: 'Про конференцію молодих учених', correspondent: 'ТОВ «Обрій»' },
  { sort: 'paper', subject: 'Про оренду зали', correspondent: 'ТОВ «Обрій»', known: 'обрій' },
  { sort: 'signed', subject: 'Про ліцензійний обсяг', correspondent: SIGNER },
  { sort: 'plain', subject: 'Про безпеку праці', correspondent: 'Управління праці' },
  { sort: 'paper', subject: 'Про медичні огляди', correspondent: 'Управління праці', same: true },
  { sort: 'docx', subject: 'Про гуртожитки', correspondent: 'Студентська рада' },
  { sort: 'mail', subject: 'Про стажування', correspondent: 'Міністерство освіти' },
  { sort: 'paper', subject: 'Про тарифи', correspondent: 'Водоканал' },
  { sort: 'plain', subject: 'Про договір на водопостачання', correspondent: 'Водоканал', known: 'водок' },
  { sort: 'paper', subject: 'Про ремонт мережі', correspondent: 'Водоканал', known: 'водок' },
  { sort: 'signed', subject: 'Про акредитацію програм', correspondent: SIGNER },
  { sort: 'paper', subject: 'Про виставку', correspondent: 'Краєзнавчий музей' },
];

/** Letters of one day, paper and electronic mixed; the short day holds one of each sort. */
export async function dayOfLetters(folder: string, pki: TestPki, whole: boolean): Promise<DayLetter[]> {
  const letters: DayLetter[] = [];
  const plans = whole ? [...SHORT, ...REST] : SHORT;
  for (const [at, plan] of plans.entries()) {
    const first = plans.findIndex(({ correspondent }) => correspondent === plan.correspondent) === at;
    const name = `лист ${String(at + 1).padStart(2, '0')}`;
    const files = await filesOf(folder, plan.sort, name, plan.subject, pki);
    const like = letters.find((other) => other.name === plan.equalTo);
    letters.push({
      name,
      files,
      ...(files[0] === undefined ? {} : { listed: plan.sort === 'mail' ? `${name} запит.pdf` : path.basename(files[0]) }),
      card: {
        correspondent: like?.card.correspondent ?? plan.correspondent,
        correspondentNumber: like?.card.correspondentNumber ?? plan.number ?? `12/34-${100 + at}`,
        correspondentDate: TODAY.format(new Date()),
        subject: plan.subject,
        sheets: '1',
        caseId: '01',
        addressee: 'Ректорові',
      },
      ...(plan.known === undefined ? {} : { fromDirectory: plan.known }),
      ...(first && plans.some(({ correspondent, known }) => known !== undefined && correspondent === plan.correspondent) ? { toDirectory: true } : {}),
      ...(plan.same === true ? { sameAsPrevious: true } : {}),
      ...(plan.equalTo === undefined ? {} : { equalTo: plan.equalTo }),
    });
  }
  return letters;
}
