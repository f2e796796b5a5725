import { PDFDict, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import { ContinuedSource, SourceUnreadable, type ByteSource } from '../reading/byte-source.ts';
import { newestSection } from '../reading/cross-reference.ts';
import { FileParser } from '../reading/file-parser.ts';
import { openPdf, type UpdatablePdf } from '../reading/open-source.ts';
import { withSecondReader } from '../reading/second-reader.ts';

/**
 * Reads a tail back from behind its original: the cross-reference leads on to the original's, every object stands where it
 * says, and the catalogue and a changed page tree are what they must be. The original itself was read strictly a moment ago
 * and has not changed, so nothing of it is read again. Null: the tail is sound; else what is wrong.
 * @param pages of the copy, sheets included
 */
export function faultOfTail(original: UpdatablePdf, tail: Uint8Array, pages: number): string | null {
  const continued = new ContinuedSource(original.source, tail);
  return faultIn(() => {
    const parser = new FileParser(continued);
    const { trailer, rows } = newestSection(continued, parser);
    const previous = trailer.get(PDFName.of('Prev'));
    if (!(previous instanceof PDFNumber) || previous.asNumber() !== original.crossReference.startXref) return 'the cross-reference does not go on';
    // The stream that holds the cross-reference itself is named in it as well.
    const written = new Map(rows.flatMap(([number, entry]) => {
      if (entry.kind !== 'offset') return [];
      if (entry.offset < original.source.size) throw new Error(`object ${number} is none of the update`);
      const ref = PDFRef.of(number, entry.generation);
      return [[ref, parser.objectAt(entry.offset, ref)] as const];
    }));
    const root = trailer.get(PDFName.of('Root'));
    const catalog = root instanceof PDFRef ? written.get(root) : undefined;
    if (!(catalog instanceof PDFDict)) return 'no catalogue';
    const tree = catalog.get(PDFName.of('Pages'));
    const changedTree = tree instanceof PDFRef ? written.get(tree) : undefined;
    if (changedTree === undefined) return pages === original.pages.length ? null : 'the sheets are not in the page tree';
    const count = changedTree instanceof PDFDict ? changedTree.get(PDFName.of('Count')) : undefined;
    return count instanceof PDFNumber && count.asNumber() === pages ? null : 'pages of the tree';
  });
}

/** Reads a file that was written anew by both readers; null: it has all its pages; else what is wrong. */
export async function faultOfFile(copy: ByteSource, pages: number): Promise<string | null> {
  try {
    const reopened = await openPdf(copy);
    if (reopened.fullSaveReason !== null) return reopened.fullSaveReason;
    if (reopened.pages.length !== pages) return `${reopened.pages.length} pages instead of ${pages}`;
    const seen = await withSecondReader(copy, (document) => Promise.resolve(document.numPages));
    return seen === pages ? null : `${seen} pages instead of ${pages} for the second reader`;
  } catch (error) {
    return reasonOf(error);
  }
}

function faultIn(check: () => string | null): string | null {
  try {
    return check();
  } catch (error) {
    return reasonOf(error);
  }
}

/** @throws SourceUnreadable: a disk that fails is no fault of the copy. */
function reasonOf(error: unknown): string {
  if (error instanceof SourceUnreadable) throw error;
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
