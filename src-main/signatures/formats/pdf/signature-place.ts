import { signatureValues } from './structure/signature-values.ts';
import { widgetOf } from './structure/widget.ts';
import { dictionaryOf, isReference, nameOf } from './syntax/objects.ts';
import { permissionsOf } from './signature-permissions.ts';
import type { PlacedDictionary } from './byte-range.ts';
import type { DocumentModel } from './changes/document-model.ts';
import type { SignaturePermissions } from './signature-permissions.ts';
import type { Rectangle } from './signature-types.ts';

/** No object has this number. */
const NO_OBJECT = -1;

/** How one revision shows a signature. */
export interface SignaturePlace {
  readonly fieldName: string;
  /** Names of all fields that hold this very dictionary. */
  readonly holders: readonly string[];
  readonly page: number | null;
  readonly visible: boolean;
  readonly rectangle: Rectangle | null;
  readonly permissions: SignaturePermissions;
}

/** Identity of a signature dictionary over all revisions: its place in the file, or its object in an object stream. */
export function identityOf({ dictionary, inFile, objectNumber }: PlacedDictionary): string {
  return inFile ? `byte ${dictionary.start}` : `object ${objectNumber ?? '?'} ${dictionary.start}`;
}

/** Finds the field of a signature in one revision; null where none holds it. */
export function placeOf(model: DocumentModel, placed: PlacedDictionary): SignaturePlace | null {
  const { view, fields } = model;
  const identity = identityOf(placed);
  const holders = signatureValues(view, fields).filter((value) => identityOf(value) === identity);
  const [first] = holders;
  if (first === undefined) return null;
  const widget = widgetOf(view, fields, first.node);
  const byList = model.pageOfAnnotation.get(widget?.objectNumber ?? NO_OBJECT);
  const named = model.pageTree.indexOf.get(widget?.pageNumber ?? NO_OBJECT);
  return {
    fieldName: first.node.name,
    holders: holders.map(({ node }) => node.name),
    page: byList ?? (named === undefined ? null : named + 1),
    visible: widget?.visible ?? false,
    rectangle: widget?.rectangle ?? null,
    permissions: permissionsOf(view, placed.dictionary, first.node),
  };
}

/** Whether `/Perms /DocMDP` of the revision names this dictionary (ISO 32000-2 clause 12.8.6). */
export function isCertification({ view, catalog }: DocumentModel, placed: PlacedDictionary): boolean {
  const permissions = view.dictionary(catalog, 'Perms');
  const entry = permissions?.entries.get('DocMDP') ?? null;
  const named = dictionaryOf(view.resolve(entry));
  if (named === null) return false;
  const objectNumber = isReference(entry) ? entry.number : null;
  const inFile = objectNumber === null || view.offsetOf(objectNumber) !== null;
  return identityOf({ dictionary: named, inFile, objectNumber }) === identityOf(placed);
}

/** Places of usage rights signatures (`/UR3`): they speak to one viewer's features and sign nothing for the reader. */
export function usageRights({ view, catalog }: DocumentModel): ReadonlySet<string> {
  const permissions = view.dictionary(catalog, 'Perms');
  const found = new Set<string>();
  for (const key of ['UR', 'UR3']) {
    const entry = permissions?.entries.get(key) ?? null;
    const named = dictionaryOf(view.resolve(entry));
    const objectNumber = isReference(entry) ? entry.number : null;
    if (named !== null && nameOf(named.entries.get('Type') ?? null) !== 'DocTimeStamp') {
      found.add(identityOf({ dictionary: named, inFile: true, objectNumber }));
    }
  }
  return found;
}
