import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const callsOf = <Input,>(rendered: RenderedDesk, method: string): Input[] => rendered.desk.calls.filter((call) => call.method === method).map((call) => call.input as Input);

async function openAppraisal(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  await screen.findByRole('button', { name: 'Search' });
  usePlaces.getState().go({ room: 'archive', view: 'inventories' });
  fireEvent.click(await screen.findByRole('button', { name: 'Value appraisal' }));
  await screen.findByRole('heading', { name: 'Cases for the commission' });
  return rendered;
}

describe('value appraisal in the window', () => {
  it('asks for the coming year, and a protocol is recorded only of chosen cases', async () => {
    const rendered = await openAppraisal();
    await screen.findByRole('checkbox', { name: 'Choose case 01-05' });
    const asked = callsOf<MethodInput<'appraisal.cases'>>(rendered, 'appraisal.cases');
    expect(asked).toEqual([{ year: new Date().getFullYear() + 1, all: false }]);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Record a protocol' }).disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all' }));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose case 02-07' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'All closed cases with the mark' }));
    await waitFor(() => expect(callsOf<MethodInput<'appraisal.cases'>>(rendered, 'appraisal.cases').at(-1)?.all).toBe(true));
  });

  it('the dialog takes members and a decision on each case, and what was decided is read below', async () => {
    const rendered = await openAppraisal();
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose all' }));
    fireEvent.click(screen.getByRole('button', { name: 'Record a protocol' }));
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Record a protocol' });
    expect(submit.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/^Protocol №/), { target: { value: '7' } });
    fireEvent.change(within(dialog).getByLabelText(/^Date of the protocol/), { target: { value: '05.03.2026' } });
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'Name of member 1' }), { target: { value: 'Коваль П. С.' } });
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'Decision on case 01-05' }), { target: { value: 'keep' } });
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'How long to keep case 01-05' }), { target: { value: 'years' } });
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Case 01-05: whole period in years' }), { target: { value: '15' } });
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Note on case 02-07' }), { target: { value: 'повтори' } });
    fireEvent.click(submit);
    await waitFor(() =>
      expect(callsOf<MethodInput<'appraisal.record'>>(rendered, 'appraisal.record')).toMatchObject([
        { number: '7', date: '2026-03-05', members: [{ name: 'Коваль П. С.', position: '' }], decisions: [{ caseId: 'case-01-05', decision: 'keep', kept: { period: 'years', years: 15 } }, { caseId: 'case-02-07', decision: 'destroy', kept: null, note: 'повтори' }] },
      ]),
    );
    const protocols = await screen.findByRole('region', { name: 'Protocols' });
    await within(protocols).findByRole('heading', { name: '№ 7, 05.03.2026' });
    expect(protocols.textContent).toContain('Коваль П. С.');
    expect(protocols.textContent).toContain('15 р. ЕПК');
    await screen.findByText('There is no case for the commission.');
  });

  it('a refusal is shown at the case that it is about, and nothing typed is lost', async () => {
    await openAppraisal({ refuse: { 'appraisal.record': { code: 'refused', message: 'error.appraisalRefused', params: { count: '1' }, issues: [{ path: '01-05', message: 'appraisal.problem.open' }] } } });
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose case 01-05' }));
    fireEvent.click(screen.getByRole('button', { name: 'Record a protocol' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText(/^Protocol №/), { target: { value: '7' } });
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'Name of member 1' }), { target: { value: 'Коваль' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Record a protocol' }));
    const lines = await within(dialog).findByRole('list', { name: 'Decision' });
    await within(lines).findByText('The case is open');
    expect(within(dialog).getByLabelText<HTMLInputElement>(/^Protocol №/).value).toBe('7');
  });
});
