import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeHold } from '../support/fake-desk/holds.ts';
import { closedCases, listChange } from '../support/fake-desk/retention-terms.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function archive(view: 'terms' | 'holds', options: Parameters<typeof renderDesk>[0] = {}) {
  const rendered = renderDesk({ cards: 20, ...options });
  await screen.findByRole('button', { name: 'Search' });
  usePlaces.getState().go({ room: 'archive', view });
  await screen.findByRole('heading', { level: 1, name: view === 'terms' ? 'Calendar of retention periods' : 'Holds' });
  return rendered;
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

const inputsOf = (rendered: Awaited<ReturnType<typeof archive>>, method: string): unknown[] => rendered.desk.calls.filter((call) => call.method === method).map(({ input }) => input);

describe('the calendar of terms', () => {
  it('[NOM-03] shows the years by their cases, says which are over, and opens the cases of a year by keys', async () => {
    const rendered = await archive('terms', { terms: { cases: closedCases(300) } });
    const timeline = await screen.findByRole('group', { name: 'Cases by the year in which their period ends' });
    const years = within(timeline).getAllByRole('button');
    expect(years.map((one) => one.textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual(expect.arrayContaining([expect.stringMatching(/^2022 cases: \d+ over$/), expect.stringMatching(/^2026 cases: \d+ this year$/)]));
    expect(within(timeline).getAllByText(/^Nothing ends in 20\d\d–20\d\d$/).length).toBeGreaterThan(0);
    // One stop of the tab key, and arrows over the years.
    expect(years.filter((one) => one.tabIndex === 0)).toEqual([years[0]]);
    years[0]?.focus();
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(years[1]);
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' });
    expect(document.activeElement).toBe(years.at(-1));
    const chosen = years.find((one) => /2024 cases: [1-9]/.test(one.textContent ?? ''));
    fireEvent.click(chosen ?? document.body);
    const year = '2024';
    await screen.findByRole('heading', { level: 2, name: `Cases whose period ends in ${year}` });
    await waitFor(() => expect(inputsOf(rendered, 'retentionTerms.cases').at(-1)).toMatchObject({ part: Number(year) }));
    expect(await violations()).toEqual([]);
    const [first] = await screen.findAllByRole('row', { name: new RegExp(`31\\.12\\.${year}`) });
    fireEvent.click(within(first ?? document.body).getAllByRole('button')[0] ?? document.body);
    await waitFor(() => expect(usePlaces.getState().place).toMatchObject({ room: 'archive', view: 'case' }));
  });

  it('narrows by class, section and holds, and comes back to the year that was open', async () => {
    const rendered = await archive('terms', { terms: { cases: closedCases(300) } });
    await screen.findByRole('option', { name: /^02 / });
    fireEvent.change(await screen.findByRole('combobox', { name: 'Class of period' }), { target: { value: 'personnel' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'Section' }), { target: { value: '02' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Held only' }));
    await waitFor(() => expect(inputsOf(rendered, 'retentionTerms.calendar').at(-1)).toEqual({ periodClass: 'personnel', section: '02', held: true }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Held only' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Section' }), { target: { value: '' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'Class of period' }), { target: { value: '' } });
    fireEvent.click(await screen.findByRole('button', { name: /^Permanent/ }));
    await screen.findByRole('heading', { level: 2, name: 'Permanent' });
    usePlaces.getState().go({ room: 'archive', view: 'holds' });
    await screen.findByRole('heading', { level: 1, name: 'Holds' });
    usePlaces.getState().go({ room: 'archive', view: 'terms' });
    await screen.findByRole('heading', { level: 2, name: 'Permanent' });
  });

  it('reads a long year in pages', async () => {
    const [one] = closedCases(1);
    if (one === undefined) throw new Error('no case');
    const cases = Array.from({ length: 250 }, (_unused, at) => ({ ...one, caseId: `c${at}`, index: `01-${String(at).padStart(3, '0')}` }));
    await archive('terms', { terms: { cases } });
    await waitFor(() => expect(screen.getAllByRole('row', { name: /^01-/ })).toHaveLength(100));
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getAllByRole('row', { name: /^01-/ })).toHaveLength(200));
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getAllByRole('row', { name: /^01-/ })).toHaveLength(250));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('[NOM-03] explains a term day by day with the version of the rules, and records the event that it waits for', async () => {
    const rendered = await archive('terms', { terms: { cases: closedCases(300) } });
    fireEvent.click(await screen.findByRole('button', { name: /^Await an event/ }));
    fireEvent.click((await screen.findAllByRole('button', { name: /^Period: / }))[0] ?? document.body);
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('The period depends on an event that is not recorded yet.');
    expect(within(dialog).getByText('Rule pack: ua-2026.10')).toBeDefined();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Record the event' }));
    fireEvent.click(await within(dialog).findByRole('button', { name: 'Record the event' }));
    expect(await within(dialog).findByText('Give the basis')).toBeDefined();
    expect(inputsOf(rendered, 'retentionTerms.recordEvent')).toEqual([]);
    expect(await violations()).toEqual([]);
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Day of the event/ }), { target: { value: '01.02.2026' } });
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Basis/ }), { target: { value: 'Agreement No. 2' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Record the event' }));
    await waitFor(() => expect(inputsOf(rendered, 'retentionTerms.recordEvent')).toMatchObject([{ happenedOn: '2026-02-01', basis: 'Agreement No. 2' }]));
    await within(dialog).findByText('Last day of the period');
    expect(dialog.textContent).toContain('from 1 January of the next year');
    expect(dialog.textContent).toContain('31.12.2029');
    expect(await violations()).toEqual([]);
  });

  it('decides on a period by a protocol, and says why it is refused', async () => {
    const rendered = await archive('terms', { terms: { cases: closedCases(1) } });
    fireEvent.click(await screen.findByRole('button', { name: /^Period: / }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(await within(dialog).findByRole('button', { name: 'Decide on the period' }));
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'Ground' }), { target: { value: 'correction' } });
    fireEvent.click(within(dialog).getByRole('checkbox', { name: /expert/i }));
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Basis/ }), { target: { value: 'Memo 3' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/Only the expert commission takes its mark/)).toBeDefined();
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'Ground' }), { target: { value: 'appraisal' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'retentionTerms.decide').at(-1)).toMatchObject({ ground: 'appraisal', protocolId: 'p1', basis: 'Memo 3', retention: { expertMark: false } }));
    await within(dialog).findByText('Decisions on the period');
    expect(dialog.textContent).toContain('No. 7, 12.02.2026');
  });

  it('[NOM-03] offers what a newer list changes, and takes it over or leaves it with a basis', async () => {
    const rendered = await archive('terms', { terms: { changes: [listChange(0), listChange(1)] } });
    expect(await screen.findByText('No cases are closed yet')).toBeDefined();
    fireEvent.click(await screen.findByRole('button', { name: 'Changes of the list: 2' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take the new period' }));
    expect(within(dialog).getByText('Choose cases')).toBeDefined();
    expect(inputsOf(rendered, 'retentionTerms.decideListChanges')).toEqual([]);
    expect(await violations()).toEqual([]);
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Choose case 02-01' }));
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Basis/ }), { target: { value: 'Order 12' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Leave the present one' }));
    await waitFor(() => expect(inputsOf(rendered, 'retentionTerms.decideListChanges')).toMatchObject([{ accepted: false, basis: 'Order 12', cases: [{ caseId: 'open-0' }] }]));
    await waitFor(() => expect(within(dialog).queryByRole('checkbox', { name: 'Choose case 02-01' })).toBeNull());
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Choose all' }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take the new period' }));
    await within(dialog).findByText(/there is nothing to change/);
    expect(inputsOf(rendered, 'retentionTerms.decideListChanges').at(-1)).toMatchObject({ accepted: true, cases: [{ caseId: 'open-1', listed: { years: 10 } }] });
  });
});

describe('holds', () => {
  it('are placed on what is found by its index, and say that every desk sees the reason', async () => {
    const rendered = await archive('holds');
    expect(await screen.findByText('No holds')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Place a hold' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Every desk sees it: write nothing confidential.')).toBeDefined();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Place a hold' }));
    expect(await within(dialog).findByText('Choose a case or a document')).toBeDefined();
    expect(inputsOf(rendered, 'holds.place')).toEqual([]);
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Reason/ }), { target: { value: 'Case 520/1234/26' } });
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Index of a case/ }), { target: { value: '01-05' } });
    fireEvent.click((await within(within(dialog).getByRole('textbox', { name: /^Index of a case/ }).closest('form') ?? dialog).findAllByRole('button', { name: /^Case 01-05 \(2024\)/ }))[0] ?? document.body);
    expect(await within(dialog).findByRole('button', { name: 'Remove: Case 01-05 (2024)' })).toBeDefined();
    expect(await violations()).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Place a hold' }));
    await waitFor(() => expect(inputsOf(rendered, 'holds.place')).toMatchObject([{ ground: 'court', reason: 'Case 520/1234/26', reference: null, caseIds: ['case-01-05'], documentIds: [] }]));
    const entry = await screen.findByRole('article', { name: 'Case 520/1234/26' });
    fireEvent.click(within(entry).getByRole('button', { name: 'Case 01-05 (2024)' }));
    await waitFor(() => expect(usePlaces.getState().place).toMatchObject({ room: 'archive', view: 'case', caseId: 'case-01-05' }));
  });

  it('are lifted with a reason and stay in the list of those that were lifted', async () => {
    const hold = fakeHold(1, { reason: 'Audit of 2026', subjects: [{ kind: 'document', documentId: fakeHold(9).holdId, index: null, subject: '' }] });
    const rendered = await archive('holds', { holds: { holds: [hold] } });
    const entry = await screen.findByRole('article', { name: 'Audit of 2026' });
    expect(within(entry).getByText('A document that you may not read')).toBeDefined();
    fireEvent.click(within(entry).getByRole('button', { name: 'Lift the hold: Audit of 2026' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Reason' }), { target: { value: 'The audit is over' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Lift the hold' }));
    await waitFor(() => expect(inputsOf(rendered, 'holds.lift')).toEqual([{ holdId: hold.holdId, reason: 'The audit is over' }]));
    fireEvent.click(await screen.findByRole('button', { name: /^Lifted/ }));
    expect((await screen.findByRole('article', { name: 'Audit of 2026' })).textContent).toContain('The audit is over');
    expect(await violations()).toEqual([]);
  });
});
