import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContractEvent, contractProblem, contractStanding, type ContractStanding, nextStep, refutedFiles } from '#shared/domain/contracts.ts';
import type { CountedAnswer } from '#shared/domain/counted-signature.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);
const TEXTS = ['a', 'b'];
const ANSWERS: readonly CountedAnswer[] = ['passed', 'undetermined', 'failed', 'notHis', 'otherContent', 'changedInside', 'missing'];

/** What a witness who saw everything in its order knows, told without the machine under test. */
interface Witness {
  agreed: boolean;
  head: { content: string; answer: 'passed' | 'undetermined' } | null;
  sent: { content: string; sentAt: string }[];
  receipts: Map<string, { receivedAt: string; answer: CountedAnswer | null }>;
}

interface Run {
  readonly events: ContractEvent[];
  standing: ContractStanding;
}

const instant = (hour: number): string => new Date(Date.UTC(2026, 2, 2, hour)).toISOString();

function happen(witness: Witness, run: Run, event: ContractEvent): void {
  run.events.push(event);
  run.standing = contractStanding(run.events);
  const counts = !run.standing.withoutEffect.includes(event.stepId);
  if (counts) see(witness, event);
  judge(witness, run.standing);
}

function see(witness: Witness, event: ContractEvent): void {
  switch (event.what) {
    case 'textAgreed':
      expect(witness.head).toBeNull();
      witness.agreed = true;
      return;
    case 'headSigned':
      expect(witness.agreed).toBe(true);
      if (witness.sent.length > 0) expect(witness.head?.content).toBe(event.content);
      if (!(witness.head?.answer === 'passed' && witness.head.content === event.content)) witness.head = { content: event.content, answer: event.answer };
      else if (event.answer === 'passed') witness.head = { content: event.content, answer: 'passed' };
      return;
    case 'sent':
      // Never sent before the head signed these very bytes.
      expect(witness.head?.content).toBe(event.content);
      witness.sent.push({ content: event.content, sentAt: event.sentAt });
      return;
    case 'received':
      expect(witness.sent.some(({ sentAt }) => sentAt <= event.receivedAt)).toBe(true);
      witness.receipts.set(event.stepId, { receivedAt: event.receivedAt, answer: null });
      return;
    case 'protocolComposed': {
      const receipt = witness.receipts.get(event.receiptStepId);
      expect(receipt).toBeDefined();
      expect(witness.head?.content).toBe(event.content);
      if (receipt !== undefined) receipt.answer = event.answer;
      return;
    }
    default:
      return;
  }
}

function judge(witness: Witness, { state, concludedAt, paperSigned, copyHandedOver }: ContractStanding): void {
  const good = witness.head?.answer === 'passed' && witness.sent.every(({ content }) => content === witness.head?.content) ? [...witness.receipts.values()].filter(({ answer }) => answer === 'passed') : [];
  // Concluded exactly where everything is there; at the receipt of the earliest such file, and at no other instant.
  expect(state === 'concluded').toBe(good.length > 0);
  expect(concludedAt).toBe(good.map(({ receivedAt }) => receivedAt).toSorted()[0] ?? null);
  if (state === 'preliminary') expect([...witness.receipts.values()].some(({ answer }) => answer === 'passed' || answer === 'undetermined')).toBe(true);
  if (witness.sent.length === 0) expect(['textNotAgreed', 'awaitsHead', 'toBeSent']).toContain(state);
  if (copyHandedOver !== null) expect(paperSigned).not.toBeNull();
}

let steps = 0;
const base = () => ({ stepId: `step${(steps += 1)}`, at: instant(0), by: 'HR' });

class Happens implements fc.Command<Witness, Run> {
  readonly #make: (run: Run) => ContractEvent;
  readonly #name: string;

  constructor(name: string, make: (run: Run) => ContractEvent) {
    this.#name = name;
    this.#make = make;
  }

  check(): boolean {
    return true;
  }

  run(witness: Witness, real: Run): void {
    happen(witness, real, this.#make(real));
  }

  toString(): string {
    return this.#name;
  }
}

/** Steps in any order, as desks that did not see each other bring them; every fourth of a receipt's is of none. */
const commands = [
  fc.constant(null).map(() => new Happens('agree', () => ({ ...base(), what: 'textAgreed', agreedOn: '2026-03-02', party: { personId: null, name: 'A' }, head: { personId: 'h', name: 'H' } }))),
  fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom('passed' as const, 'undetermined' as const)).map(([content, answer]) => new Happens(`head ${content} ${answer}`, () => ({ ...base(), what: 'headSigned', content, inside: false, signature: { sha256: 's', id: '1' }, answer }))),
  fc.tuple(fc.constantFrom(...TEXTS), fc.nat(5)).map(([content, hour]) => new Happens(`send ${content} ${hour}`, () => ({ ...base(), what: 'sent', content, address: 'a@b.org', addressKind: 'personal', sentAt: instant(hour), clauses: 'found', packVersion: 'p' }))),
  fc.nat(8).map((hour) => new Happens(`receive ${hour}`, () => ({ ...base(), what: 'received', sha256: `file${steps}`, fromAddress: 'a@b.org', receivedAt: instant(hour) }))),
  fc.tuple(fc.nat(2), fc.constantFrom(...TEXTS), fc.constantFrom(...ANSWERS)).map(
    ([which, content, answer]) => new Happens(`protocol ${which} ${content} ${answer}`, ({ events }) => ({ ...base(), what: 'protocolComposed', receiptStepId: events.filter(({ what }) => what === 'received').at(which)?.stepId ?? 'none', content, answer, signature: null, protocol: 'p', agreed: null })),
  ),
  fc.nat(3).map((day) => new Happens('paper', () => ({ ...base(), what: 'paperSigned', signedOn: `2026-03-0${day + 1}` }))),
  fc.nat(3).map((day) => new Happens('hand over', () => ({ ...base(), what: 'copyHandedOver', handedOn: `2026-03-0${day + 1}`, to: 'A' }))),
];

describe('a contract that is concluded electronically', () => {
  it('[SIGN-18] is concluded exactly with the head’s passed signature, the sending, the receipt and the passed protocol over the same bytes, at the receipt', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.commands(commands, { maxCommands: 40, size: 'max' }), (sequence) => {
        const run: Run = { events: [], standing: contractStanding([]) };
        fc.modelRun(() => ({ model: { agreed: false, head: null, sent: [], receipts: new Map() } satisfies Witness, real: run }), sequence);
        reached.add(run.standing.state);
      }),
      { numRuns: RUNS },
    );
    // The runs reach what they are to judge.
    expect([...reached]).toEqual(expect.arrayContaining(['awaitsParty', 'awaitsProtocol', 'preliminary', 'notConcluded', 'concluded']));
  });

  const whole = (head: 'passed' | 'undetermined', party: CountedAnswer): ContractEvent[] => [
    { ...base(), what: 'textAgreed', agreedOn: '2026-03-02', party: { personId: null, name: 'A' }, head: { personId: 'h', name: 'H' } },
    { ...base(), what: 'headSigned', content: 'a', inside: false, signature: { sha256: 'head', id: '1' }, answer: head },
    { ...base(), what: 'sent', content: 'a', address: 'a@b.org', addressKind: 'personal', sentAt: instant(1), clauses: 'found', packVersion: 'p' },
    { ...base(), stepId: 'receipt', what: 'received', sha256: 'back', fromAddress: 'a@b.org', receivedAt: instant(2) },
    { ...base(), what: 'protocolComposed', receiptStepId: 'receipt', content: 'a', answer: party, signature: { sha256: 'back', id: '1' }, protocol: 'p', agreed: null },
  ];

  it('[X18] is preliminary while a signature is undetermined, and not concluded while one has failed', () => {
    expect(contractStanding(whole('passed', 'passed'))).toMatchObject({ state: 'concluded', concludedAt: instant(2) });
    for (const [head, party] of [['undetermined', 'passed'], ['passed', 'undetermined']] as const) expect(contractStanding(whole(head, party))).toMatchObject({ state: 'preliminary', concludedAt: null });
    for (const party of ['failed', 'notHis', 'otherContent', 'changedInside', 'missing'] as const) expect(contractStanding(whole('passed', party))).toMatchObject({ state: 'notConcluded', concludedAt: null });
    // What was not concluded before is in no doubt.
    for (const failed of ['head', 'back']) expect(contractStanding(whole('passed', 'undetermined'), new Set([failed]))).toMatchObject({ state: 'notConcluded', concludedAt: null });
  });

  it('[X18] is in doubt while the newest check refutes a signature that it rests on: no paper copy is made or handed over, and what was done stays', () => {
    const paper: ContractEvent = { ...base(), what: 'paperSigned', signedOn: '2026-03-02' };
    const handed: ContractEvent = { ...base(), what: 'copyHandedOver', handedOn: '2026-03-02', to: 'A' };
    const place = { id: '1', revokedAt: null, indication: 'TOTAL-FAILED' as const };
    for (const failed of ['head', 'back']) {
      const refuted = refutedFiles(contractStanding(whole('passed', 'passed')), [{ ...place, sha256: failed }, { ...place, sha256: failed, id: '2' }, { ...place, sha256: 'other' }]);
      expect([...refuted]).toEqual([failed]);
      const doubted = contractStanding([...whole('passed', 'passed'), paper], refuted);
      expect(doubted).toMatchObject({ state: 'inDoubt', concludedAt: null, counted: { receipt: { stepId: 'receipt' } }, paperSigned: { signedOn: '2026-03-02' }, withoutEffect: [] });
      expect(contractProblem(doubted, handed)).toBe('inDoubt');
      expect(contractProblem(contractStanding(whole('passed', 'passed'), refuted), paper)).toBe('inDoubt');
      expect(nextStep(doubted)).toBe('receive');
    }
    expect(contractProblem(contractStanding([...whole('passed', 'passed'), paper]), handed)).toBeNull();
    // Revoked after the receipt: it takes nothing away. Before it: it does.
    const revoked = (revokedAt: string) => refutedFiles(contractStanding(whole('passed', 'passed')), [{ sha256: 'back', id: '1', indication: 'INDETERMINATE', revokedAt }]);
    expect([...revoked(instant(3)), ...revoked(instant(2))]).toEqual(['back']);
  });

  it('a later, better check of the head makes the preliminary conclusion final, a weaker one of another desk takes nothing away', () => {
    const better: ContractEvent = { ...base(), what: 'headSigned', content: 'a', inside: false, signature: { sha256: 'head', id: '1' }, answer: 'passed' };
    expect(contractStanding([...whole('undetermined', 'passed'), better])).toMatchObject({ state: 'concluded', concludedAt: instant(2) });
    expect(contractStanding([...whole('passed', 'passed'), { ...better, answer: 'undetermined' }])).toMatchObject({ state: 'concluded' });
  });
});
