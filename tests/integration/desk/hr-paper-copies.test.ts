import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPayload } from '#shared/sync/operation-kinds.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { openHrOffice } from '../../support/hr-office.ts';
import { errorOf, PROJECT_ROOT, valueOf } from '../../support/test-desk.ts';

const REQUEST = { requester: 'Асанова А. Б.', requesterKind: 'employee', appliedOn: '2026-03-02', givenAs: 'certified-copy', way: 'in-person' } as const;

type HrOffice = Awaited<ReturnType<typeof openHrOffice>>;

/** What the log says of the newest copy. */
function groundOf({ test }: HrOffice, documentId: string) {
  const made = test.rooms.store.log.ofEntity(documentId).findLast(({ kind }) => kind === 'copy.made');
  if (made === undefined) throw new Error('no copy');
  return readPayload('copy.made', made.v, made.payload).ground;
}

describe('paper copies of HR e-documents', () => {
  it.each(['paper', 'stamped'] as const)('[HRC-06] a %s copy is made during an outage alone, which its record names', async (form) => {
    const office = await openHrOffice();
    const { registrar, environment, registerKind } = office;
    const card = await registerKind('hr-application-annual-leave');
    const copy = () => registrar.registration.makeCopy({ documentId: card.documentId, form });
    expect(errorOf(await copy())).toMatchObject({ code: 'refused', message: 'error.hrPaperCopy' });
    const outageId = crypto.randomUUID();
    valueOf(await registrar.outages.open({ outageId, cause: 'technical-works', from: '2026-03-02T03:00:00.000Z', expectedUntil: null, note: '' }));
    valueOf(await copy());
    expect(groundOf(office, card.documentId)).toEqual({ kind: 'outage', outageId });
    environment.advance(60_000);
    valueOf(await registrar.outages.close({ outageId, until: new Date(environment.now()).toISOString() }));
    environment.advance(1000);
    expect(errorOf(await copy()).message).toBe('error.hrPaperCopy');
    const { history } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
    expect(history.flatMap(({ changes }) => changes).filter(({ field }) => field === 'document.copyGround.outage')).toMatchObject([{ after: '2026-03-02T03:00:00.000Z' }]);
    // Papers about it double nothing.
    valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, form: 'card' }));
    valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, form: 'protocol' }));
    expect(groundOf(office, card.documentId)).toBeUndefined();
  });

  it('[HRC-06] documents of other kinds need no ground', async () => {
    const office = await openHrOffice();
    const act = await office.registerKind('act');
    valueOf(await office.registrar.registration.makeCopy({ documentId: act.documentId, form: 'paper' }));
    expect(groundOf(office, act.documentId)).toBeUndefined();
  });

  it('[HRC-06] a certified copy answers an application, and its record names it', async () => {
    const office = await openHrOffice();
    const { registrar, registerKind } = office;
    const bytes = await makeTextPdf({ title: 'Заявление', paragraphs: ['Прошу отпуск.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
    const card = await registerKind('hr-application-annual-leave', bytes, 'заявление.pdf');
    expect(errorOf(await registrar.registration.makeCopy({ documentId: card.documentId, form: 'certified' })).message).toBe('error.hrPaperCopy');
    const { requestId } = valueOf(await registrar.copyRegister.file({ requestId: crypto.randomUUID(), documentId: card.documentId, request: REQUEST }));
    valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, form: 'certified', certification: { requestId, position: 'Архивариус' } }));
    expect(groundOf(office, card.documentId)).toEqual({ kind: 'application', requestId });
  });
});
