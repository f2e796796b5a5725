import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORRESPONDENT_CATEGORIES, correspondentLetter, isHeadOnly, mayLeaveHeadOnly } from '#shared/domain/correspondents.ts';
import { decidePass, type Duty, mayChangeHead, passObstacles, reviewRule, type ReviewedDocument } from '#shared/domain/primary-review.ts';
import { ROLES } from '#shared/domain/rights.ts';

const duty = (dutyId: string, changes: Partial<Duty>): Duty => ({ dutyId, reviewerPersonId: `of-${dutyId}`, kindId: null, journalId: null, category: null, caseIndex: null, words: [], ...changes });
const document = (changes: Partial<ReviewedDocument> = {}): ReviewedDocument => ({ kindId: 'letter', journalId: 'incoming', caseIndex: '01-05', subject: 'Про ліцензування освітніх програм', categories: ['state-body'], writtenToHead: false, ...changes });
const category = fc.constantFrom(...CORRESPONDENT_CATEGORIES);
const name = fc.constantFrom('letter', 'appeal', 'incoming', '01-05', 'head', 'vice');
const anyDuty = fc.record({ dutyId: fc.uuid(), reviewerPersonId: name, kindId: fc.option(name), journalId: fc.option(name), category: fc.option(category), caseIndex: fc.option(name), words: fc.array(fc.string(), { maxLength: 3 }) });

describe('who reviews first', () => {
  it('[REG-10] five kinds of sender go to the head only', () => {
    expect(CORRESPONDENT_CATEGORIES.filter(isHeadOnly)).toEqual(['cabinet-secretariat', 'parliament', 'president-office', 'deputy-appeal', 'higher-level-body']);
    const rule = reviewRule(document({ categories: ['parliament'] }), 'head', [duty('1', {})]);
    expect(rule).toEqual({ rule: 'head-only', personId: 'head', category: 'parliament' });
    expect(decidePass(rule, 'head')).toEqual({ allowed: true, rule: 'head-only', dutyId: null });
    expect(decidePass(rule, 'vice')).toEqual({ allowed: false, reason: 'headOnly' });
  });

  it('[REG-10] whatever a registrar puts in, and whatever the table of duties says, nobody but the head gets them', () => {
    fc.assert(
      fc.property(fc.array(category, { minLength: 1, maxLength: 4 }), fc.array(anyDuty, { maxLength: 6 }), fc.option(name), name, name, name, name, fc.string(), fc.boolean(), (categories, duties, head, chosen, kindId, journalId, caseIndex, subject, writtenToHead) => {
        fc.pre(categories.some(isHeadOnly));
        const decision = decidePass(reviewRule({ categories, kindId, journalId, caseIndex, subject, writtenToHead }, head, duties), chosen);
        expect(decision.allowed).toBe(head !== null && chosen === head);
      }),
      { numRuns: 2000 },
    );
  });

  it('[REG-10] a registrar takes no entry out of those categories', () => {
    fc.assert(
      fc.property(category, category, (before, after) => {
        expect(mayLeaveHeadOnly({ roles: ['registrar'] }, before, after)).toBe(!isHeadOnly(before) || isHeadOnly(after));
        expect(mayLeaveHeadOnly({ roles: ['administrator'] }, before, after)).toBe(true);
        for (const role of ROLES) if (!isHeadOnly(before)) expect(mayLeaveHeadOnly({ roles: [role] }, before, after)).toBe(true);
      }),
    );
  });

  it('[REG-10] a registrar names the first head and no other', () => {
    expect(mayChangeHead({ roles: ['registrar'] }, null)).toBe(true);
    expect(mayChangeHead({ roles: ['registrar'] }, 'head')).toBe(false);
    expect(mayChangeHead({ roles: ['administrator'] }, 'head')).toBe(true);
  });

  it('[REG-11] the first fitting row of the table decides', () => {
    const duties = [
      duty('court', { category: 'court' }),
      duty('licence', { words: ['ліценз'] }),
      duty('appeals', { kindId: 'appeal' }),
      duty('case', { caseIndex: '01-05', journalId: 'incoming' }),
      duty('all', {}),
    ];
    const idOf = (changes: Partial<ReviewedDocument>) => {
      const rule = reviewRule(document(changes), 'head', duties);
      return rule.rule === 'duty' ? rule.dutyId : rule.rule;
    };
    expect(idOf({ categories: ['court'] })).toBe('court');
    expect(idOf({})).toBe('licence');
    expect(idOf({ subject: 'О лицензировании' })).toBe('licence');
    expect(idOf({ subject: 'Інше', kindId: 'appeal' })).toBe('appeals');
    expect(idOf({ subject: 'Інше' })).toBe('case');
    expect(idOf({ subject: 'Інше', caseIndex: null })).toBe('all');
    expect(reviewRule(document(), 'head', duties.slice(0, 1))).toEqual({ rule: 'none' });
    expect(decidePass({ rule: 'none' }, 'anyone')).toEqual({ allowed: true, rule: 'chosen', dutyId: null });
  });

  it('[RES-01] what is written to the head is proposed to him, unless a row of the table names another', () => {
    const memo = document({ kindId: 'memo', journalId: 'memos', categories: [], writtenToHead: true });
    expect(reviewRule(memo, 'head', [])).toEqual({ rule: 'to-head', personId: 'head' });
    expect(reviewRule(memo, null, [])).toEqual({ rule: 'none' });
    expect(reviewRule(memo, 'head', [duty('memos', { journalId: 'memos' })])).toEqual({ rule: 'duty', personId: 'of-memos', dutyId: 'memos' });
    // A proposal only: a registrar may choose another.
    expect(decidePass({ rule: 'to-head', personId: 'head' }, 'vice')).toEqual({ allowed: true, rule: 'chosen', dutyId: null });
  });

  it('names what stands in the way', () => {
    const facts = { direction: 'incoming', state: 'registered', medium: 'electronic', verified: true, equalPassed: false, sameFilePassed: false, registeredTwice: false } as const;
    expect(passObstacles(facts)).toEqual([]);
    expect(passObstacles({ ...facts, verified: false })).toEqual(['notVerified']);
    expect(passObstacles({ ...facts, verified: false, medium: 'paper' })).toEqual([]);
    expect(passObstacles({ ...facts, state: 'void', equalPassed: true })).toEqual(['void', 'equalPassed']);
    expect(passObstacles({ ...facts, sameFilePassed: true })).toEqual(['sameFilePassed']);
    expect(passObstacles({ ...facts, registeredTwice: true })).toEqual(['registeredTwice']);
    // What the office made itself was checked as it was signed; what goes out waits for nobody's resolution.
    expect(passObstacles({ ...facts, direction: 'internal', verified: false })).toEqual([]);
    expect(passObstacles({ ...facts, direction: 'internal', state: 'review' })).toEqual(['alreadyPassed']);
    expect(passObstacles({ ...facts, direction: 'outgoing', verified: false })).toEqual(['outgoing']);
  });

  it('takes the letter of the index from the entry, else from the name', () => {
    expect(correspondentLetter({ letter: 'МОН' }, 'Міністерство')).toBe('МОН');
    expect(correspondentLetter({ letter: ' ' }, '«міністерство»')).toBe('М');
    expect(correspondentLetter(null, 'әкімдік')).toBe('Ә');
    expect(correspondentLetter(null, '№ 5')).toBeNull();
    expect(correspondentLetter(null, null)).toBeNull();
  });
});
