import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type AskedToAcknowledge, type DemandFacts, demandedSignatures, type RecordedSimply } from '#shared/domain/demanded-signatures.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { FAILED, PASSED, report } from '../../support/fake-desk/reports.ts';

const FILE = 'b'.repeat(64);
const HOLDER = 'Коваленко О. П.';
const APPLICATION: DemandFacts = { demanded: { employee: 'simple', employer: null }, mainFiles: [FILE], files: [], author: 'Асанова А. Б.', simple: [], asked: [], reports: [] };
const ORDER: DemandFacts = { ...APPLICATION, demanded: { employee: 'simple', employer: 'qualified' } };
const simply = (changes: Partial<RecordedSimply> = {}): RecordedSimply => ({ personId: 'p', personName: 'Асанова Айгуль Бековна', purpose: 'document', purposeId: null, files: [{ sha256: FILE }], counts: true, ...changes });
const asked = (changes: Partial<AskedToAcknowledge> = {}): AskedToAcknowledge => ({ listId: 'l', personId: 'p', name: 'Асанова А. Б.', way: null, ...changes });
const checked = (...signatures: SignatureReport[]) => [report('наказ.pdf.p7s', 'a'.repeat(64), signatures, { content: { fileName: 'наказ.pdf', sha256: FILE } })];
const statesOf = (facts: DemandFacts) => demandedSignatures(facts).map(({ party, state }) => [party, state]);

describe('signatures that a kind demands', () => {
  it('[SIGN-13] an application needs the simple signature of its author on each of its files', () => {
    expect(demandedSignatures(APPLICATION)).toEqual([{ party: 'employee', level: 'simple', name: 'Асанова А. Б.', personId: null, state: 'missing' }]);
    expect(statesOf({ ...APPLICATION, simple: [simply()] })).toEqual([['employee', 'present']]);
    expect(statesOf({ ...APPLICATION, simple: [simply({ counts: false })] })).toEqual([['employee', 'missing']]);
    expect(statesOf({ ...APPLICATION, simple: [simply({ personName: 'Бекова Н. Т.' })] })).toEqual([['employee', 'missing']]);
    expect(statesOf({ ...APPLICATION, simple: [simply({ personName: 'Асанова Г. Б.' })] })).toEqual([['employee', 'missing']]);
    expect(statesOf({ ...APPLICATION, simple: [simply({ purpose: 'acknowledgement' })] })).toEqual([['employee', 'missing']]);
    expect(statesOf({ ...APPLICATION, mainFiles: [FILE, 'c'.repeat(64)], simple: [simply()] })).toEqual([['employee', 'missing']]);
    expect(statesOf({ ...APPLICATION, mainFiles: [], simple: [simply()] })).toEqual([['employee', 'missing']]);
    expect(statesOf({ ...APPLICATION, author: HOLDER, reports: checked(PASSED) })).toEqual([['employee', 'present']]);
  });

  it('[SIGN-13] [X16] an order needs the employer’s qualified signature that was checked, and nothing less', () => {
    const employer = (...signatures: SignatureReport[]) => demandedSignatures({ ...ORDER, reports: checked(...signatures) })[0];
    expect(employer()).toEqual({ party: 'employer', level: 'qualified', name: null, personId: null, state: 'missing' });
    expect(employer(PASSED)).toMatchObject({ state: 'present' });
    expect(employer(FAILED)).toMatchObject({ state: 'missing' });
    expect(employer({ ...PASSED, indication: 'INDETERMINATE', subIndication: 'TRY_LATER' })).toMatchObject({ state: 'undetermined' });
    expect(employer({ ...PASSED, legalLevel: 'advanced' })).toMatchObject({ state: 'missing' });
    expect(employer({ ...PASSED, signerKind: 'seal' })).toMatchObject({ state: 'missing' });
    // What whoever acknowledges signed is not the employer's.
    expect(demandedSignatures({ ...ORDER, reports: checked(PASSED), asked: [asked({ name: HOLDER })] })[0]).toMatchObject({ state: 'missing' });
    expect(statesOf({ ...ORDER, simple: [simply()] })).toEqual([['employer', 'missing'], ['employee', 'missing']]);
  });

  it('[SIGN-13] [VER-11] an order signed in a container is signed with the annexes as they lie there', () => {
    const object = (name: string, sha256: string) => ({ name, sha256, status: 'intact' as const });
    const container = report('наказ.asice', 'a'.repeat(64), [{ ...PASSED, signedObjects: [object('наказ.pdf', FILE), object('додаток.pdf', 'd'.repeat(64))] }], { container: 'asic-e' });
    const employer = (annex: string) => demandedSignatures({ ...ORDER, reports: [container], files: [{ fileName: 'наказ.pdf', sha256: FILE, role: 'main' }, { fileName: 'додаток.pdf', sha256: annex, role: 'attachment' }, { fileName: 'наказ.asice', sha256: 'a'.repeat(64), role: 'signature' }] })[0]?.state;
    expect(employer('d'.repeat(64))).toBe('present');
    expect(employer('e'.repeat(64))).toBe('missing');
  });

  it('[SIGN-13] an order needs the acknowledgement of everybody who is asked, by the record that belongs to it', () => {
    const employee = (mark: Partial<AskedToAcknowledge>, ...simple: RecordedSimply[]) => demandedSignatures({ ...ORDER, asked: [asked(mark)], simple })[1]?.state;
    expect(employee({ way: 'simple' }, simply({ purpose: 'acknowledgement', purposeId: 'l' }))).toBe('present');
    expect(employee({ way: 'simple' })).toBe('missing');
    expect(employee({ way: 'simple' }, simply({ purpose: 'acknowledgement', purposeId: 'l', counts: false }))).toBe('missing');
    expect(employee({ way: 'simple' }, simply({ purpose: 'acknowledgement', purposeId: 'other' }))).toBe('missing');
    expect(employee({ way: 'simple' }, simply({ purpose: 'acknowledgement', purposeId: 'l', personId: 'q' }))).toBe('missing');
    expect(employee({ way: 'system' }, simply({ purpose: 'acknowledgement', purposeId: 'l' }))).toBe('missing');
    expect(employee({ way: 'refusal' })).toBe('missing');
    expect(employee({ way: 'signature' })).toBe('present');
    expect(employee({ way: 'paper' })).toBe('present');
    expect(demandedSignatures({ ...ORDER, asked: [asked(), asked({ listId: 'm', way: 'paper' }), asked({ personId: 'q', name: 'Бекова Н. Т.' })] }).map(({ name, state }) => [name, state])).toEqual([[null, 'missing'], ['Асанова А. Б.', 'present'], ['Бекова Н. Т.', 'missing']]);
  });

  it('[SIGN-13] each of the 14 kinds of the pack demands what part A.2 says', async () => {
    const { kinds } = JSON.parse(await readFile('resources/rule-packs/kg/kinds.json', 'utf8')) as { kinds: { id: string; signatures?: DemandFacts['demanded'] }[] };
    const demanding = kinds.flatMap(({ id, signatures }) => (signatures === undefined ? [] : [{ id, signatures }]));
    expect(demanding).toHaveLength(14);
    for (const { id, signatures } of demanding) {
      const parties = demandedSignatures({ ...APPLICATION, demanded: signatures }).map(({ party, level }) => `${party} ${level}`);
      expect(parties, id).toEqual(id.startsWith('hr-order-') ? ['employer qualified', 'employee simple'] : ['employee simple']);
    }
    expect(demanding.filter(({ id }) => id.startsWith('hr-order-'))).toHaveLength(6);
  });
});
