import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { acknowledgementList, askedPerson, type FakeAcknowledgementsOptions } from '../support/fake-desk/acknowledgements.ts';
import { fakeCards, fakeId } from '../support/fake-desk/data.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';
import type { OwnAcknowledgement } from '#shared/contract/acknowledgements.ts';

afterEach(cleanup);

const CARD = fakeCards(20)[0];
const documentId = CARD?.documentId ?? '';
const listId = fakeId(7001);
const TEXT = 'З документом № 12 від 02.03.2026 ознайомлений(-а).';

function own(changes: Partial<OwnAcknowledgement> = {}): OwnAcknowledgement {
  return { listId, document: { documentId, registrationIndex: '12', subject: '' }, form: 'mark', note: 'Before the audit', sentAt: '2026-03-02T07:00:00Z', sentBy: 'Роман', dueOn: '2026-03-05', daysLeft: 3, state: 'waiting', withDocument: null, texts: [{ language: 'uk', text: TEXT }], ...changes };
}

async function openDocument(acknowledgements: FakeAcknowledgementsOptions) {
  const { desk } = renderDesk({ cards: 20, acknowledgements });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId });
  fireEvent.click(await screen.findByRole('tab', { name: 'Acknowledgement' }));
  return desk;
}

const callsOf = (desk: Awaited<ReturnType<typeof openDocument>>, method: string) => desk.calls.filter((call) => call.method === method).map(({ input }) => input);

describe('acknowledgement on the page of a document', () => {
  it('[ACK-01] shows the employee the words and the term, and one key says that he read it', async () => {
    const desk = await openDocument({ own: [own()] });
    const asked = within(await screen.findByRole('region', { name: 'You are asked to acknowledge this document' }));
    expect(asked.getByText(`«${TEXT}»`)).toBeTruthy();
    expect(asked.getByText('days left: 3')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'y', code: 'KeyY', altKey: true });
    await waitFor(() => expect(callsOf(desk, 'acknowledgements.acknowledge')).toMatchObject([{ way: 'system', signature: null, documents: [{ listId, agreed: { language: 'uk', text: TEXT } }] }]));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'You are asked to acknowledge this document' })).toBeNull());
  });

  it('[ACK-02] against signature, nothing is confirmed before the document is signed', async () => {
    const desk = await openDocument({ own: [own({ form: 'signature' })] });
    const asked = within(await screen.findByRole('region', { name: 'You are asked to acknowledge this document' }));
    expect(asked.getByRole('button', { name: /Confirm with the signature/ }).hasAttribute('disabled')).toBe(true);
    expect(asked.getByText(/First sign the document/)).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'y', code: 'KeyY', altKey: true });
    expect(callsOf(desk, 'acknowledgements.acknowledge')).toEqual([]);
  });

  it('[ACK-06] by simple signature, the password is asked for and given once', async () => {
    const desk = await openDocument({ own: [own({ form: 'simple' })] });
    const asked = within(await screen.findByRole('region', { name: 'You are asked to acknowledge this document' }));
    expect(asked.getByRole('button', { name: /Confirm with the password/ }).hasAttribute('disabled')).toBe(true);
    const field = asked.getByLabelText('Your password');
    fireEvent.change(field, { target: { value: 'Str0ng-pass!' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(callsOf(desk, 'acknowledgements.acknowledge')).toMatchObject([{ way: 'simple', signature: null, password: 'Str0ng-pass!', documents: [{ listId }] }]));
  });

  it('[ACK-10] documents of one conclusion stand together and are acknowledged by one press', async () => {
    const contract = { documentId: fakeId(7100), registrationIndex: '40', subject: 'Contract' };
    const other = own({ listId: fakeId(7002), document: { documentId: fakeId(7101), registrationIndex: '13', subject: '' }, withDocument: contract, texts: [{ language: 'uk', text: 'Друге' }] });
    const apart = own({ listId: fakeId(7003), document: { documentId: fakeId(7102), registrationIndex: '14', subject: '' }, texts: [{ language: 'uk', text: 'Третє' }] });
    const desk = await openDocument({ own: [own({ withDocument: contract }), other, apart] });
    await screen.findByText('«Друге»');
    expect(screen.queryByText('«Третє»')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /I have read it/ }));
    await waitFor(() => expect(callsOf(desk, 'acknowledgements.acknowledge')).toMatchObject([{ documents: [{ listId }, { listId: fakeId(7002) }] }]));
  });

  it('withdraws the request from marked people alone, with a reason, one time after another', async () => {
    const people = ['Асанов', 'Бекова', 'Дубов'].map((name, at) => askedPerson({ personId: `p${at}`, name }));
    const desk = await openDocument({ lists: [acknowledgementList({ listId, documentId, people })] });
    for (const [name, button] of [['Асанов', 'Withdraw for the marked: 1'], ['Дубов', 'Withdraw for the marked: 1']] as const) {
      fireEvent.click(await screen.findByRole('checkbox', { name }));
      fireEvent.click(screen.getByRole('button', { name: button }));
      const dialog = within(await screen.findByRole('dialog'));
      expect(dialog.getByText(name)).toBeTruthy();
      fireEvent.change(dialog.getByRole('textbox', { name: /Reason/ }), { target: { value: 'left' } });
      fireEvent.click(dialog.getByRole('button', { name: 'Withdraw' }));
      await waitFor(() => expect(screen.queryByRole('checkbox', { name })).toBeNull());
    }
    const calls = desk.calls.flatMap(({ method, input }) => (method === 'acknowledgements.withdraw' ? [input as { stepId: string }] : []));
    expect(calls).toMatchObject([{ listId, personIds: ['p0'], reason: 'left' }, { listId, personIds: ['p2'], reason: 'left' }]);
    expect(new Set(calls.map(({ stepId }) => stepId)).size).toBe(2);
    expect(screen.getByRole('checkbox', { name: 'Бекова' })).toBeTruthy();
  });

  it('sends the document to people chosen by unit, and to nobody where nobody is chosen', async () => {
    const desk = await openDocument({});
    fireEvent.click(await screen.findByRole('button', { name: 'Send for acknowledgement' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(await dialog.findByRole('radio', { name: /Against signature/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Send for acknowledgement' }));
    expect(await dialog.findByText('Choose at least one person.')).toBeTruthy();
    expect(callsOf(desk, 'acknowledgements.request')).toEqual([]);
    fireEvent.click(dialog.getByRole('checkbox', { name: /without a unit/ }));
    fireEvent.click(dialog.getByRole('checkbox', { name: /Коваленко/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Send for acknowledgement' }));
    await waitFor(() => expect(callsOf(desk, 'acknowledgements.request')).toMatchObject([{ documentId, form: 'signature', personIds: ['p1', 'p2', 'p3'] }]));
    expect(await screen.findByText(/Acknowledged: 0 of 3/)).toBeTruthy();
  });

  it('[ACK-03] [ACK-04] enters for marked people what was done by mail; martial law is offered only while it holds', async () => {
    const people = [askedPerson({ personId: 'p1', name: 'Ткаченко' }), askedPerson({ personId: 'p2', name: 'Коваль', state: 'overdue', daysLeft: -2 })];
    const desk = await openDocument({ lists: [acknowledgementList({ listId, documentId, people })] });
    expect(await screen.findByText('days over: 2')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Коваль' }));
    fireEvent.click(screen.getByRole('button', { name: 'Enter for the marked: 1' }));
    const dialog = within(await screen.findByRole('dialog'));
    const way = dialog.getByRole('combobox', { name: 'How' });
    expect(within(way).queryByRole('option', { name: /martial law/ })).toBeNull();
    fireEvent.change(way, { target: { value: 'mail' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Enter a mark' }));
    expect(callsOf(desk, 'acknowledgements.record')).toEqual([]);
    fireEvent.change(dialog.getByRole('textbox', { name: /Message/ }), { target: { value: 'Re: order, 4 March' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Enter a mark' }));
    await waitFor(() => expect(callsOf(desk, 'acknowledgements.record')).toMatchObject([{ listId, personIds: ['p2'], entry: { way: 'mail', message: 'Re: order, 4 March' } }]));
    expect(await screen.findByText(/Acknowledged: 1 of 2/)).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: 'Коваль' })).toBeNull();
  });

  it('a refusal asks for two witnesses', async () => {
    const desk = await openDocument({ lists: [acknowledgementList({ listId, documentId, form: 'signature', people: [askedPerson({ personId: 'p1', name: 'Ткаченко' })] })], martialLaw: true });
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Ткаченко' }));
    fireEvent.click(screen.getByRole('button', { name: 'Enter for the marked: 1' }));
    const dialog = within(await screen.findByRole('dialog'));
    const way = dialog.getByRole('combobox', { name: 'How' });
    // A message is no signature.
    expect(within(way).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Signed on paper', 'Special procedure of martial law', 'Refusal to acknowledge']);
    fireEvent.change(way, { target: { value: 'refusal' } });
    fireEvent.change(dialog.getByRole('textbox', { name: /Reason/ }), { target: { value: 'none given' } });
    fireEvent.change(dialog.getByRole('textbox', { name: /Witnesses/ }), { target: { value: 'Коваль' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Enter a mark' }));
    expect(callsOf(desk, 'acknowledgements.record')).toEqual([]);
    fireEvent.change(dialog.getByRole('textbox', { name: /Witnesses/ }), { target: { value: 'Коваль, Бойко' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Enter a mark' }));
    await waitFor(() => expect(callsOf(desk, 'acknowledgements.record')).toMatchObject([{ entry: { way: 'refusal', witnesses: ['Коваль', 'Бойко'] } }]));
    expect(await screen.findByText('refused')).toBeTruthy();
  });
});
