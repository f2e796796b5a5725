import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApplicationEvent, applicationChecklist, applicationProblem, applicationStanding, missingForce } from '#shared/domain/applications.ts';
import { COUNTED_ANSWERS, type CountedAnswer } from '#shared/domain/counted-signature.ts';
import type { Conclusion } from '#shared/domain/signature-findings.ts';

const at = '2026-03-02T09:00:00Z';
const AUTHOR = { personId: 'author', name: 'Ткаченко Олена' };
const RECTOR = { personId: 'rector', name: 'Ректоренко Іван' };
const HEAD = { personId: 'head', name: 'Мельник Ганна' };
const base = (stepId: string) => ({ stepId, at, by: 'Роман' });
const received = (stepId = 'r'): ApplicationEvent => ({ ...base(stepId), what: 'received', author: AUTHOR, addressee: RECTOR, receivedOn: '2026-03-02' });
const verified = (answer: CountedAnswer, receivedStepId = 'r', stepId = `v-${answer}`): ApplicationEvent => ({ ...base(stepId), what: 'verified', receivedStepId, answer, signature: null, protocol: 'c' });
const imported = (receivedStepId = 'r'): ApplicationEvent => ({ ...base('i'), what: 'protocolImported', receivedStepId, protocol: 'd' });
const declared = (receivedStepId = 'r', head = HEAD): ApplicationEvent => ({ ...base('d'), what: 'declared', receivedStepId, head, talkedOn: '2026-03-02', words: { language: 'uk', text: 'Відповідаю' } });
const accepted = (receivedStepId = 'r', addressee = RECTOR): ApplicationEvent => ({ ...base('a'), what: 'accepted', receivedStepId, addressee });

const PASSED = { indication: 'TOTAL-PASSED', revokedAt: null } as const;
const FAILED = { indication: 'TOTAL-FAILED', revokedAt: null } as const;
const revoked = (revokedAt: string) => ({ indication: 'INDETERMINATE', revokedAt }) as const;
const decision = (keeps: boolean, conclusion: Conclusion, stepId = `f-${keeps}`): ApplicationEvent => ({ ...base(stepId), what: 'forceDecided', acceptedStepId: 'a', conclusion, keeps, basis: 'Автор підтвердив особисто', decidedBy: RECTOR });
const ACCEPTED = [received(), verified('passed'), accepted()];

describe('an HR application', () => {
  it('[VER-05] is accepted after a signature that counts alone, and by its addressee alone', () => {
    expect(applicationStanding([received(), accepted()])).toMatchObject({ state: 'awaitsVerification', withoutEffect: ['a'] });
    expect(applicationStanding([received(), verified('notHis'), accepted()])).toMatchObject({ state: 'notCounted', accepted: null });
    expect(applicationStanding([received(), verified('passed'), accepted('r', HEAD)])).toMatchObject({ state: 'verified', withoutEffect: ['a'] });
    expect(applicationStanding([received(), verified('passed'), accepted()])).toMatchObject({ state: 'accepted', withoutEffect: [] });
    expect(applicationStanding([received(), verified('passed')], FAILED).state).toBe('notCounted');
  });

  it('[X18] is preliminary while undetermined; a protocol of czo completes that, and never a signature that failed', () => {
    expect(applicationStanding([received(), verified('undetermined'), accepted()])).toMatchObject({ state: 'preliminary', withoutEffect: ['a'] });
    expect(applicationStanding([received(), verified('undetermined'), imported()]).state).toBe('verified');
    expect(applicationStanding([received(), verified('failed'), imported()]).state).toBe('notCounted');
    expect(applicationStanding([received(), imported()]).state).toBe('awaitsVerification');
    expect(applicationStanding([received(), verified('passed'), verified('undetermined')])).toMatchObject({ state: 'verified', verified: { answer: 'passed' } });
  });

  it('another author or addressee begins anew: what was found and done for the former one has no effect', () => {
    expect(applicationStanding([received(), verified('passed'), received('r2')]).state).toBe('awaitsVerification');
    expect(applicationStanding([received(), received('r2'), verified('passed'), declared(), accepted()])).toMatchObject({ state: 'awaitsVerification', withoutEffect: ['v-passed', 'd', 'a'] });
    expect(applicationStanding([received(), verified('passed'), accepted(), received('r2')])).toMatchObject({ state: 'accepted', withoutEffect: ['r2'] });
  });

  it('[VER-10] the head’s declaration stands in the place of the signature, and is never the author’s own', () => {
    expect(applicationStanding([received(), declared()]).state).toBe('certified');
    expect(applicationStanding([received(), declared(), accepted()]).state).toBe('accepted');
    expect(applicationStanding([received(), declared('r', { personId: 'author', name: AUTHOR.name })])).toMatchObject({ state: 'awaitsVerification', withoutEffect: ['d'] });
  });

  it('[VER-05] a check that refutes the signature after the acceptance puts its force in doubt until a person decides', () => {
    expect(applicationStanding(ACCEPTED, PASSED).state).toBe('accepted');
    expect(applicationStanding(ACCEPTED, FAILED).state).toBe('inDoubt');
    expect(applicationStanding(ACCEPTED, revoked('2026-03-02T08:59:00Z')).state).toBe('inDoubt');
    // Revoked after the signature was found good: nothing is taken away.
    expect(applicationStanding(ACCEPTED, revoked('2026-03-02T09:01:00Z')).state).toBe('accepted');
    expect(['accepted', 'inDoubt', 'forceLost', 'verified'].map((state) => missingForce(state as 'accepted'))).toEqual([null, 'inDoubt', 'forceLost', 'notAccepted']);
    expect(applicationStanding([...ACCEPTED, decision(true, FAILED)], FAILED).state).toBe('accepted');
    expect(applicationStanding([...ACCEPTED, decision(false, FAILED)], FAILED).state).toBe('forceLost');
    // What the head answers for never rested on the signature.
    expect(applicationStanding([received(), verified('passed'), declared(), accepted()], FAILED).state).toBe('accepted');
  });

  it('[VER-05] a better check clears the doubt with no decision; a loss that was decided is taken back by a decision alone', () => {
    expect(applicationStanding(ACCEPTED, PASSED).state).toBe('accepted');
    const lost = [...ACCEPTED, decision(false, FAILED)];
    expect(applicationStanding(lost, PASSED).state).toBe('forceLost');
    expect(applicationStanding([...lost, decision(true, PASSED)], PASSED)).toMatchObject({ state: 'accepted', withoutEffect: [] });
    // Upheld against one conclusion, not against another.
    expect(applicationStanding([...ACCEPTED, decision(true, FAILED)], revoked('2026-03-01T08:00:00Z')).state).toBe('inDoubt');
  });

  it('[VER-05] of two decisions on one doubt the first counts; nothing is decided where there is no doubt', () => {
    expect(applicationStanding([...ACCEPTED, decision(true, FAILED), decision(false, FAILED)], FAILED)).toMatchObject({ state: 'accepted', withoutEffect: ['f-false'] });
    expect(applicationProblem(applicationStanding([...ACCEPTED, decision(true, FAILED)]), decision(false, FAILED))).toBe('alreadyDecided');
    expect(applicationProblem(applicationStanding(ACCEPTED), decision(false, PASSED))).toBe('notInDoubt');
    expect(applicationProblem(applicationStanding([received(), verified('passed')]), decision(false, FAILED))).toBe('notAccepted');
  });

  it('a check that is entered after the acceptance takes nothing away by itself', () => {
    expect(applicationStanding([...ACCEPTED, verified('failed')])).toMatchObject({ state: 'accepted', verified: { answer: 'passed' } });
  });

  it('[VER-08] the checklist names what is there and what is not', () => {
    const approvers = [{ name: 'Мельник Ганна', confirmed: true }, { name: 'Бойко Юрій', confirmed: false }];
    const present = (events: readonly ApplicationEvent[], failedNow = false) => applicationChecklist(applicationStanding(events, failedNow ? FAILED : null), approvers, failedNow).map(({ what, name, present: is }) => `${what} ${name} ${is ? '+' : '-'}`);
    expect(present([received(), verified('undetermined')])).toEqual(['authorSignature Ткаченко Олена -', 'authorProtocol Ткаченко Олена +', 'approver Мельник Ганна +', 'approver Бойко Юрій -']);
    expect(present([received(), verified('passed')])[0]).toBe('authorSignature Ткаченко Олена +');
    expect(present([received(), verified('passed')], true)[0]).toBe('authorSignature Ткаченко Олена -');
    expect(present([received(), declared()])[0]).toBe('headDeclaration Мельник Ганна +');
  });

  it('[VER-05] in whatever order events come, an accepted one rests on a passed signature, on czo’s protocol or on a declaration', () => {
    const event = fc.oneof(
      fc.constantFrom('r', 'r2').map((stepId) => received(stepId)),
      fc.tuple(fc.constantFrom(...COUNTED_ANSWERS), fc.constantFrom('r', 'r2')).map(([answer, of]) => verified(answer, of)),
      fc.constantFrom('r', 'r2').map((of) => imported(of)),
      fc.constantFrom('r', 'r2').map((of) => declared(of)),
      fc.tuple(fc.constantFrom('r', 'r2'), fc.constantFrom(RECTOR, HEAD)).map(([of, who]) => accepted(of, who)),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const standing = applicationStanding(events);
        if (standing.state !== 'accepted') return;
        const { received: receipt, verified: check, imported: report, declared: head, accepted: done } = standing;
        const rests = head !== null || check?.answer === 'passed' || (check?.answer === 'undetermined' && report !== null);
        const ofOneReceipt = [check, report, head, done].every((one) => one === null || one.receivedStepId === receipt?.stepId);
        expect({ rests, ofOneReceipt, addressee: done?.addressee.personId }).toEqual({ rests: true, ofOneReceipt: true, addressee: receipt?.addressee.personId });
      }),
    );
  });
});
