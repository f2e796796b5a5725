import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { describePdf } from '../../../src-main/pdf/describe.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { openHrOffice } from '../../support/hr-office.ts';
import { decisionFor, type Draft, DRAFT_TEXT, enterDraft, handIn, handInSignature, nameOf, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, PASSWORD, valueOf } from '../../support/test-desk.ts';

/** A draft that the lawyer approves by a signature and the rector signs by his password; nobody registered it yet. */
async function office() {
  const { test, registrar, agree } = await openHrOffice();
  const people = await participants(test, ['author', 'lawyer', 'rector', 'other']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const template = templateOf([['approver', [idOf('lawyer')]], ['signer', [idOf('rector')]]], { names: { ru: 'Приказ' }, signerMeans: ['password'] });
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template }));
  await agree(idOf('rector'), 'interaction');
  const author = await windowOfPerson(test, 'author');
  const { documentId } = await enterDraft(author);
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const lawyer = await windowOfPerson(test, 'lawyer');
  const rector = await windowOfPerson(test, 'rector');
  const seen = async (client: Client): Promise<Draft> => valueOf(await client.routing.draft({ documentId }));
  const approve = async (text: string): Promise<Draft> => {
    const evidence = await handInSignature(lawyer, 'lawyer', 'виза.p7s', text);
    return valueOf(await lawyer.routing.decide(decisionFor(await seen(lawyer), { means: 'signature', evidence })));
  };
  const protocol = async (client: Client, eventId: string): Promise<{ readonly draft: Draft; readonly text: string }> => {
    const draft = valueOf(await client.routing.makeProtocol({ documentId, eventId, protocolId: crypto.randomUUID(), language: 'ru' }));
    const made = draft.signatures.find((one) => one.eventId === eventId)?.protocols[0];
    if (made === undefined) throw new Error('no protocol');
    const bytes = await test.rooms.store.blobs.read(made.file.sha256);
    const { text } = await describePdf(bytes, { textLimit: 100_000 });
    return { draft, text: (text ?? '').replaceAll(/\s+/g, ' ') };
  };
  return { test, author, lawyer, rector, documentId, seen, approve, protocol };
}

describe('the protocol of a signature on a route', () => {
  it('[VER-07] is made for each who signed electronically before there is a card: by a certificate and by a password', async () => {
    const { test, author, rector, documentId, seen, approve, protocol } = await office();
    await approve(DRAFT_TEXT);
    valueOf(await rector.routing.decide(decisionFor(await seen(rector), { means: 'password', password: PASSWORD })));
    const { signatures, cards } = await seen(author);
    expect(cards).toEqual([]);
    expect(signatures.map(({ takenBy, means, verdict, stands, protocols }) => [takenBy, means, verdict, stands, protocols.length])).toEqual([[nameOf('lawyer'), 'signature', 'undetermined', true, 0], [nameOf('rector'), 'password', null, true, 0]]);
    const [byKey, byPassword] = signatures;

    const first = await protocol(author, byKey?.eventId ?? '');
    expect(first.draft.signatures[0]?.protocols).toMatchObject([{ verdict: 'undetermined', file: { fileName: 'Validation_Report_1.pdf' } }]);
    for (const part of ['Про відрядження', 'approver 0.0', nameOf('lawyer'), 'засчитано', 'виза.p7s']) expect(first.text.toLocaleUpperCase('ru')).toContain(part.toLocaleUpperCase('ru'));
    // It is of one signer and tells nothing of the others.
    expect(first.text).not.toContain(nameOf('rector'));
    const second = await protocol(author, byPassword?.eventId ?? '');
    expect(second.draft.signatures[1]?.protocols).toMatchObject([{ verdict: null, file: { fileName: 'Validation_Report_2.pdf' } }]);
    for (const part of ['signer 1.0', nameOf('rector'), 'СЭВ-12', 'Запись цела']) expect(second.text.toLocaleUpperCase('ru')).toContain(part.toLocaleUpperCase('ru'));

    // The file itself is read by those who read the draft, and the tables are those of the log.
    valueOf(await rector.files.read({ sha256: second.draft.signatures[1]?.protocols[0]?.file.sha256 ?? '', offset: 0, length: 1 }));
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    const before = await seen(author);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(await seen(author)).toEqual(before);
    expect(store.log.ofEntity(documentId).filter(({ kind }) => kind === 'draftDocument.protocolMade')).toHaveLength(2);
  });

  it('[VER-07] is made of the signature under a version that was returned, and says that the step was asked anew', async () => {
    const { author, rector, seen, approve, protocol } = await office();
    await approve(DRAFT_TEXT);
    const { stepId, round, contentSha256, routeId } = decisionFor(await seen(rector));
    valueOf(await rector.routing.returnDraft({ routeId, eventId: crypto.randomUUID(), stepId, round, contentSha256, reason: 'нет сметы' }));
    const [returned] = (await seen(author)).signatures;
    expect((await protocol(author, returned?.eventId ?? '')).text).toContain('засчитано');
    const content = await handIn(author, 'проєкт-2.docx', 'інший наказ');
    valueOf(await author.routing.replaceContent({ routeId, eventId: crypto.randomUUID(), round: routeOf(await seen(author)).round, content, chosenStepIds: [] }));
    await approve('інший наказ');
    const { signatures } = await seen(author);
    expect(signatures.map(({ stands }) => stands)).toEqual([false, true]);
    const { text, draft } = await protocol(author, signatures[0]?.eventId ?? '');
    expect(text).toContain('относится к прежней версии');
    expect(draft.signatures[0]?.protocols).toHaveLength(2);
    expect((await protocol(author, signatures[1]?.eventId ?? '')).text).not.toContain('относится к прежней версии');
  });

  it('is made of no step without a signature, for nobody who may not read the draft, and once for one press', async () => {
    const { test, author, documentId, seen, approve } = await office();
    await approve(DRAFT_TEXT);
    const eventId = (await seen(author)).signatures[0]?.eventId ?? '';
    const asked = { documentId, eventId, protocolId: crypto.randomUUID(), language: null };
    const other = await windowOfPerson(test, 'other');
    expect(errorOf(await other.routing.makeProtocol(asked)).message).toBe('error.draftNotFound');
    expect(errorOf(await author.routing.makeProtocol({ ...asked, eventId: crypto.randomUUID() })).message).toBe('error.noSuchSignature');
    const made = valueOf(await author.routing.makeProtocol(asked));
    expect(valueOf(await author.routing.makeProtocol(asked))).toEqual(made);
  });
});
