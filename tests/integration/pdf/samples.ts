import { fileURLToPath } from 'node:url';
import { wholeOf } from '../../../src-main/pdf/reading/byte-source.ts';
import type { ElectronicBlock, HandwrittenBlock, SignatureBlock, SignatureSheet, SimpleBlock } from '../../../src-main/pdf/index.ts';
import { joined, loadFonts, makeStampedCopy, makeTextPdf, type FontFiles, type PaperCopyRequest, type StampedCopyRequest, type StampedCopyResult } from '../../../src-main/pdf/index.ts';

/** Fonts of the product. */
export function productFonts(): Promise<FontFiles> {
  return loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
}

export const CREATED_AT = '2026-03-16T08:30:00.000Z';
export const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** Letters that fonts and subsetters drop first, of the five languages of the desk. */
export const SPECIAL_LETTERS = 'ӘәҒғҚқҢңӨөҰұҮүҺһІіҐґЄєЇїЎў№ЁёЪъЫыЭэ«»’—';

export const KAZAKH_NAME = 'Әбдіғаппарұлы-Құрманғазина Үмітгүл Өмірбекқызы Һибатуллаева-Ыбырайымқызы';
export const UKRAINIAN_NAME = 'Їжакевич-Ґонтаренко Євгенія-Вікторія Всеволодівна Щасливцева-Крижанівська';

const paragraph = {
  kk: 'Сізден Ұлттық архив қорының құжаттарын электрондық түрде қабылдау тәртібі туралы түсініктеме беруіңізді сұраймыз. Құжаттардың сақтау мерзімдері көрсетілген үлгілік тізбесіне сәйкес, іс номенклатурасының өзгерістері әрбір құрылымдық бөлімшемен келісілуі тиіс.',
  uk: 'Просимо надати роз’яснення щодо порядку приймання електронних документів тривалого зберігання. Відповідно до Переліку типових документів зміни до номенклатури справ мають бути погоджені з кожним структурним підрозділом; їхній облік ведеться обґрунтовано.',
  ky: 'Электрондук документтерди кабыл алуу тартиби жөнүндө түшүндүрмө берүүңүздү өтүнөбүз. Иштердин номенклатурасынын өзгөрүүлөрү ар бир түзүмдүк бөлүм менен макулдашылууга тийиш; сактоо мөөнөттөрү үлгүлүк тизмеге ылайык аныкталат.',
  ru: 'Просим дать разъяснения о порядке приёма электронных документов длительного хранения. В соответствии с Перечнем типовых документов изменения номенклатуры дел согласуются с каждым структурным подразделением.',
};

export type SampleLanguage = keyof typeof paragraph;

/** A plausible letter of `paragraphs` paragraphs. */
export async function letter(language: SampleLanguage = 'kk', paragraphs = 4): Promise<Uint8Array> {
  return makeTextPdf({
    title: { kk: 'Электрондық құжаттарды қабылдау туралы', uk: 'Про приймання електронних документів', ky: 'Электрондук документтерди кабыл алуу жөнүндө', ru: 'О приёме электронных документов' }[language],
    paragraphs: Array.from({ length: paragraphs }, (_unused, index) => `${index + 1}. ${paragraph[language]} ${paragraph[language]}`),
    fonts: await productFonts(),
    createdAt: CREATED_AT,
    letterhead: ['«ҚҰЖАТ ҮЙІ» ҒЫЛЫМИ-ӨНДІРІСТІК ОРТАЛЫҒЫ', '010000, Астана қ., Мәңгілік Ел даңғылы, 8-үй · тел. +7 (7172) 00-00-00'],
    numberAndDate: '№ 01-14/865 · 16.03.2026',
    addressee: ['Ұлттық архивтің директоры', 'Ғ. Өтегенұлына'],
    attachments: 'Додаток: перелік документів на 3 арк. в 1 прим.',
    signature: { position: 'Құжаттамалық қамтамасыз ету департаментінің директоры', name: 'Әлия ҚҰРМАНҒАЗИНА' },
  });
}

/** A signature block with long names and a long serial number. */
export function block(verdict: ElectronicBlock['verdict'], index = 1): ElectronicBlock {
  const words = { passed: 'Підпис дійсний', failed: 'Қолтаңба жарамсыз', undetermined: 'Проверить сейчас нельзя: нет свежего списка отзыва' };
  return {
    regime: 'qualified',
    order: null,
    code: null,
    title: index % 2 === 1 ? 'ДОКУМЕНТ ПІДПИСАНО КВАЛІФІКОВАНИМ ЕЛЕКТРОННИМ ПІДПИСОМ' : 'ҚҰЖАТҚА ЭЛЕКТРОНДЫҚ ЦИФРЛЫҚ ҚОЛТАҢБА ҚОЙЫЛДЫ',
    verdict,
    verdictText: words[verdict],
    rows: [
      { label: 'Підписувач', value: index % 2 === 1 ? UKRAINIAN_NAME : KAZAKH_NAME },
      { label: 'Посада, установа', value: 'Начальниця відділу документаційного забезпечення, Національний аерокосмічний університет' },
      { label: 'Сертифікат №', value: '5e984d526f82f38f040000008d3c2a00f1b7c400' },
      { label: 'Видавець', value: 'КНЕДП «Ґарант-Їзба», ЄДРПОУ 00000000' },
      { label: 'Чинний', value: '01.02.2026 – 01.02.2028' },
      { label: 'Час підпису', value: '16.03.2026 10:24:07 (позначка часу)' },
      { label: 'Перевірено', value: '16.03.2026 10:31:00, Chancery' },
    ],
    note: 'Відмітка показує стан на час перевірки. Вона не є підписом.',
  };
}

/** Position in two languages, as offices write it. */
export const LONG_POSITION = 'Құжаттамалық қамтамасыз ету және мұрағат ісі департаментінің директоры · Директор департамента документационного обеспечения и архивного дела';

/** The code of a registered document's copy. */
export const COPY_CODE = `CH2:0192F0C4-7A3E-7BBB-8CCC-0123456789AB:${HASH.slice(0, 20).toUpperCase()}:P`;

/** What somebody confirmed by a code, without a certificate. */
export function simpleBlock(): SimpleBlock {
  return {
    regime: 'simple',
    title: 'ПОДПИСАНО ПРОСТОЙ ЭЛЕКТРОННОЙ ПОДПИСЬЮ',
    order: null,
    code: null,
    evidence: {
      signer: { label: 'Қол қоюшы · Подписант', value: KAZAKH_NAME },
      details: [{ label: 'Должность', value: LONG_POSITION }],
      time: { label: 'Время подтверждения', value: '16.03.2026 09:12:44 UTC+05:00' },
      means: { label: 'Способ подтверждения', value: 'одноразовый код' },
      documentHash: { label: 'SHA-256 документа', value: HASH },
      agreement: { label: 'Соглашение о применении', value: '№ 17 от 12.01.2026' },
    },
    note: 'Отметка не является подписью: она показывает запись в системе.',
  };
}

/** A signature by hand on paper, as somebody recorded it. */
export function handwrittenBlock(): HandwrittenBlock {
  return {
    regime: 'handwritten',
    title: 'ҚАҒАЗДА ӨЗ ҚОЛЫМЕН ҚОЛ ҚОЙЫЛҒАН',
    order: null,
    code: null,
    record: {
      signer: { label: 'Підписувач', value: UKRAINIAN_NAME },
      details: [{ label: 'Лауазымы', value: LONG_POSITION }],
      original: { label: 'Түпнұсқа', value: 'қағазда, өз қолымен қол қойылған' },
      recordedBy: { label: 'Жазбаны енгізген', value: 'Әлия Құрманғазина' },
      recordedAt: { label: 'Жазба уақыты', value: '16.03.2026 11:05:10 UTC+05:00' },
    },
    note: 'Белгі қолтаңба болып табылмайды: ол қағаз түпнұсқа туралы жазбаны көрсетеді.',
  };
}

export async function stampedRequest(change: Partial<StampedCopyRequest> = {}): Promise<StampedCopyRequest> {
  return {
    source: { kind: 'pdf', bytes: await letter() },
    fonts: await productFonts(),
    stamp: {
      office: 'Національний аерокосмічний університет «ХАІ»',
      title: 'Зареєстровано · Тіркелді',
      registrationIndex: '865/03-8',
      date: '16.03.2026',
      rows: [{ label: 'Справа', value: '03-8 Листування з архівними установами' }],
    },
    blocks: [block('passed')],
    title: 'Електрондық көшірме',
    createdAt: CREATED_AT,
    ...change,
  };
}

/** The stamped copy of a PDF and its whole file. */
export async function stampedFile(request: StampedCopyRequest): Promise<StampedCopyResult & { readonly bytes: Uint8Array }> {
  const copy = await makeStampedCopy(request);
  return { ...copy, bytes: copy.method === 'full-save' ? copy.bytes : joined([originalOf(request.source), copy.tail]) };
}

function originalOf(source: StampedCopyRequest['source']): Uint8Array {
  if (source.kind === 'pdf') return source.bytes;
  if (source.kind === 'pdf-file') return wholeOf(source.file);
  throw new Error(`a copy of kind ${source.kind} continues nothing`);
}

/** A list of signatures that are all of one kind. */
export function signatureList(title: string, blocks: readonly SignatureBlock[]): SignatureSheet {
  return { title, intro: '', groups: [{ heading: '', note: '', blocks }] };
}

export async function paperRequest(change: Partial<PaperCopyRequest> = {}): Promise<PaperCopyRequest> {
  const { blocks, ...stamped } = await stampedRequest();
  return {
    ...stamped,
    footer: {
      documentId: 'Id: 0192f0c4-7a3e-7bbb-8ccc-0123456789ab · SHA-256: 9f86d081884c7d65…',
      copyOfElectronicDocument: 'Электрондық құжаттың көшірмесі · Копія електронного документа',
      pageOf: 'Бет {page} / {pages} · Сторінка {page} з {pages}',
      qrPayload: `CH1|0192f0c4-7a3e-7bbb-8ccc-0123456789ab|${HASH.slice(0, 32)}`,
    },
    signatures: signatureList('Қолтаңбалар тізімі · Перелік підписів', blocks),
    protocol: protocol(),
    legalSentences: [
      'Осы құжат «Электрондық құжат және электрондық цифрлық қолтаңба туралы» Қазақстан Республикасының 2003 жылғы 7 қаңтардағы N 370-II Заңы 7 бабының 1 тармағына сәйкес қағаз тасығыштағы құжатпен бірдей.',
      'Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года N370-II «Об электронном документе и электронной цифровой подписи» равнозначен документу на бумажном носителе.',
    ],
    ...change,
  };
}

export function protocol(sections: readonly ElectronicBlock['verdict'][] = ['passed', 'failed', 'undetermined']): PaperCopyRequest['protocol'] {
  return {
    title: 'Протокол перевірки підпису · Қолтаңбаны тексеру хаттамасы',
    subtitle: 'Складено програмою Chancery 0.1.0; походження: власна перевірка, не Validation_Report.pdf',
    sections: [
      {
        heading: 'Файл',
        verdict: null,
        verdictText: null,
        rows: [
          { label: 'Назва', value: 'Лист про приймання електронних документів тривалого зберігання (остаточна редакція, погоджено)_v12.pdf' },
          { label: 'Розмір', value: '148 213 Б' },
          { label: 'SHA-256', value: HASH },
        ],
      },
      ...sections.map((verdict, index) => ({
        heading: `${index + 1}. ${index % 2 === 0 ? UKRAINIAN_NAME : KAZAKH_NAME}`,
        verdict,
        verdictText: block(verdict).verdictText,
        rows: [
          ...block(verdict, index + 1).rows,
          { label: 'Підстави', value: 'Ланцюжок до довіреного кореня повний; статус відкликання: OCSP, 16.03.2026 10:30:58; цілісність даних: так; алгоритм: ДСТУ 4145-2002 з ГОСТ 34.311-95' },
          { label: 'SHA-256 сертифіката', value: HASH },
        ],
      })),
      { heading: 'Без підпису', verdict: 'unsigned', verdictText: 'Підпису немає', rows: [{ label: 'Додаток', value: 'Перелік.xlsx' }] },
    ],
    notes: ['«Неможливо визначити зараз» не означає, що підпис недійсний: перевірку буде повторено, коли з’явиться зв’язок.'],
  };
}
