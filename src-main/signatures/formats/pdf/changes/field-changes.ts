import { fieldOf, fieldType, inherited } from '../structure/field-tree.ts';
import { isDocumentTimestamp, signatureValueOf } from '../structure/signature-values.ts';
import { isVisible } from '../structure/widget.ts';
import { isArray, isReference } from '../syntax/objects.ts';
import { signsRevision } from '../byte-range.ts';
import { hasRiskyAction } from './actions.ts';
import type { FieldNode } from '../structure/field-tree.ts';
import type { PdfObject } from '../syntax/objects.ts';
import type { Comparison } from './comparison.ts';
import type { DocumentModel } from './document-model.ts';
import type { ChangeList, RawChange } from './raw-change.ts';

interface Side {
  readonly model: DocumentModel;
  readonly node: FieldNode;
}

/** What filling a field writes: value, its rich text, appearance and its state, chosen options, date. */
const FILLING: ReadonlySet<string> = new Set(['V', 'RV', 'AP', 'AS', 'I', 'M']);
/** What signing a field that was there writes. */
const SIGNING: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'M', 'P', 'F', 'Lock', 'Type', 'Subtype', 'DA', 'MK']);
/** Flag of a push button (ISO 32000-2 table 229): it has no value to fill in. */
const PUSH_BUTTON = 1 << 16;
/** Flag ReadOnly of a field (table 227). */
const FIELD_READ_ONLY = 1;
/** Flags ReadOnly, Locked and LockedContents of an annotation (table 167). */
const ANNOTATION_LOCKS = 64 | 128 | 512;

/** Compares a node of the field tree that is in both revisions. */
export function compareField(comparison: Comparison, before: Side, after: Side, changes: ChangeList): void {
  const keys = comparison.differingKeys(before.node.dictionary, after.node.dictionary).filter((key) => {
    if (key === 'Parent') return !sameReference(before.node.dictionary.entries.get(key), after.node.dictionary.entries.get(key));
    // New kids are judged as new nodes, lost ones as removed ones.
    return key !== 'Kids' || !(kidsAreList(before) && kidsAreList(after));
  });
  if (before.node.name !== after.node.name) keys.push('T');
  if (keys.length === 0) return;
  const { objectNumber, name } = after.node;
  const place = { objectNumber, fieldName: name, page: pageOf(after) };
  const add = (change: Pick<RawChange, 'kind' | 'rule' | 'reason' | 'key'>): void => changes.add({ ...change, ...place });
  for (const key of keys.filter((one) => onlyLocks(one, before, after))) {
    add({ kind: 'form-fill', rule: 'signing', reason: 'field-locked', key });
    keys.splice(keys.indexOf(key), 1);
  }
  if (keys.length === 0) return;
  if (fieldType(after.model.view, after.node) === 'Sig' || fieldType(before.model.view, before.node) === 'Sig') {
    compareSignatureField(before, after, keys, add);
    return;
  }
  const filled = !comparison.equal(valueOf(before), valueOf(after));
  const pushButton = fieldType(after.model.view, after.node) === 'Btn' && (flagsOf(after) & PUSH_BUTTON) !== 0;
  for (const key of keys) {
    const fills = FILLING.has(key) && !pushButton;
    // An appearance that changes without the value shows what was never filled in.
    const appearanceOnly = key === 'AP' && !filled && !keys.includes('AS');
    if (!fills) add({ kind: 'form-fill', rule: 'never', reason: 'field-changed', key });
    else if (appearanceOnly) add({ kind: 'form-fill', rule: 'never', reason: 'appearance-without-value', key });
    else add({ kind: 'form-fill', rule: 'form-fill', reason: 'field-filled', key });
  }
}

/** Whether a change of flags takes something from the reader's hands and shows or hides nothing. */
function onlyLocks(key: string, before: Side, after: Side): boolean {
  const allowed = key === 'Ff' ? FIELD_READ_ONLY : key === 'F' ? ANNOTATION_LOCKS : 0;
  const [old, current] = [before, after].map(({ model, node }) => model.view.integer(node.dictionary, key) ?? 0);
  if (allowed === 0 || old === undefined || current === undefined) return false;
  return (old & ~current) === 0 && (current & ~old & ~allowed) === 0;
}

function compareSignatureField(
  before: Side,
  after: Side,
  keys: readonly string[],
  add: (change: Pick<RawChange, 'kind' | 'rule' | 'reason' | 'key'>) => void,
): void {
  const { view } = after.model;
  const old = signatureValueOf(before.model.view, fieldOf(before.node));
  const value = signatureValueOf(view, fieldOf(after.node));
  if (old === null && value !== null) {
    const timestamp = isDocumentTimestamp(view, value.dictionary);
    const kind = timestamp ? 'document-timestamp' : 'signature';
    const foreign = keys.filter((key) => !SIGNING.has(key));
    for (const key of foreign) add({ kind, rule: 'never', reason: 'signature-field-changed', key });
    if (hasRiskyAction(view, after.node.dictionary) && !hasRiskyAction(before.model.view, before.node.dictionary)) {
      add({ kind, rule: 'never', reason: 'signature-field-with-action', key: undefined });
    }
    if (timestamp && keys.includes('AP') && isVisible(view, after.node.dictionary)) add({ kind, rule: 'never', reason: 'document-timestamp-drawn', key: 'AP' });
    if (signsRevision(view, value)) add({ kind, rule: 'signing', reason: 'field-signed', key: undefined });
    else add({ kind, rule: 'never', reason: 'unsound-signature-added', key: undefined });
    return;
  }
  const reason = old !== null && value === null ? 'signature-removed' : keys.includes('V') ? 'signature-replaced' : 'signature-field-changed';
  for (const key of keys) add({ kind: 'signature', rule: 'never', reason, key });
}

function pageOf({ model, node }: Side): number | undefined {
  return node.objectNumber === null ? undefined : model.pageOfAnnotation.get(node.objectNumber);
}

function valueOf({ model, node }: Side): PdfObject {
  return inherited(model.view, fieldOf(node), 'V');
}

function flagsOf({ model, node }: Side): number {
  const flags = inherited(model.view, node, 'Ff');
  return typeof flags === 'number' ? flags : 0;
}

function kidsAreList({ model, node }: Side): boolean {
  const kids = model.view.get(node.dictionary, 'Kids');
  return kids === null || isArray(kids);
}

function sameReference(left: PdfObject | undefined, right: PdfObject | undefined): boolean {
  return isReference(left) && isReference(right) && left.number === right.number;
}
