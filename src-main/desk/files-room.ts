import { Refusal } from '#shared/contract/errors.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { Uploads } from '../intake/uploads.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import { shownContents } from '../registration/shown-contents.ts';
import { BlobAbsent } from '../store/blobs/blob-store.ts';
import type { Store } from '../store/store.ts';
import type { BringFile } from '../sync/files/bring-file.ts';

interface Part {
  readonly piece: Uint8Array<ArrayBuffer>;
  readonly size: number;
}

/**
 * Files on their way in and out. A file is read by those who may read a card, letter or draft that holds it.
 *
 * @param demandKept refuses a file of destroyed documents alone, which is no error: the act says where it went
 */
export function filesRoom(store: Store, uploads: Uploads, bring: BringFile, mayReadDraftFile: (sha256: string, actor: Actor) => boolean, demandKept: (sha256: string, actor: Actor) => void): RoomHandlers<'files'> {
  const holders = store.database.prepare<[string], { of_sha256: string }>('SELECT of_sha256 FROM file_content WHERE sha256 = ?');
  const exported = store.database.prepare<[string, string]>('SELECT 1 FROM card_export WHERE sha256 = ? AND account_id = ? LIMIT 1');
  const printed = store.database.prepare<[string]>('SELECT 1 FROM nomenclature_print WHERE sha256 = ? LIMIT 1');
  const gapAct = store.database.prepare<[string]>('SELECT 1 FROM gap_act_print WHERE sha256 = ? LIMIT 1');
  const dayPaper = store.database.prepare<[string, string]>('SELECT 1 FROM journal_print WHERE sha256 = ? UNION ALL SELECT 1 FROM handover_print WHERE sha256 = ? LIMIT 1');
  const ofPackage = store.database.prepare<[string, string], { account_id: string }>('SELECT account_id FROM package_made WHERE sha256 = ? UNION ALL SELECT account_id FROM package_imported WHERE sha256 = ?');
  const nameOf = store.database.prepare<[string, string, string], { file_name: string }>('SELECT file_name FROM card_file WHERE sha256 = ? UNION ALL SELECT file_name FROM copy WHERE sha256 = ? UNION ALL SELECT file_name FROM draft_file WHERE sha256 = ? LIMIT 1');
  /** The file whose bytes come before what is kept of a stamped copy. */
  const continuedBy = store.database.prepare<[string], { sha256: string; size: number }>('SELECT continues AS sha256, continued_bytes AS size FROM copy WHERE sha256 = ? AND continues IS NOT NULL LIMIT 1');
  const contentOf = shownContents(store);

  /** The content of a signature is read by those who may read the signature around it. */
  function mayRead(sha256: string, actor: Actor): boolean {
    return mayReadItself(sha256, actor) || mayReadDraftFile(sha256, actor) || holders.all(sha256).some((holder) => mayReadItself(holder.of_sha256, actor));
  }

  function mayReadItself(sha256: string, actor: Actor): boolean {
    const rights = rowRightsSql(actor);
    const ofCard = store.database
      .prepare(
        // From the file to its cards: a store has many cards and few of one file.
        `SELECT 1 FROM card WHERE card.document_id IN (
           SELECT document_id FROM card_file WHERE sha256 = ? UNION SELECT document_id FROM copy WHERE sha256 = ?) AND ${rights.sql} LIMIT 1`,
      )
      .get(sha256, sha256, ...rights.params);
    if (ofCard !== undefined) return true;
    // A table of cards is read by the person who took it out.
    if (exported.get(sha256, actor.accountId) !== undefined) return true;
    if (hasRight(actor, 'card.read') && (printed.get(sha256) ?? gapAct.get(sha256)) !== undefined) return true;
    // Printed journals name restricted documents too.
    if (hasRight(actor, 'card.readRestricted') && dayPaper.get(sha256, sha256) !== undefined) return true;
    // A package holds restricted documents too; who made it had the right to each of them.
    if (hasRight(actor, 'archive.keep') && ofPackage.all(sha256, sha256).some(({ account_id: accountId }) => accountId === actor.accountId || hasRight(actor, 'card.readRestricted'))) return true;
    if (!hasRight(actor, 'card.register')) return false;
    return store.database.prepare<[string]>("SELECT 1 FROM letter_file JOIN letter USING (letter_id) WHERE sha256 = ? AND letter.state = 'waiting' LIMIT 1").get(sha256) !== undefined;
  }

  return {
    ...uploads.handlers,
    shown: ({ sha256 }, { actor }) => {
      if (!mayRead(sha256, actor)) throw new Refusal('not-found', 'error.fileNotFound');
      demandKept(sha256, actor);
      return contentOf(sha256);
    },
    read: async ({ sha256, offset, length }, { actor, signal }) => {
      if (!mayRead(sha256, actor)) throw new Refusal('not-found', 'error.fileNotFound');
      demandKept(sha256, actor);
      const first = continuedBy.get(sha256);
      if (first === undefined) return { ...(await part(sha256, offset, length, signal)), continues: null };
      const inFirst = offset < first.size;
      const kept = await part(sha256, inFirst ? 0 : offset - first.size, inFirst ? 0 : length, signal);
      const continues = { sha256: first.sha256, size: first.size };
      const { piece } = inFirst ? await part(first.sha256, offset, length, signal) : kept;
      return { piece, size: first.size + kept.size, continues };
    },
  };

  /** A part of what is kept under a hash, fetched from elsewhere where it does not lie here. */
  async function part(sha256: string, offset: number, length: number, signal: AbortSignal): Promise<Part> {
    try {
      return await partHere(sha256, offset, length);
    } catch (error) {
      if (!(error instanceof BlobAbsent)) throw error;
      // At a desk without a server its card and history stay; the integrity check names the file.
      await bring({ sha256, fileName: nameOf.get(sha256, sha256, sha256)?.file_name ?? null }, signal);
      return partHere(sha256, offset, length);
    }
  }

  async function partHere(sha256: string, offset: number, length: number): Promise<Part> {
    const { bytes, size } = await store.blobs.readPart(sha256, offset, length);
    return { piece: new Uint8Array(bytes), size };
  }
}
