import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CopyTexts } from '../../../src-main/registration/copy-texts.ts';
import { loadRulePack } from '../../../src-main/rule-packs/index.ts';
import { reportsFor } from '../../support/fake-desk/reports.ts';
import { PROJECT_ROOT } from '../../support/plain-desk.ts';

const FACTS = { number: '1', certifiedBy: 'Әлия Құрманғазина', position: 'Кеңсе меңгерушісі' };
const HASH = 'a'.repeat(64);

async function textsWith(verdict: 'passed' | 'failed'): Promise<CopyTexts> {
  const pack = await loadRulePack(path.join(PROJECT_ROOT, 'resources', 'rule-packs', 'kz'));
  return new CopyTexts({ card: null, files: [], reports: reportsFor[verdict]('хат.pdf', HASH), officeName: 'Кеңсе', zone: 'Asia/Almaty', pack, language: 'kk', today: '2026-03-16' });
}

describe('sentences of the law on copies in Kazakhstan', () => {
  it('stand in both languages on a copy of a document whose signature passed, and on no other', async () => {
    expect((await textsWith('passed')).certifiedCopy(HASH, { ...FACTS, pages: null }).legalSentences).toHaveLength(2);
    expect((await textsWith('failed')).certifiedCopy(HASH, { ...FACTS, pages: null }).legalSentences).toEqual([]);
  });

  it('do not stand on an extract, which is not the document', async () => {
    const extract = (await textsWith('passed')).certifiedCopy(HASH, { ...FACTS, pages: [1, 2] });
    expect(extract.legalSentences).toEqual([]);
    expect(extract.footer.copyOfElectronicDocument).toContain('үзінді');
  });
});
