import { cp, mkdtemp, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Country } from '#shared/domain/languages.ts';
import { loadRulePack, type PackProblem, RulePackRefused } from '../../../src-main/rule-packs/index.ts';
import { packFolder } from './packs.ts';

const base = await mkdtemp(join(tmpdir(), 'rule-pack-'));
afterAll(() => rm(base, { recursive: true, force: true }));

let folder = '';
let round = 0;

async function copyOf(country: Country): Promise<string> {
  round += 1;
  const to = join(base, String(round), country.toLowerCase());
  await cp(packFolder(country), to, { recursive: true });
  return to;
}
beforeEach(async () => {
  folder = await copyOf('KZ');
});

/** Changes the first occurrence; returns the 1-based line of the change. */
async function change(file: string, before: string, after: string): Promise<number> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const place = text.indexOf(before);
  if (place === -1) throw new Error(`${file} does not hold ${before}`);
  await writeFile(path, text.slice(0, place) + after + text.slice(place + before.length));
  return text.slice(0, place).split('\n').length;
}

async function problems(): Promise<readonly PackProblem[]> {
  try {
    await loadRulePack(folder);
  } catch (error) {
    if (error instanceof RulePackRefused) return error.problems;
    throw error;
  }
  return [];
}

describe('a pack that is wrong in shape is refused with the line', () => {
  test.each([
    ['calendar.json', '"confidence": "general"', '"confidence": "sure"', 'shape'],
    ['calendar.json', '"every": ["03-08"]', '"every": ["02-30"]', 'shape'],
    ['calendar.json', '"on": ["2025-06-06"]', '"on": ["2025-06-31"]', 'shape'],
    ['calendar.json', '["09:00", "13:00"]', '["9:00", "13:00"]', 'shape'],
    ['sentences.json', '"condition": "verified-signature"', '"conditoin": "verified-signature"', 'unknownField'],
    ['kinds.json', '"sheets"', '"sheet"', 'shape'],
    ['index-patterns.json', '"direction": "incoming"', '"direction": "inwards"', 'shape'],
    ['pack.json', '"country": "KZ"', '"country": "RU"', 'shape'],
    ['kinds.json', '"from": null', '"from": null, "from": "2026-01-01"', 'duplicateKey'],
    ['kinds.json', '"letter": ""', '"letter": "",,', 'syntax'],
    ['bodies.json', '"category": "parliament"', '"category": "state-body"', 'shape'],
    ['forms.json', '"id": "approval-sheet"', '"id": "other-sheet"', 'shape'],
    ['registers.json', '"cell": "passed"', '"cell": "secret"', 'shape'],
    ['routes.json', '"by": "authorUnitHead"', '"by": "somebody"', 'shape'],
    ['forms.json', '"height": 10', '"height": 7', 'shape'],
    ['forms.json', '"lines": 2', '"liens": 2', 'unknownField'],
  ])('%s: %s → %s', async (file, before, after, problem) => {
    const line = await change(file, before, after);
    const found = await problems();
    expect(found).toContainEqual(expect.objectContaining({ file, line, problem }));
    expect(found.every((one) => one.file === file)).toBe(true);
  });
});

describe('a pack that is wrong in meaning is refused with the line', () => {
  test.each([
    ['calendar.json', '"every": ["07-06"]', '"every": ["03-08"]', 'duplicateDay'],
    ['calendar.json', '"every": ["01-01", "01-02"]', '"every": ["01-01", "01-01"]', 'duplicateDay'],
    ['calendar.json', '["14:00", "18:00"]', '["12:00", "18:00"]', 'intervalsUnordered'],
    ['calendar.json', '"defaultSchedule": "five-day"', '"defaultSchedule": "four-day"', 'unknownReference'],
    ['calendar.json', '"on": "2025-03-10"', '"on": "2028-03-10"', 'outsideCoverage'],
    ['calendar.json', '"on": "2025-03-24"', '"on": "2025-03-25"', null],
    ['calendar.json', '"id": "Asia/Almaty"', '"id": "Asia/Nowhere"', 'unknownReference'],
    ['calendar.json', '"act": "kz-holidays"', '"act": "kz-703"', 'unknownAct'],
    ['sentences.json', '"ru": "Копия верна"', '"uk": "Згідно з оригіналом"', 'languageMissing'],
    ['sentences.json', '"id": "restricted-use.mark"', '"id": "restricted-use.other"', null],
    ['index-patterns.json', '"{n}/{case}"', '"{case}"', 'patternUnusable'],
    ['index-patterns.json', '"{n}/{case}"', '"{n}/{place}"', 'patternUnusable'],
    ['index-patterns.json', '"{n}/{case}"', '"{n}/{case"', 'patternUnusable'],
    ['kinds.json', '["subject", "language", "caseId", "author"]', '["subject", "correspondentDate"]', 'requisiteImpossible'],
    ['kinds.json', '"journal": "incoming"', '"journal": "outgoing"', 'unknownReference'],
    ['kinds.json', '"letter": "НҚ"', '"letter": ""', 'patternUnusable'],
    ['terms.json', '"id": "acknowledgement"', '"id": "execution-default"', null],
    ['nomenclature-sample.json', '"index": "01-02"', '"index": "02-02"', 'unknownReference'],
    ['nomenclature-sample.json', '"period": "permanent"', '"period": "years"', null],
    ['registers.json', '"ru": "Записи за {day}"', '"ru": "Записи за {date}"', 'unknownReference'],
    ['registers.json', '"ru": "Записи за {day}"', '"ru": "Записи за день"', 'unknownReference'],
    ['registers.json', '"ru": "Рабочее место"', '"uk": "Робоче місце"', 'languageMissing'],
    ['registers.json', '"cell": "index"', '"cell": "case"', null],
    ['registers.json', '"cell": "passed"', '"cell": "sheets"', 'duplicateId'],
    ['registers.json', '"cell": "note"', '"cell": "index"', 'unknownReference'],
    ['forms.json', '"ru": "ЛИСТ СОГЛАСОВАНИЯ"', '"uk": "АРКУШ ПОГОДЖЕННЯ"', 'languageMissing'],
    ['forms.json', '"ru": "ДЕЛО № {index}"', '"ru": "ДЕЛО № {cause}"', 'unknownReference'],
    ['forms.json', '"place": "kind"', '"place": "cause"', 'unknownReference'],
    ['forms.json', '"id": "approval-sheet"', '"id": "resolution-sheet"', null],
    ['forms.json', '"rows": "blank"', '"rows": "documents"', 'unknownReference'],
    ['routes.json', '"signing": "single"', '"signing": "two-step"', null],
    ['routes.json', '"ru": "Служебная записка"', '"uk": "Службова записка"', 'languageMissing'],
    ['routes.json', '"role": "signer"', '"role": "registrar"', null],
    ['bodies.json', '"Парламент депутаты"', '"Депутат"', 'shape'],
    ['bodies.json', '"ҚР Парламенті"', '"«№»"', 'shape'],
    ['bodies.json', '"ҚР Парламенті"', '"Президент РК"', 'duplicateId'],
  ])('%s: %s → %s', async (file, before, after, problem) => {
    const line = await change(file, before, after);
    const found = await problems();
    if (problem !== null) expect(found).toContainEqual(expect.objectContaining({ file, line, problem }));
    else expect(found).toContainEqual(expect.objectContaining({ file }));
  });
  test('a period that ends before it begins, told at its end', async () => {
    const line = await change('calendar.json', '"from": "2026-01-01"', '"from": "2027-01-01"');
    expect(await problems()).toContainEqual(expect.objectContaining({ file: 'calendar.json', line: line + 1, problem: 'periodReversed' }));
  });
  test('an abolished act carries nothing that still holds', async () => {
    await change('pack.json', '"to": null', '"to": "2026-07-01"');
    const found = await problems();
    expect(found.map(({ file, problem, pointer }) => ({ file, problem, pointer }))).toEqual([
      { file: 'sentences.json', problem: 'abolishedAct', pointer: '/sentences/0/source/act' },
    ]);
  });
  test('two wordings of one sentence may follow each other but not hold together', async () => {
    const path = join(folder, 'sentences.json');
    const data = JSON.parse(await readFile(path, 'utf8')) as { sentences: { id: string; from: string | null; to: string | null }[] };
    const mark = data.sentences.findIndex(({ id }) => id === 'copy-certification.mark');
    const first = data.sentences[mark];
    if (first === undefined) throw new Error('no such sentence');
    data.sentences.push({ ...first, from: '2027-01-01' });
    await writeFile(path, JSON.stringify(data, null, 2));
    expect(await problems()).toContainEqual(expect.objectContaining({ file: 'sentences.json', problem: 'periodsOverlap', pointer: `/sentences/${data.sentences.length - 1}` }));
    data.sentences[mark] = { ...first, to: '2026-12-31' };
    await writeFile(path, JSON.stringify(data, null, 2));
    expect(await problems()).toEqual([]);
  });
  test('a required sentence, a journal of a direction and the right country must be there', async () => {
    await change('sentences.json', '"id": "restricted-use.mark"', '"id": "restricted-use.other"');
    await change('index-patterns.json', '"direction": "outgoing"', '"direction": "internal"');
    await change('pack.json', '"country": "KZ"', '"country": "KG"');
    const kinds = (await problems()).map(({ problem }) => problem);
    expect(kinds).toEqual(expect.arrayContaining(['sentenceMissing', 'journalMissing', 'countryDiffers']));
  });
});

describe('files', () => {
  test('a missing and an unexpected file are named', async () => {
    await unlink(join(folder, 'kinds.json'));
    await writeFile(join(folder, 'kind.json'), '{}');
    expect((await problems()).map(({ file, problem }) => [file, problem])).toEqual([['kind.json', 'fileUnexpected'], ['kinds.json', 'fileMissing']]);
  });
  test('a folder that is not there', async () => {
    folder = join(base, 'nothing');
    expect((await problems()).map(({ problem }) => problem)).toEqual(['notAFolder']);
  });
  test('a link is not followed', async () => {
    await unlink(join(folder, 'kinds.json'));
    await symlink(join(packFolder('KZ'), 'kinds.json'), join(folder, 'kinds.json'));
    expect((await problems()).map(({ file, problem }) => [file, problem])).toEqual([['kinds.json', 'fileUnreadable']]);
  });
  test('a file over the limit is not parsed', async () => {
    await writeFile(join(folder, 'kinds.json'), ' '.repeat(1024 * 1024 + 1));
    expect((await problems()).map(({ problem }) => problem)).toEqual(['fileTooLarge']);
  });
  test('bytes that are not UTF-8 are found with their line', async () => {
    await writeFile(join(folder, 'kinds.json'), Buffer.concat([Buffer.from('{\n "a": "'), Buffer.from([0xcf, 0x20, 0xff]), Buffer.from('"}')]));
    expect((await problems()).map(({ problem, line }) => [problem, line])).toEqual([['notUtf8', 2]]);
  });
  test('the message names file, line and column', async () => {
    const line = await change('kinds.json', '"letter": ""', '"letter": 7');
    await expect(loadRulePack(folder)).rejects.toThrow(new RegExp(`kinds\\.json:${line}:\\d+ shape at /kinds/0/letter`));
  });
});

describe('version', () => {
  test('changes with the content and not with its layout', async () => {
    const { packVersion } = await loadRulePack(packFolder('KZ'));
    const text = await readFile(join(folder, 'kinds.json'), 'utf8');
    await writeFile(join(folder, 'kinds.json'), JSON.stringify(JSON.parse(text)).replaceAll('","', '",\r\n"'));
    expect((await loadRulePack(folder)).packVersion).toBe(packVersion);
    await change('kinds.json', '"letter":"НҚ"', '"letter":"НК"');
    expect((await loadRulePack(folder)).packVersion).not.toBe(packVersion);
  });
});

test('mutated files are loaded or refused, nothing else', async () => {
  const files = ['pack.json', 'calendar.json', 'sentences.json', 'index-patterns.json', 'kinds.json', 'nomenclature-sample.json', 'terms.json', 'bodies.json'] as const;
  const texts = new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(packFolder('UA'), file))] as const)));
  folder = await copyOf('UA');
  await fc.assert(fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 4 }), async (file, edits) => {
    let bytes = texts.get(file) ?? Buffer.alloc(0);
    for (const [place, byte, cut] of edits) {
      const from = place % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from([byte]), bytes.subarray(from + cut)]);
    }
    await writeFile(join(folder, file), bytes);
    const found = await problems();
    for (const one of found) expect(one.line).toBeGreaterThan(0);
    await writeFile(join(folder, file), texts.get(file) ?? '');
  }), { numRuns: 60 });
});
