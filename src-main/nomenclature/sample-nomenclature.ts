import type { Language } from '#shared/domain/languages.ts';
import { readRetention } from '#shared/domain/retention-reading.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import { casesOf, type RulePack } from '../rule-packs/index.ts';
import type { Transaction } from '../store/store.ts';

/**
 * Writes the rule pack's sample as the nomenclature of the first year, so that registration can begin. It is marked as
 * what it is: nobody has agreed or approved it, and the office may change it freely.
 */
export function appendSampleNomenclature(transaction: Transaction, environment: Environment, pack: RulePack, language: Language, year: number): void {
  const nomenclatureId = newId(environment);
  const common = { stream: MAIN_STREAM, actor: null } as const;
  const cases = casesOf(pack, language);
  transaction.append({ ...common, kind: 'nomenclature.created', entity: nomenclatureId, payload: { nomenclatureId, year, initial: true, copiedFrom: null } });
  for (const { sectionId, index, title } of new Map(cases.map(({ section }) => [section.sectionId, section])).values()) {
    transaction.append({ ...common, kind: 'nomenclature.sectionDefined', entity: nomenclatureId, payload: { nomenclatureId, sectionId, index, title, owner: null, basis: null } });
  }
  for (const { caseId, index, title, retention, section } of cases) {
    transaction.append({
      ...common,
      kind: 'case.entered',
      entity: caseId,
      payload: {
        caseId,
        nomenclatureId,
        sectionId: section.sectionId,
        index,
        title,
        retention: readRetention(retention),
        retentionText: retention,
        medium: 'mixed',
        note: '',
        owner: null,
        transit: false,
        formerCaseId: null,
        carriedVolumes: 0,
        basis: null,
      },
    });
  }
}
