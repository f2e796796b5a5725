import { fieldOf, fieldType } from '../structure/field-tree.ts';
import { isDocumentTimestamp, signatureValueOf } from '../structure/signature-values.ts';
import { isVisible } from '../structure/widget.ts';
import { signsRevision } from '../byte-range.ts';
import { hasRiskyAction } from './actions.ts';
import type { FieldNode } from '../structure/field-tree.ts';
import type { DocumentModel } from './document-model.ts';
import type { ChangeList, RawChange } from './raw-change.ts';

/** Judges a node of the field tree that an update brought. Only signature fields may come after a signature. */
export function compareNewField(before: DocumentModel, after: DocumentModel, node: FieldNode, changes: ChangeList): void {
  const { view } = after;
  const field = fieldOf(node);
  const isWidgetOfOld = node !== field && before.fields.has(field.key);
  const page = node.objectNumber === null ? undefined : after.pageOfAnnotation.get(node.objectNumber);
  const place = { objectNumber: node.objectNumber, fieldName: node.name, page };
  const never = (kind: RawChange['kind'], reason: string): void => changes.add({ kind, rule: 'never', reason, ...place });
  const type = fieldType(view, field);
  if (type === null && !hasValue(node) && !isVisible(view, node.dictionary)) {
    // A mere name above other fields.
    if (hasRiskyAction(view, node.dictionary)) never('form-fill', 'field-added');
    return;
  }
  if (type !== 'Sig') {
    never('form-fill', isWidgetOfOld ? 'widget-added' : 'field-added');
    return;
  }
  if (hasRiskyAction(view, node.dictionary)) {
    never('signature', 'signature-field-with-action');
    return;
  }
  const visible = isVisible(view, node.dictionary);
  const value = signatureValueOf(view, field);
  if (value === null) {
    // A picture in an empty signature field covers the page and proves nothing ("sneaky signature").
    const draws = visible && node.dictionary.entries.has('AP');
    changes.add({ kind: 'signature', rule: draws ? 'never' : 'signing', reason: 'signature-field-added', ...place });
    return;
  }
  if (isWidgetOfOld && signedBefore(before, field)) {
    never('signature', 'widget-added');
    return;
  }
  if (!signsRevision(view, value)) {
    // What only looks like a signature may still draw over the page.
    never('signature', 'unsound-signature-added');
    return;
  }
  if (isDocumentTimestamp(view, value.dictionary)) {
    // Its token is not what a reader sees: anybody could cover the page with one.
    const rule = visible ? 'never' : 'always';
    changes.add({ kind: 'document-timestamp', rule, reason: 'document-timestamp-added', ...place });
    return;
  }
  changes.add({ kind: 'signature', rule: 'signing', reason: visible ? 'visible-signature-added' : 'signature-added', ...place });
}

function hasValue({ dictionary }: FieldNode): boolean {
  return dictionary.entries.has('V') || dictionary.entries.has('AP');
}

function signedBefore(before: DocumentModel, field: FieldNode): boolean {
  const old = before.fields.get(field.key);
  return old !== undefined && signatureValueOf(before.view, old) !== null;
}
