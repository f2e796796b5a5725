import { describe, expect, it } from 'vitest';
import { checkClauses } from '#shared/domain/contract-clauses.ts';
import { contractClausesOf, contractKindOf } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

/** KhAI 4.8 as it is written. */
const KHAI = `Складання трудових договорів в електронній формі передбачає, що вони складаються на підставі попередньо погодженого сторонами паперового варіанта трудового договору у форматі PDF з накладеним ЕЦП ректора. Трудовий договір в формі електронного документа направляться стороні працівника на особисту або за наявністю службову (корпоративну) електронну пошту. Накладений ЕЦП зі сторони працівника на трудовий договір означає повне погодження ним зі всіма положеннями трудового договору та підтвердження факту ознайомлення з документами, необхідними для укладення трудового договору. Трудовий договір, що підписаний працівником за допомогою ЕЦП, вважається укладеним після отримання Університетом трудового договору в електронному форматі pdf з накладеним ЕЦП та складеним протоколом верифікації ЕЦП підписанта. Підписаний таким способом трудовий договір має юридичну силу та є обов’язковим для виконання сторонами. Працівник, який не мав змоги підписати трудовий договір власноруч та уклав його у формі електронного документа, має право в подальшому особисто (власноруч) підписати обидва примірника трудового договору та отримати для себе один примірник у паперовій формі.`;

describe('rules of electronic conclusion in a contract', async () => {
  const { UA, KZ, KG } = await realPacks();
  const clauses = contractClausesOf(UA);

  it('[SIGN-21] are found in the words of KhAI 4.8, whatever is written in between, and each is missed when its words go', () => {
    expect(checkClauses(KHAI, clauses)).toEqual({ outcome: 'found', missing: [] });
    expect(checkClauses(KHAI.replaceAll('і', 'i').toUpperCase(), clauses)).toMatchObject({ outcome: 'found' });
    const without: Readonly<Record<string, RegExp>> = {
      'agreed-paper-text': /паперового/gu,
      'sent-by-mail': /електронну пошту/gu,
      'full-agreement': /повне/gu,
      'conclusion-on-receipt': /вважається/gu,
      'verification-protocol': /протоколом/gu,
      'legal-force': /юридичну/gu,
      'later-by-hand': /власноруч/gu,
    };
    expect(Object.keys(without).toSorted()).toEqual(clauses.map(({ id }) => id).toSorted());
    for (const [id, words] of Object.entries(without)) expect(checkClauses(KHAI.replaceAll(words, ''), clauses).missing.map((clause) => clause.id), id).toEqual([id]);
    expect(checkClauses('Працівник зобов’язаний сумлінно працювати.', clauses)).toMatchObject({ outcome: 'missing' });
  });

  it('[SIGN-21] a text that cannot be read is told apart from one without the rules', () => {
    expect(checkClauses(null, clauses).outcome).toBe('unreadable');
    expect(checkClauses('  \n', clauses).outcome).toBe('unreadable');
  });

  it('[SIGN-22] contracts with students are concluded by the same rules; other countries’ packs know no such kinds', () => {
    expect(['labour-contract', 'labour-contract-addendum', 'student-contract', 'contract', 'application'].map((kindId) => contractKindOf(UA, kindId))).toEqual(['labour', 'labour', 'student', null, null]);
    for (const pack of [KZ, KG]) expect(pack.content.kinds.kinds.some(({ contract }) => contract !== undefined)).toBe(false);
  });
});
