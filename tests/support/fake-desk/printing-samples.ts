import { fakeId } from './data.ts';

const PRINTERS = [
  { name: 'Reception', description: 'Kyocera ECOSYS у приймальні, третій поверх', isDefault: true, accepting: true },
  { name: 'second', description: 'HP LaserJet, архів', isDefault: false, accepting: false },
];
const PRINT_LINE = { documentId: fakeId(1), registrationIndex: '01-07/214', subject: 'Про надання інформації щодо виконання плану заходів із підготовки до опалювального сезону', form: 'paper', printer: 'Reception', copies: 2, problem: null, enteredAt: '2026-03-05T10:00:00Z' } as const;
/** Two printers and a queue with an item in each state that people meet. */
export const PRINTING = {
  state: { system: 'queue' as const, printers: PRINTERS },
  items: [
    { ...PRINT_LINE, itemId: fakeId(9501), state: 'printed' as const },
    { ...PRINT_LINE, itemId: fakeId(9502), state: 'printing' as const, problem: { message: 'printing.problem.stopped', params: { printer: 'Reception', detail: 'out of paper' } } },
    { ...PRINT_LINE, itemId: fakeId(9503), state: 'failed' as const, problem: { message: 'printing.problem.unsure', params: {} } },
    { ...PRINT_LINE, itemId: fakeId(9504), form: 'protocol' as const, state: 'failed' as const, problem: { message: 'error.distributionBarred', params: { index: '01-07/214' } } },
    { ...PRINT_LINE, itemId: fakeId(9505), form: 'card' as const, state: 'waiting' as const },
  ],
};
/** A desk that was restored with two items in its queue. */
export const COPIED_PRINTING = { ...PRINTING, items: [9501, 9502].map((id) => ({ ...PRINT_LINE, itemId: fakeId(id), state: 'failed' as const, problem: { message: 'printing.problem.copied', params: {} } })) };
