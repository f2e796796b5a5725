import { describe, expect, it } from 'vitest';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { FormId, FormSubject } from '#shared/domain/forms.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';
import { pdfaComplaints } from '../pdf/pdf-a-rules.ts';
import { preflight, preflightPresent, preflightSuffix } from '../../support/preflight/preflight.ts';
import { errorOf, openOffice, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';

type Made = MethodOutput<'forms.make'>;
const COUNTRIES = ['KZ', 'UA', 'KG'] as const;
const SUBJECT = 'Про порядок перевірки бланків';

const words = ({ bytes }: Made): string => textOf(bytes, '-layout').replaceAll(/\s+/g, ' ');

async function officeOf(country: (typeof COUNTRIES)[number]) {
  const office = await openOffice(country);
  const { client, rooms } = office;
  const outage = valueOf(await client.outages.open({ outageId: crypto.randomUUID(), cause: 'unforeseen-failure', from: '2026-03-01T03:30:00.000Z', expectedUntil: null, note: 'зник зв’язок' }));
  const requisites = await someRequisites(client, { subject: SUBJECT, medium: 'paper', outageId: outage.outageId, receivedDate: '2026-03-02', delivery: 'in-person' });
  const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
  const caseId = requisites.caseId ?? '';
  const subjects: Readonly<Record<FormSubject, string | null>> = { document: card.documentId, outage: outage.outageId, case: caseId, nothing: null };
  const { forms } = valueOf(await client.forms.offered({}));
  return { ...office, client, rooms, card, outage, caseId, subjects, forms };
}

describe.skipIf(!judgesPresent)('printed forms', () => {
  it.each(COUNTRIES)('are offered and made in every language of the rule pack (%s)', async (country) => {
    const { client, rooms, forms, subjects, card, caseId } = await officeOf(country);
    const before = rooms.store.log.count();
    const made: Record<string, Uint8Array> = {};
    for (const { form, about, languages, names } of forms) {
      for (const language of languages) {
        const one = valueOf(await client.forms.make({ form, subjectId: subjects[about], language }));
        expect(one.fileName).toMatch(/^[^/\\:]+\.pdf$/u);
        const shown = words(one);
        expect(names[language], form).toBeDefined();
        if (about === 'document') expect(shown, `${form} ${language}`).toContain(card.registrationIndex);
        if (form !== 'hr-consent') expect(shown, `${form} ${language}`).toContain('Канцелярія перевірок');
        if (form === 'outage-record') for (const said of [card.registrationIndex, SUBJECT.split(' ')[1] ?? '', '01.03.2026']) expect(shown).toContain(said);
        expect(await pdfaComplaints(one.bytes), `${form} ${language}`).toEqual([]);
        made[`${form} ${language}`] = one.bytes;
      }
    }
    const index = valueOf(await client.registration.choices({})).cases.find((one) => one.caseId === caseId)?.index ?? '?';
    expect(words({ fileName: '', pages: 2, bytes: made[`case-cover ${forms.find(({ form }) => form === 'case-cover')?.languages[0] ?? ''}`] as Uint8Array<ArrayBuffer> })).toContain(index);
    // A blank is no record.
    expect(rooms.store.log.count()).toBe(before);
  });

  it.each([
    ['UA', 'uk', '17 (сімнадцять)', '2 (два)'],
    ['KZ', 'kk', '17 (он жеті)', '2 (екі)'],
    ['KG', 'ky', '17 (он жети)', '2 (эки)'],
    ['KG', 'ru', '17 (семнадцать)', '2 (два)'],
  ] as const)('[NOM-05] the papers of a volume state its documents, sheets and days in figures and words (%s, %s)', async (country, language, sheets, documents) => {
    const { client } = await openOffice(country);
    const [first, second] = await Promise.all(
      [{ sheets: 12, attachmentSheets: 4 }, { sheets: 1, attachmentSheets: null }].map(async (counted) => valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', subject: SUBJECT, ...counted }) }))),
    );
    const caseId = first?.caseId ?? '';
    for (const card of [first, second]) valueOf(await client.nomenclature.fileDocument({ documentId: card?.documentId ?? '', caseId, volume: 1 }));
    const paper = async (form: FormId, volume: number | null = null) => words(valueOf(await client.forms.make({ form, subjectId: caseId, volume, language })));
    const note = await paper('certifying-note');
    for (const said of [sheets, documents]) expect(note).toContain(said);
    const inventory = await paper('internal-inventory', 1);
    for (const said of [first?.registrationIndex ?? '?', second?.registrationIndex ?? '?', '1–16', '17', '02.03.2026', documents]) expect(inventory).toContain(said);
    const cover = await paper('case-cover', 1);
    for (const said of ['02.03.2026', sheets]) expect(cover).toContain(said);
    expect(errorOf(await client.forms.make({ form: 'case-cover', subjectId: caseId, volume: 2, language })).message).toBe('error.caseHasNoVolume');
  });

  it('[HRC-02] the consent is offered in Kyrgyzstan alone, in the language of its text', async () => {
    const { client, forms } = await officeOf('KG');
    expect(forms.find(({ form }) => form === 'hr-consent')).toMatchObject({ about: 'nothing', languages: ['ru'], doubtful: false });
    const consent = words(valueOf(await client.forms.make({ form: 'hr-consent', subjectId: null, language: null })));
    for (const said of ['Прошу включить меня в список работников КГТУ', 'Выражаю свое согласие на:', 'учетный шифр подразделения', '(подпись работника, Ф.И.О., дата)']) expect(consent).toContain(said);
    expect(errorOf(await client.forms.make({ form: 'hr-consent', subjectId: null, language: 'ky' })).message).toBe('error.formLanguage');
    const ukraine = await officeOf('UA');
    expect(ukraine.forms.map(({ form }) => form)).not.toContain('hr-consent');
    expect(errorOf(await ukraine.client.forms.make({ form: 'hr-consent', subjectId: null, language: null })).message).toBe('error.formNotFound');
  });

  it('takes the first language of the office where none is asked for', async () => {
    const { client, subjects, forms } = await officeOf('KZ');
    expect(forms.every(({ languages }) => languages.join() === 'kk,ru')).toBe(true);
    expect(words(valueOf(await client.forms.make({ form: 'approval-sheet', subjectId: subjects.document, language: null })))).toContain('КЕЛІСУ ПАРАҒЫ');
    expect(words(valueOf(await client.forms.make({ form: 'approval-sheet', subjectId: subjects.document, language: 'ru' })))).toContain('ЛИСТ СОГЛАСОВАНИЯ');
  });

  it('shows a document to those alone who may read it, and tells apart what is not there', async () => {
    const { client, card, outage, caseId } = await officeOf('UA');
    const make = (one: typeof client, form: Parameters<typeof client.forms.make>[0]['form'], subjectId: string | null) => one.forms.make({ form, subjectId, language: null });
    expect(errorOf(await make(client, 'approval-sheet', null)).message).toBe('error.formSubject');
    expect(errorOf(await make(client, 'destruction-act', caseId)).message).toBe('error.formSubject');
    expect(errorOf(await make(client, 'approval-sheet', crypto.randomUUID())).message).toBe('error.cardNotFound');
    expect(errorOf(await make(client, 'outage-record', 'none')).message).toBe('error.outageNotFound');
    expect(errorOf(await make(client, 'case-cover', 'none')).message).toBe('error.caseNotFound');
    await signIn(client, 'admin');
    valueOf(await client.accounts.create({ name: 'Іван Виконавець', login: 'executor', password: 'Executor-2026;', roles: ['executor'] }));
    valueOf(await client.session.signIn({ login: 'executor', password: 'Executor-2026;' }));
    // The same answer as of a card that does not exist.
    expect(errorOf(await make(client, 'approval-sheet', card.documentId))).toMatchObject({ code: 'not-found', message: 'error.cardNotFound' });
    expect(errorOf(await make(client, 'outage-record', outage.outageId)).code).toBe('no-right');
    expect(errorOf(await make(client, 'case-cover', caseId)).code).toBe('no-right');
    expect(words(valueOf(await make(client, 'destruction-act', null)))).toContain('про вилучення для знищення документів');
  });

  it('is not asked for without signing in', async () => {
    const { client } = await officeOf('UA');
    valueOf(await client.session.signOut({}));
    expect(errorOf(await client.forms.offered({})).code).toBe('not-signed-in');
  });
});

describe.skipIf(!judgesPresent || !preflightPresent)(`printed forms before PDFBox Preflight${preflightSuffix}`, () => {
  it('are PDF/A-1b, every one in every language, as are card, journal and nomenclature', async () => {
    const files: Record<string, Uint8Array> = {};
    for (const country of COUNTRIES) {
      const { client, forms, subjects } = await officeOf(country);
      for (const { form, about, languages } of forms) for (const language of languages) files[`${country} ${form} ${language}`] = valueOf(await client.forms.make({ form, subjectId: subjects[about], language })).bytes;
    }
    // Other papers of the desk that claim it: the printed card, the journal of a day, the nomenclature.
    const { client, rooms, card } = await officeOf('UA');
    const read = (sha256: string): Promise<Uint8Array> => rooms.store.blobs.read(sha256);
    files['card'] = await read(valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'card' })).sha256);
    files['journal'] = await read(valueOf(await client.dayPapers.journalOfDay({ journalId: card.journalId, day: card.registrationDate })).sha256);
    const { inUse } = valueOf(await client.nomenclature.years({}));
    files['nomenclature'] = await read(valueOf(await client.nomenclature.print({ nomenclatureId: inUse?.nomenclatureId ?? '' })).sha256);
    const answers = preflight(files);
    expect(Object.keys(answers).length).toBeGreaterThan(30);
    expect(answers).toEqual(Object.fromEntries(Object.keys(files).map((name) => [name, 'valid'])));
  });
});
