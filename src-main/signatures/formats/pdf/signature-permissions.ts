import { isArray, isDictionary, isString } from './syntax/objects.ts';
import { textString } from './syntax/strings.ts';
import type { PdfView } from './structure/view.ts';
import type { FieldNode } from './structure/field-tree.ts';
import type { DocMdp, FieldMdp } from './signature-types.ts';
import type { PdfDictionary } from './syntax/objects.ts';

export interface SignaturePermissions {
  /** `/P` of a DocMDP transform or of the lock of the field; the stricter of the two. */
  readonly docMdp: DocMdp | null;
  readonly fieldMdp: FieldMdp | null;
}

/** What a signature itself asks to be left unchanged: its references (ISO 32000-2 clause 12.8.2) and its field's lock. */
export function permissionsOf(view: PdfView, dictionary: PdfDictionary, field: FieldNode | null): SignaturePermissions {
  let docMdp: DocMdp | null = null;
  let fieldMdp: FieldMdp | null = null;
  const references = view.get(dictionary, 'Reference');
  for (const item of isArray(references) ? references.items : []) {
    const reference = view.resolve(item);
    if (!isDictionary(reference)) continue;
    const parameters = view.dictionary(reference, 'TransformParams');
    const method = view.name(reference, 'TransformMethod');
    if (method === 'DocMDP') docMdp = stricter(docMdp, permissionOf(view, parameters, 2));
    if (method === 'FieldMDP' && parameters !== null) fieldMdp ??= fieldMdpOf(view, parameters);
  }
  const lock = field === null ? null : view.dictionary(field.dictionary, 'Lock');
  if (lock !== null) {
    fieldMdp ??= fieldMdpOf(view, lock);
    if (lock.entries.has('P')) docMdp = stricter(docMdp, permissionOf(view, lock, 1));
  }
  return { docMdp, fieldMdp };
}

/** A value that the standard does not know permits nothing. */
function permissionOf(view: PdfView, parameters: PdfDictionary | null, absent: DocMdp): DocMdp {
  if (parameters === null || !parameters.entries.has('P')) return absent;
  const value = view.get(parameters, 'P');
  return value === 2 || value === 3 ? value : 1;
}

export function stricter(left: DocMdp | null, right: DocMdp | null): DocMdp | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

/** What cannot be read locks everything: an encrypted document keeps the names to itself. */
function fieldMdpOf(view: PdfView, parameters: PdfDictionary): FieldMdp {
  const action = view.name(parameters, 'Action');
  const list = view.get(parameters, 'Fields');
  const names = isArray(list) ? list.items.map(view.resolve).filter(isString).map(textString) : [];
  const readable = !view.encrypted && (action === 'Include' || action === 'Exclude');
  return readable ? { action, fields: names } : { action: 'All', fields: [] };
}
