import type { HoldSubject } from '#shared/contract/holds.ts';
import type { Words } from '../../../app/use-text.ts';

/** What a hold names, in a few words. */
export function subjectName(subject: HoldSubject, { t }: Words): string {
  if (subject.kind === 'case') return subject.index === '' ? t('hold.caseUnknown') : t('hold.case', { index: subject.index, year: subject.year ?? '' });
  return subject.index === null ? t('hold.documentUnknown') : t('hold.document', { index: subject.index });
}

/** What it is about; empty where that is not to be read. */
export function subjectTitle(subject: HoldSubject): string {
  return subject.kind === 'case' ? subject.title : subject.subject;
}

export function subjectKey(subject: HoldSubject): string {
  return subject.kind === 'case' ? `case/${subject.caseId}` : `document/${subject.documentId}`;
}
