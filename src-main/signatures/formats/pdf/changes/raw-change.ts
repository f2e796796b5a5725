import { MAX_REPORTED_CHANGES } from '../budget.ts';
import type { DocMdp, FieldMdp, PdfChange, PdfChangeKind } from '../signature-types.ts';

/**
 * Who permits a change: nobody forbids it (validation data, metadata), or it is a further signature, the filling of
 * a field, an annotation (ISO 32000-2 table 257), or nothing permits it. `drawing` is an annotation that shows on the
 * page: it can cover and counterfeit what was signed, so that only who certified the document may have permitted it.
 */
export type Rule = 'always' | 'signing' | 'form-fill' | 'annotation' | 'drawing' | 'never';

/** A change before it is judged by the permissions of one signature. */
export interface RawChange {
  readonly kind: PdfChangeKind;
  readonly rule: Rule;
  readonly reason: string;
  readonly key?: string | undefined;
  readonly objectNumber?: number | null | undefined;
  readonly fieldName?: string | undefined;
  /** Page, counted from 1. */
  readonly page?: number | null | undefined;
}

/** Gathers the changes of one revision, each once. */
export class ChangeList {
  readonly #changes = new Map<string, RawChange>();
  readonly #counts = new Map<Rule, number>();

  add(change: RawChange): void {
    const { kind, rule, reason, key, objectNumber, fieldName, page } = change;
    const identity = JSON.stringify([kind, rule, reason, key, objectNumber, fieldName, page]);
    if (this.#changes.has(identity)) return;
    const count = this.#counts.get(rule) ?? 0;
    if (count >= MAX_REPORTED_CHANGES) return;
    this.#counts.set(rule, count + 1);
    this.#changes.set(identity, change);
  }

  list(): readonly RawChange[] {
    return [...this.#changes.values()];
  }
}

/** What a signature permits in later revisions; `permission` null: there is no certification. */
export interface Permissions {
  readonly permission: DocMdp | null;
  readonly fieldMdp: FieldMdp | null;
}

/** Judges one change by the permissions of one signature. */
export function judge(change: RawChange, revision: number, { permission, fieldMdp }: Permissions): PdfChange {
  const locked = change.rule !== 'always' && change.fieldName !== undefined && isLocked(fieldMdp, change.fieldName);
  return {
    revision,
    kind: change.kind,
    allowed: !locked && permits(change.rule, permission),
    reason: change.reason,
    key: change.key ?? null,
    objectNumber: change.objectNumber ?? null,
    fieldName: change.fieldName ?? null,
    page: change.page ?? null,
  };
}

function permits(rule: Rule, permission: DocMdp | null): boolean {
  switch (rule) {
    case 'always':
      return true;
    case 'signing':
    case 'form-fill':
      return permission === null || permission >= 2;
    case 'annotation':
      return permission === null || permission === 3;
    case 'drawing':
      return permission === 3;
    case 'never':
      return false;
  }
}

/** A lock of a field holds for the fields below it as well. */
function isLocked(fieldMdp: FieldMdp | null, name: string): boolean {
  if (fieldMdp === null) return false;
  const named = fieldMdp.fields.some((field) => name === field || name.startsWith(`${field}.`));
  switch (fieldMdp.action) {
    case 'All':
      return true;
    case 'Include':
      return named;
    case 'Exclude':
      return !named;
  }
}
