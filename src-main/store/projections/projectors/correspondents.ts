import { foldedWords } from '#shared/domain/name-folding.ts';
import { likenessKey, nameKeys, slips } from '#shared/domain/name-matching.ts';
import type { CorrespondentEntry, CorrespondentFields } from '#shared/contract/correspondents.ts';
import type { correspondentsOperations } from '#shared/sync/kinds/correspondents.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { projectFieldConflicts } from './conflicts.ts';

function entryColumns(entry: CorrespondentFields & Pick<CorrespondentEntry, 'headOnlyLifted'>): Record<string, unknown> {
  return {
    name: entry.name,
    other_names: entry.otherNames,
    category: entry.category,
    letter: entry.letter,
    address: entry.address,
    email: entry.email,
    code: entry.code,
    note: entry.note,
    likeness: likenessKey(entry.name),
    head_only_lifted: entry.headOnlyLifted,
  };
}

function writeKeys(rows: RowWriter, correspondentId: string, entry: CorrespondentFields): void {
  rows.remove('correspondent_key', { correspondent_id: correspondentId });
  const names = [entry.name, ...entry.otherNames];
  const { words, initials } = nameKeys(names);
  const whole = new Set(names.map((name) => foldedWords(name).join(' ')).filter((name) => name !== ''));
  for (const key of [...words, ...initials.map((one) => `=${one}`), ...[...whole].map((one) => `~${one}`)]) rows.insert('correspondent_key', { key, correspondent_id: correspondentId });
  for (const word of words) {
    const forms = slips(word);
    // The word's forms are written together: where one is, all are.
    if (forms[0] === undefined || rows.count('correspondent_slip', { slip: forms[0], word }) > 0) continue;
    for (const slip of forms) rows.insert('correspondent_slip', { slip, word });
  }
}

export const correspondentsProjectors: ProjectorsOf<typeof correspondentsOperations> = {
  'correspondent.defined': (rows, p) => {
    rows.remove('correspondent', { correspondent_id: p.correspondentId });
    rows.insert('correspondent', { correspondent_id: p.correspondentId, ...entryColumns(p), merged_into: null });
    writeKeys(rows, p.correspondentId, p);
  },
  'correspondent.changed': (rows, p, operation) => {
    rows.update('correspondent', { correspondent_id: p.correspondentId }, entryColumns(p.entry));
    writeKeys(rows, p.correspondentId, p.entry);
    projectFieldConflicts(rows, operation);
  },
  'correspondent.merged': (rows, p) => {
    const into = p.into.correspondentId;
    rows.update('correspondent', { correspondent_id: p.correspondentId }, { merged_into: into });
    rows.update('correspondent', { merged_into: p.correspondentId }, { merged_into: into });
    rows.remove('correspondent_key', { correspondent_id: p.correspondentId });
    rows.update('correspondent', { correspondent_id: into }, entryColumns(p.into));
    writeKeys(rows, into, p.into);
    // Cards follow to the entry that stays; the name that they were written with is theirs.
    rows.update('card', { correspondent_id: p.correspondentId }, { correspondent_id: into });
  },
};
