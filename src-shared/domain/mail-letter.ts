import type { FileRole } from './registration-card.ts';
import { type GroupedFile, isSignatureName, isValidationReport, type NamedFile } from './letter-files.ts';

/** An attachment as far as its place in the letter goes. */
export interface AttachedFile extends NamedFile {
  readonly mediaType: string;
}

/** Endings in the order in which they are likelier to be the letter itself; a picture is mostly a logo or an annex. */
const LIKELIHOOD: readonly RegExp[] = [/\.(?:pdf|docx?|odt|rtf|p7m|asic[es]|sce)$/i, /\.(?:xlsx?|ods|pptx?|odp|xml|html?|txt|zip|rar|7z|eml)$/i, /\.[^.]+$/];
const PICTURE = /\.(?:png|jpe?g|gif|tiff?|bmp|webp|heic)$/i;
/** Names that say already that the file is an annex, in the languages here. */
const MARKED = /^(?:додаток|дод\b|приложени|прил\b|қосымша|тиркеме|annex|attachment|\d+[- ]?(?:қосымша|тиркеме))/iu;

/**
 * The files of a message as one letter (EXC-08): the document that is most likely the letter comes first, then the other
 * attachments in their order, then the message itself, which stays whole. Names of annexes carry the mark that they are
 * annexes (CARD-07).
 *
 * @param mark writes the name of annex `number`
 */
export function mailLetterFiles<File extends AttachedFile>(message: File, attachments: readonly File[], mark: (number: number, fileName: string) => string): GroupedFile<File>[] {
  const main = mainAttachment(attachments);
  if (main === null) return [{ file: message, role: 'main' }, ...attachments.map((file): GroupedFile<File> => ({ file, role: 'attachment' }))];
  const names = markedNames(attachments.filter((file) => file !== main && roleOf(file) === 'attachment'), mark);
  const others = attachments.filter((file) => file !== main).map((file) => ({ file: { ...file, fileName: nameOf(file, names) }, role: roleOf(file) }));
  return [{ file: main, role: 'main' }, ...others, { file: message, role: 'attachment' }];
}

function mainAttachment<File extends AttachedFile>(attachments: readonly File[]): File | null {
  const documents = attachments.filter((file) => roleOf(file) === 'attachment');
  for (const likely of LIKELIHOOD) {
    const found = documents.find(({ fileName }) => likely.test(fileName) && !PICTURE.test(fileName));
    if (found !== undefined) return found;
  }
  // A signature without a document beside it may carry its content inside; a picture may be a scan.
  return attachments.find((file) => roleOf(file) === 'signature') ?? documents[0] ?? null;
}

function roleOf({ fileName }: AttachedFile): FileRole {
  if (isSignatureName(fileName)) return 'signature';
  return isValidationReport(fileName) ? 'validation-report' : 'attachment';
}

function markedNames(annexes: readonly AttachedFile[], mark: (number: number, fileName: string) => string): ReadonlyMap<string, string> {
  return new Map(annexes.map(({ fileName }, at) => [fileName, MARKED.test(fileName) ? fileName : mark(at + 1, fileName)]));
}

/** A signature keeps the name of the document that it signs, and its mark with it. */
function nameOf({ fileName }: AttachedFile, names: ReadonlyMap<string, string>): string {
  const own = names.get(fileName);
  if (own !== undefined) return own;
  const signed = [...names].find(([name]) => fileName.startsWith(`${name}.`));
  return signed === undefined ? fileName : `${signed[1]}${fileName.slice(signed[0].length)}`;
}
