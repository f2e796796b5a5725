import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import type { Box } from '../drawing/matrix.ts';
import type { UpdatablePdf } from '../reading/open-source.ts';
import { optionalArray, optionalDict } from './form-fields.ts';

/** A signature field to be added. */
export interface NewSignatureField {
  readonly name: string;
  /** Page that carries the widget. */
  readonly page: { readonly ref: PDFRef; readonly dict: PDFDict };
  /** Where and what it shows, in user space; null: it is invisible. */
  readonly look: { readonly rect: Box; readonly form: PDFRef } | null;
  /** The signature dictionary. */
  readonly value: PDFRef;
}

/** Flags Print and Locked of an annotation (ISO 32000-1, table 165): on paper too, and not to be moved. */
const PRINT_AND_LOCKED = 4 | 128;
/** Flags SignaturesExist and AppendOnly of a form (table 219). */
const SIGNATURE_FLAGS = 1 | 2;

/**
 * Adds a signature field that is its own widget (ISO 32000-1, 12.7.3.1) to its page and to the form.
 * Nothing else of the document changes, so that earlier signatures stay what they are.
 * @returns objects that the update has to write again.
 */
export function addSignatureField(source: UpdatablePdf, root: PDFRef, field: NewSignatureField): PDFRef[] {
  const { context } = source.reader;
  const { rect } = field.look ?? { rect: { left: 0, bottom: 0, right: 0, top: 0 } };
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFHexString.fromText(field.name),
    V: field.value,
    F: PRINT_AND_LOCKED,
    P: field.page.ref,
    Rect: [rect.left, rect.bottom, rect.right, rect.top].map((edge) => Math.round(edge * 1_000) / 1_000),
  });
  if (field.look !== null) widget.set(PDFName.of('AP'), context.obj({ N: field.look.form }));
  const ref = context.register(widget);
  return [...addToPage(source, field.page, ref), ...addToForm(source, root, ref)];
}

/** Makes a signature the certification of the document (ISO 32000-1, 12.8.4). @returns objects to write again. */
export function certify({ reader, catalog }: UpdatablePdf, root: PDFRef, value: PDFRef): PDFRef[] {
  const entry = catalog.get(PDFName.of('Perms'));
  const permissions = optionalDict(reader, catalog, 'Perms');
  if (permissions === null) catalog.set(PDFName.of('Perms'), reader.context.obj({ DocMDP: value }));
  else permissions.set(PDFName.of('DocMDP'), value);
  return [permissions !== null && entry instanceof PDFRef ? entry : root];
}

function addToPage(source: UpdatablePdf, { ref, dict }: NewSignatureField['page'], widget: PDFRef): PDFRef[] {
  const { reader } = source;
  const entry = dict.get(PDFName.of('Annots'));
  const list = optionalArray(reader, dict, 'Annots');
  if (list !== null && entry instanceof PDFRef && !isShared(source, entry, dict)) {
    list.push(widget);
    return [entry];
  }
  const own = PDFArray.withContext(reader.context);
  for (const item of [...(list?.asArray() ?? []), widget]) own.push(item);
  dict.set(PDFName.of('Annots'), own);
  return [ref];
}

/** Some writers give several pages one list, or use it as the form's list as well: the widget would be there twice. */
function isShared({ reader, catalog, pages }: UpdatablePdf, list: PDFRef, page: PDFDict): boolean {
  const form = optionalDict(reader, catalog, 'AcroForm');
  return form?.get(PDFName.of('Fields')) === list || pages.some((other) => other.dict !== page && other.dict.get(PDFName.of('Annots')) === list);
}

function addToForm({ reader, catalog }: UpdatablePdf, root: PDFRef, field: PDFRef): PDFRef[] {
  const { context } = reader;
  const form = optionalDict(reader, catalog, 'AcroForm');
  if (form === null) {
    catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: [field], SigFlags: SIGNATURE_FLAGS })));
    return [root];
  }
  const entry = catalog.get(PDFName.of('AcroForm'));
  const formRef = entry instanceof PDFRef ? entry : root;
  const changed: PDFRef[] = [];
  const listEntry = form.get(PDFName.of('Fields'));
  const list = optionalArray(reader, form, 'Fields');
  if (list === null) form.set(PDFName.of('Fields'), context.obj([field]));
  else list.push(field);
  changed.push(list !== null && listEntry instanceof PDFRef ? listEntry : formRef);
  const stated = reader.resolve(form.get(PDFName.of('SigFlags')));
  const flags = stated instanceof PDFNumber ? stated.asNumber() : 0;
  if ((flags & SIGNATURE_FLAGS) !== SIGNATURE_FLAGS) {
    form.set(PDFName.of('SigFlags'), PDFNumber.of(flags | SIGNATURE_FLAGS));
    changed.push(formRef);
  }
  return changed;
}
