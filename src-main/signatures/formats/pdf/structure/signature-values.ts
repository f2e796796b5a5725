import { isDictionary, isReference } from '../syntax/objects.ts';
import { fieldOf, fieldType } from './field-tree.ts';
import type { FieldNode, FieldTree } from './field-tree.ts';
import type { PdfView } from './view.ts';
import type { PdfDictionary } from '../syntax/objects.ts';

/** A signature dictionary as the value of a field. */
export interface SignatureValue {
  readonly node: FieldNode;
  readonly dictionary: PdfDictionary;
  /** Whether `dictionary.start` is a place of the file. */
  readonly inFile: boolean;
  /** Null where it stands in the field itself. */
  readonly objectNumber: number | null;
}

/** The signature dictionary in a field; null where the field has none. */
export function signatureValueOf(view: PdfView, node: FieldNode): SignatureValue | null {
  const entry = node.dictionary.entries.get('V') ?? null;
  const dictionary = view.resolve(entry);
  if (!isDictionary(dictionary)) return null;
  if (fieldType(view, node) !== 'Sig' && !dictionary.entries.has('ByteRange')) return null;
  const inFile = isReference(entry) ? (view.load(entry.number)?.offset ?? null) !== null : node.inFile;
  return { node, dictionary, inFile, objectNumber: isReference(entry) ? entry.number : null };
}

export function signatureValues(view: PdfView, fields: FieldTree): SignatureValue[] {
  return [...fields.values()].flatMap((node) => signatureValueOf(view, node) ?? []);
}

/** Names of signature fields without a value. */
export function unsignedFieldNames(view: PdfView, fields: FieldTree): string[] {
  const parents = new Set([...fields.values()].flatMap((node) => (node.isField && node.parent !== null ? [node.parent.key] : [])));
  const names = [...fields.values()]
    .filter((node) => node.isField && !parents.has(node.key) && fieldType(view, node) === 'Sig')
    .filter((node) => view.resolve(fieldOf(node).dictionary.entries.get('V') ?? null) === null)
    .map(({ name }) => name);
  return [...new Set(names)];
}

/** Whether the dictionary calls itself a document timestamp (EN 319 142-1 clause 5.4.3). */
export function isDocumentTimestamp(view: PdfView, dictionary: PdfDictionary): boolean {
  return view.name(dictionary, 'SubFilter') === 'ETSI.RFC3161' || view.name(dictionary, 'Type') === 'DocTimeStamp';
}
