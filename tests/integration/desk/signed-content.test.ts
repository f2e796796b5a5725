import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { Client } from '#shared/rpc/client.ts';
import { signDetached, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { createAsicE } from '../../../src-main/signatures/index.ts';
import { signDocument } from '../../../src-main/signing/sign-forms.ts';
import { decisionFor, enterDraft, handIn, keyFileOf, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, PROJECT_ROOT, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';
import { memoryKey } from '../../unit/signatures/creation/support.ts';
import { at, HOUR, office, pki, sha256 } from './evidence-office.ts';

const fonts = await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts'));
const scanPdf = (text: string): Promise<Uint8Array> => makeTextPdf({ title: 'Скан', paragraphs: [text], fonts, createdAt: '2026-03-01T00:00:00.000Z' });
const { director } = pki.signers;
const signingTime = at(-HOUR);

interface Desk {
  readonly client: Client;
  readonly desk: TestDesk;
}

type Files = readonly (readonly [string, Uint8Array])[];

async function waiting({ client, desk }: Desk, files: Files): Promise<string> {
  const stored = [];
  for (const [fileName, bytes] of files) stored.push({ sha256: (await upload(client, fileName, bytes)).sha256, fileName });
  const [letter] = valueOf(await client.intake.receive({ files: stored })).letters;
  await desk.rooms.intake.settled(letter?.letterId ?? '');
  return letter?.letterId ?? '';
}

const attach = ({ client }: Desk, documentId: string, letterId: string) => client.paperIntake.attachScan({ documentId, letterId, differenceReason: 'перевірено' });

/** A paper with its stamp, and its scan where one is given. */
async function paper(here: Desk, files: Files | null) {
  const card = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(here.client, { medium: 'paper', sheets: 1 }) }));
  valueOf(await here.client.paperIntake.stampByHand({ documentId: card.documentId }));
  if (files !== null) valueOf(await attach(here, card.documentId, await waiting(here, files)));
  return card;
}

const keyOf = (signer: TestSigner) => ({ by: 'keyFile' as const, container: Uint8Array.from(signer.keys.privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [Uint8Array.from(signer.certificate), Uint8Array.from(pki.intermediate.certificate)], certificate: sha256(signer.certificate) });

async function signHere({ client, desk }: Desk, subject: { letterId: string } | { documentId: string }): Promise<void> {
  const [file] = 'letterId' in subject ? valueOf(await client.intake.get(subject)).files : valueOf(await client.registration.get(subject)).card.files;
  valueOf(await client.signing.sign({ subject, file: file?.sha256 ?? '', fileName: file?.fileName ?? '', form: 'cades-detached', key: keyOf(director) }));
  await desk.rooms.signing.settled();
}

interface Attempt {
  /** What is tried, and in which way the content was signed. */
  readonly what: string;
  /** Signs a content and tries to change it. @returns the answer, and the files as the desk holds them */
  readonly attempt: () => Promise<{ readonly answer: unknown; readonly before: unknown; readonly after: unknown }>;
}

/** Another scan in the place of one that is signed in the given way. */
function anotherScan(what: string, files: (pdf: Uint8Array) => Promise<Files> | Files, sign: (here: Desk, documentId: string) => Promise<void> = () => Promise.resolve()): Attempt {
  return {
    what: `another scan in the place of one with ${what}`,
    attempt: async () => {
      const here = await office({});
      const { documentId } = await paper(here, await files(await scanPdf('перший')));
      await sign(here, documentId);
      const filesNow = async () => valueOf(await here.client.registration.get({ documentId })).card.files;
      const before = await filesNow();
      return { answer: errorOf(await attach(here, documentId, await waiting(here, [['кращий.pdf', await scanPdf('другий')]]))), before, after: await filesNow() };
    },
  };
}

/** A letter that was signed here, and what is tried with it. */
function signedLetter(what: string, tried: (here: Desk, letterId: string) => Promise<unknown>): Attempt {
  return {
    what,
    attempt: async () => {
      const here = await office({});
      const letterId = await waiting(here, [['наказ.txt', Buffer.from('наказ')]]);
      await signHere(here, { letterId });
      const filesNow = async () => valueOf(await here.client.intake.get({ letterId })).files;
      const before = await filesNow();
      return { answer: await tried(here, letterId), before, after: await filesNow() };
    },
  };
}

const CARDS_AND_LETTERS: readonly Attempt[] = [
  anotherScan('a signature inside its PDF', async (bytes) => [['скан.pdf', (await signDocument({ form: 'pades', document: { fileName: 'скан.pdf', mediaType: 'application/pdf', bytes }, key: memoryKey(director), signingTime, block: null, fonts })).bytes]]),
  anotherScan('a container around it', async (bytes) => [['скан.asice', await createAsicE({ files: [{ name: 'скан.pdf', mediaType: 'application/pdf', bytes }], key: memoryKey(director), signingTime })]]),
  anotherScan('a signature file beside it', (bytes) => [['скан.pdf', bytes], ['скан.pdf.p7s', signDetached(bytes, director, { signingTime })]]),
  anotherScan('a signature that was made here', (bytes) => [['скан.pdf', bytes]], (here, documentId) => signHere(here, { documentId })),
  signedLetter('another order and names of files that were signed here', async ({ client }, letterId) => {
    const { files } = valueOf(await client.intake.get({ letterId }));
    return errorOf(await client.intake.arrange({ letterId, files: files.map((file) => ({ ...file, fileName: `інший ${file.fileName}` })) }));
  }),
  signedLetter('an annex beside a document that was signed here', async (here, intoLetterId) => errorOf(await here.client.intake.join({ letterId: await waiting(here, [['додаток.txt', Buffer.from('додаток')]]), intoLetterId }))),
];

describe('content that somebody answered for', () => {
  it.each(CARDS_AND_LETTERS)('[CARD-08] [SIGN-06] $what is refused, and nothing is changed', async ({ attempt }) => {
    const { answer, before, after } = await attempt();
    expect(answer).toMatchObject({ code: 'refused', message: 'error.contentSigned' });
    expect(after).toEqual(before);
  });

  it('a scan that nobody signed is replaced by a better one, and a letter takes a signature that comes later', async () => {
    const here = await office({});
    const { documentId } = await paper(here, [['скан.pdf', await scanPdf('перший')]]);
    valueOf(await attach(here, documentId, await waiting(here, [['кращий.pdf', await scanPdf('другий')]])));
    expect(valueOf(await here.client.registration.get({ documentId })).card.files).toMatchObject([{ fileName: 'кращий.pdf' }]);
    const letterId = await waiting(here, [['наказ.txt', Buffer.from('наказ')]]);
    await signHere(here, { letterId });
    const later = await waiting(here, [['інший підпис.p7s', signDetached(Buffer.from('наказ'), pki.signers.clerk, { signingTime })]]);
    const { files } = valueOf(await here.client.intake.get({ letterId: later }));
    expect(files).toHaveLength(1);
    const joined = valueOf(await here.client.intake.join({ letterId: later, intoLetterId: letterId }));
    expect(joined.files.map(({ role }) => role)).toEqual(['main', 'signature', 'signature']);
  });

  it('[SIGN-06] [ROUTE-18] a draft that is signed on its route takes no other content, neither as a draft nor as a card', async () => {
    const here = await office({});
    const people = await participants(here.desk, ['author', 'chief', 'rector']);
    const idOf = (login: string): string => people[login]?.personId ?? '';
    const { accountId } = valueOf(await here.client.session.current({})) ?? { accountId: '' };
    const { personId } = valueOf(await here.client.review.definePerson({ personId: null, name: 'Реєстратор', position: 'документознавець', unitId: null, accountId }));
    const { templateId } = valueOf(await here.client.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [idOf('chief')]], ['signer', [idOf('rector')]], ['registrar', [personId]]]) }));
    const author = await windowOfPerson(here.desk, 'author');
    const { journals, kinds, cases } = valueOf(await here.client.registration.choices({}));
    const kindId = kinds.find(({ directions, transitional }) => directions.includes('internal') && !transitional)?.kindId ?? '';
    const { documentId, draft } = await enterDraft(author, { kindId });
    valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
    const seenBy = async (client: Client) => valueOf(await client.routing.draft({ documentId }));
    const chief = await windowOfPerson(here.desk, 'chief');
    valueOf(await chief.routing.decide(decisionFor(await seenBy(chief))));
    const other = await handIn(author, 'інший.docx', 'інший текст');
    expect(errorOf(await author.routing.changeDraft({ documentId, draft: { ...draft, main: other } })).message).toBe('error.route.alreadyRuns');
    const rector = await windowOfPerson(here.desk, 'rector');
    const { routeId, eventId, stepId, round, contentSha256, note } = decisionFor(await seenBy(rector));
    valueOf(await rector.routing.sign({ routeId, eventId, stepId, round, contentSha256, note, key: keyFileOf('rector') }));
    const replaced = await author.routing.replaceContent({ routeId, eventId: crypto.randomUUID(), round, content: other, chosenStepIds: [] });
    expect(errorOf(replaced).message).toBe('error.route.alreadySigned');
    expect(errorOf(await author.routing.changeDraft({ documentId, draft: { ...draft, main: other } })).message).toBe('error.route.alreadyRuns');
    const route = routeOf(await seenBy(here.client));
    expect(route.contentSha256).toBe(contentSha256);

    // Registered as one that is kept on paper, its scan would take the place of what was signed.
    const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId: draft.kindId }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Усі', correspondent: 'Університет', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null, medium: 'paper' as const, paperGround: 'law-excludes-electronic' as const };
    const step = route.stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    const card = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256 } }));
    valueOf(await here.client.paperIntake.stampByHand({ documentId: card.documentId }));
    const attached = await attach(here, card.documentId, await waiting(here, [['скан.pdf', await scanPdf('скан')]]));
    expect(errorOf(attached).message).toBe('error.contentSigned');
    expect(valueOf(await here.client.registration.get({ documentId: card.documentId })).card.files).toEqual(card.files);
  });
});
