import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { openTestDesk, PASSWORD, setUpOffice, signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type TestEnvironment, testEnvironment } from '../../support/test-environment.ts';

const NEXT_PASSWORD = 'N0va-para;X';
const PLACES = ['store.operationWritten', 'store.beforeCommit'] as const;

type Step =
  | { readonly do: 'register'; readonly windows: number; readonly journal: number }
  | { readonly do: 'crash'; readonly journal: number; readonly place: number; readonly after: number }
  | { readonly do: 'void' | 'move'; readonly pick: number }
  | { readonly do: 'clock'; readonly hours: number }
  | { readonly do: 'midnight' }
  | { readonly do: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('register' as const), windows: fc.integer({ min: 1, max: 4 }), journal: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), journal: fc.nat(3), place: fc.nat(1), after: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('void' as const, 'move' as const), pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: -72, max: 72 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'midnight' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
);

/** A desk that can be stopped at a named place, as a power cut does, and opened again on the same files. */
class FallingDesk {
  readonly folder = temporaryFolder();
  readonly clock: TestEnvironment;
  #fall: { readonly place: string; after: number } | null = null;
  #desk: TestDesk | null = null;
  #count = 0;

  constructor(seed: number) {
    this.clock = testEnvironment('2026-12-30T07:00:00.000Z', `numbers-${seed}`);
  }

  async open(): Promise<TestDesk> {
    const environment = {
      ...this.clock,
      crashPoint: (place: string): void => {
        if (this.#fall?.place !== place) return;
        if (this.#fall.after > 0) this.#fall.after -= 1;
        else throw new Error('power cut');
      },
    };
    this.#desk = await openTestDesk({ dataDirectory: this.folder, environment });
    const client = this.#desk.client();
    if (valueOf(await client.desk.state({})).phase === 'new') {
      await setUpOffice(client);
      await signIn(client);
      // An issued password must be changed within days, and this clock jumps.
      valueOf(await client.session.changePassword({ current: PASSWORD, next: NEXT_PASSWORD }));
    }
    return this.#desk;
  }

  /** Loses whatever is not committed, and starts again. */
  async restart(): Promise<TestDesk> {
    this.#fall = null;
    await this.#desk?.close();
    return this.open();
  }

  fallAt(place: string, after: number): void {
    this.#fall = { place, after };
  }

  register(desk: TestDesk, journal: number, window: string) {
    const [journalId, kindId, direction] = [
      ['incoming', 'incoming-letter', 'incoming'],
      ['internal', 'service-memo', 'internal'],
      ['orders', 'order-core', 'internal'],
      ['appeals', 'citizen-appeal', 'incoming'],
    ][journal] as [string, string, 'incoming' | 'internal'];
    const caseId = desk.rooms.directories.casesOn('2026-03-02')?.cases[0]?.caseId ?? null;
    this.#count += 1;
    return desk.client(window).registration.register({
      requestId: crypto.randomUUID(),
      letterId: null,
      clockConfirmed: true,
      requisites: {
        ...blankRequisites({ direction, journalId, kindId }),
        correspondent: direction === 'internal' ? null : 'Лабораторія',
        correspondentNumber: `n-${this.#count}`,
        correspondentDate: '2026-01-01',
        subject: 'Про нумерацію',
        sheets: 1,
        language: 'uk',
        caseId,
        author: 'Ганна',
        addressee: 'Ректор',
      },
    });
  }
}

interface NumberRow {
  readonly journal_id: string;
  readonly year: number;
  readonly number: number;
  readonly index: string | null;
  readonly state: string | null;
  readonly reason: string | null;
}

function expectWhole(desk: TestDesk): void {
  const rows = desk.rooms.store.database
    .prepare<[], NumberRow>(
      `SELECT reg_number.journal_id, reg_number.year, reg_number.number, card.registration_index AS "index", card.state, card.void_reason AS reason
       FROM reg_number LEFT JOIN card USING (document_id) ORDER BY 1, 2, 3`,
    )
    .all();
  const runs = Map.groupBy(rows, (row) => `${row.journal_id} ${row.year}`);
  for (const [run, numbers] of runs) {
    expect(numbers.map(({ number }) => number), run).toEqual(numbers.map((_row, at) => at + 1));
    expect(new Set(numbers.map(({ index }) => index)).size, run).toBe(numbers.length);
    // Every number stands for a card; one that is out of use says why.
    for (const row of numbers) expect(row.state === 'void' ? row.reason : row.state, `${run} ${row.number}`).not.toBeNull();
  }
  expect(desk.rooms.store.log.verify().problems).toEqual([]);
}

describe('registration numbers', () => {
  it('[NUM-01] never repeat and leave no gap without its void record: windows at once, power cuts, clock set back, new year', async () => {
    const held = fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.nat(1_000_000), async (steps, seed) => {
        const falling = new FallingDesk(seed);
        let desk = await falling.open();
        const enter = async (): Promise<void> => {
          for (const window of ['w0', 'w1', 'w2', 'w3']) valueOf(await desk.client(window).session.signIn({ login: 'registrar', password: NEXT_PASSWORD }));
        };
        await enter();
        const cards: string[] = [];
        for (const one of steps) {
          switch (one.do) {
            case 'register': {
              const answers = await Promise.all(Array.from({ length: one.windows }, (_, at) => falling.register(desk, one.journal, `w${at}`)));
              cards.push(...answers.map((answer) => valueOf(answer).documentId));
              break;
            }
            case 'crash': {
              falling.fallAt(PLACES[one.place] ?? PLACES[0], one.after);
              await Promise.all(['w0', 'w1', 'w2', 'w3'].map((window) => falling.register(desk, one.journal, window)));
              desk = await falling.restart();
              await enter();
              break;
            }
            case 'void':
            case 'move': {
              const documentId = cards[one.pick % Math.max(1, cards.length)];
              if (documentId === undefined) break;
              const client = desk.client('w0');
              const { card, version } = valueOf(await client.registration.get({ documentId }));
              if (card.state === 'void') break;
              if (one.do === 'void') valueOf(await client.registration.void({ documentId, basedOn: version, reason: 'перевірка' }));
              else if (card.direction === 'incoming') {
                const journalId = card.journalId === 'appeals' ? 'incoming' : 'appeals';
                const moved = valueOf(await client.registration.moveToJournal({ documentId, basedOn: version, requestId: crypto.randomUUID(), journalId, kindId: card.kindId, caseId: card.caseId, reason: 'інший журнал', clockConfirmed: true }));
                cards.push(moved.documentId);
              }
              break;
            }
            case 'clock':
              falling.clock.advance((one.hours / 72) * 20 * 60_000);
              // Two such steps make a session idle; that is another test's matter.
              await enter();
              break;
            case 'midnight':
              falling.clock.set('2026-12-31T21:59:59.500Z');
              await enter();
              cards.push(valueOf(await falling.register(desk, 0, 'w0')).documentId);
              falling.clock.set('2026-12-31T22:00:00.000Z');
              cards.push(valueOf(await falling.register(desk, 0, 'w1')).documentId);
              break;
            case 'restart':
              desk = await falling.restart();
              await enter();
              break;
          }
          expectWhole(desk);
        }
        await desk.close();
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 12) },
    );
    await expect(held).resolves.toBeUndefined();
  });
});
