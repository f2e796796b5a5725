import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { shell, type Session } from 'electron';
import type { SavedFile } from '#shared/rpc/bridge.ts';

/** More files than anybody looks for; the oldest is forgotten first. */
const MOST_REMEMBERED = 200;

/** What the session tells of downloads (Electron's `Session`). */
type Downloads = Pick<Session, 'on'>;

/**
 * Files that a window saved while the program runs, so that their folder can be shown. The page knows a name and a number
 * of ours, never a path: it can show nothing that this program did not save.
 */
export class SavedFiles {
  readonly #paths = new Map<string, string>();

  /** @param tell hands the window that saved a file what it is called */
  follow(session: Downloads, tell: (contentsId: number, saved: SavedFile) => void): void {
    session.on('will-download', (_event, item, contents) => {
      item.once('done', (_done, state) => {
        if (state !== 'completed') return;
        const savedId = randomUUID();
        const [oldest] = this.#paths.keys();
        if (this.#paths.size >= MOST_REMEMBERED && oldest !== undefined) this.#paths.delete(oldest);
        this.#paths.set(savedId, item.getSavePath());
        tell(contents.id, { savedId, fileName: path.basename(item.getSavePath()) });
      });
    });
  }

  /** Shows the file in its folder; a number that is not ours shows nothing. */
  show(savedId: string): void {
    const file = this.#paths.get(savedId);
    if (file !== undefined) shell.showItemInFolder(file);
  }
}
