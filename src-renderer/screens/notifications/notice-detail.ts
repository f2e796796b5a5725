import type { Notice } from '#shared/contract/notifications.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { Words } from '../../app/use-text.ts';

/** Kinds whose detail is a number, if need be after what it is of: `2025: 14`. */
const COUNTED: Readonly<Partial<Record<Notice['kind'], MessageKey>>> = {
  filesDamaged: 'notice.detail.filesDamaged',
  casesUnclosed: 'notice.detail.casesUnclosed',
  erasureHeld: 'notice.detail.erasureHeld',
  proofEnds: 'notice.detail.proofEnds',
};

/** The particulars of a notice in words; what a person wrote stands as it was written. */
export function detailOf({ kind, detail }: Pick<Notice, 'kind' | 'detail'>, { t, number }: Pick<Words, 't' | 'number'>): string {
  const key = COUNTED[kind];
  const counted = /^(?:(?<of>.+): )?(?<count>\d+)$/u.exec(detail)?.groups;
  return key === undefined || counted === undefined ? detail : t(key, { of: counted['of'] ?? '', count: number(Number(counted['count'])) });
}
