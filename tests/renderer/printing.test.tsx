import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeId } from '../support/fake-desk/data.ts';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import type { FakePrinting } from '../support/fake-desk/printing.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const SLOW = { timeout: 10_000 };
const LINE = { documentId: fakeId(1), registrationIndex: '01-07/214', subject: 'План', form: 'paper', printer: 'Reception', copies: 1, enteredAt: '2026-03-05T10:00:00Z' } as const;
const QUEUE: FakePrinting = {
  state: { system: 'queue', printers: [{ name: 'other', description: 'Other', isDefault: false, accepting: true }, { name: 'Reception', description: 'Reception desk', isDefault: true, accepting: true }] },
  items: [
    { ...LINE, itemId: fakeId(9501), state: 'printed', problem: null },
    { ...LINE, itemId: fakeId(9502), state: 'failed', problem: { message: 'printing.problem.stopped', params: { printer: 'Reception', detail: 'no toner' } } },
  ],
};

async function pressPrint(printing: FakePrinting): Promise<FakeDesk> {
  const { desk } = renderDesk({ printing });
  fireEvent.click(await screen.findByRole('button', { name: translate('en', 'frame.short.search') }, SLOW));
  await screen.findByRole('grid', {}, SLOW);
  fireEvent.click(screen.getByRole('button', { name: translate('en', 'printing.printDots') }));
  return desk;
}

describe('printing what was found', () => {
  it('enters all of it, up to a batch, for the standard printer, and shows the queue with its reasons', async () => {
    const desk = await pressPrint(QUEUE);
    const dialog = await screen.findByRole('dialog', { name: translate('en', 'printing.printCount', { count: '300' }) }, SLOW);
    fireEvent.change(within(dialog).getByRole('combobox', { name: translate('en', 'printing.what') }), { target: { value: 'protocol' } });
    fireEvent.change(within(dialog).getByRole('combobox', { name: translate('en', 'printing.sides') }), { target: { value: 'two-sided-long-edge' } });
    fireEvent.click(within(dialog).getByRole('button', { name: translate('en', 'printing.print') }));
    const queue = await screen.findByRole('dialog', { name: translate('en', 'printing.title') }, SLOW);
    const entered = desk.calls.filter(({ method }) => method === 'printing.enqueue').map(({ input }) => input as MethodInput<'printing.enqueue'>);
    expect(entered).toHaveLength(1);
    expect(entered[0]?.options).toEqual({ printer: 'Reception', copies: 1, sides: 'two-sided-long-edge' });
    expect(new Set(entered[0]?.items.map(({ documentId }) => documentId)).size).toBe(300);
    expect(entered[0]?.items.every(({ form }) => form === 'protocol')).toBe(true);

    await within(queue).findByText(translate('en', 'printing.problem.stopped', { printer: 'Reception', detail: 'no toner' }), {}, SLOW);
    fireEvent.click(within(queue).getByRole('button', { name: translate('en', 'printing.actionOf', { action: translate('en', 'common.again'), index: '01-07/214' }) }));
    await within(queue).findByText(translate('en', 'printing.state.waiting'), {}, SLOW);
    fireEvent.click(within(queue).getByRole('button', { name: translate('en', 'printing.actionOf', { action: translate('en', 'common.cancel'), index: '01-07/214' }) }));
    await within(queue).findByText(translate('en', 'printing.state.cancelled'), {}, SLOW);
    fireEvent.click(within(queue).getByRole('button', { name: translate('en', 'printing.clear') }));
    await within(queue).findByText(translate('en', 'printing.empty'), {}, SLOW);
  });

  it('says that a computer prints through its own dialog alone, and enters nothing', async () => {
    const desk = await pressPrint({});
    await screen.findByText(translate('en', 'printing.system.dialog'), {}, SLOW);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.calls.some(({ method }) => method === 'printing.enqueue')).toBe(false);
  });
});
