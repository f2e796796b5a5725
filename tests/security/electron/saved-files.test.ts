import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SavedFile } from '#shared/rpc/bridge.ts';
import { SavedFiles } from '../../../src-main/app/saved-files.ts';
import { electron, MockSession, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);
beforeEach(resetElectron);

/** A download that ends in a state (Electron's `DownloadItem`). */
class Download extends EventEmitter {
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  getSavePath(): string {
    return this.#path;
  }
}

function followed() {
  const [session, saved, told] = [new MockSession(), new SavedFiles(), [] as { contentsId: number; saved: SavedFile }[]];
  saved.follow(session as never, (contentsId, one) => told.push({ contentsId, saved: one }));
  const download = (path: string, state: string): void => {
    const item = new Download(path);
    session.emit('will-download', {}, item, { id: 7 });
    item.emit('done', {}, state);
  };
  return { saved, told, download };
}

describe('files that a window saved', () => {
  it('are shown in their folder by a number, and the page never learns the path', () => {
    const { saved, told, download } = followed();
    download('/home/clerk/Документи/Копія.pdf', 'completed');
    expect(told).toEqual([{ contentsId: 7, saved: { savedId: expect.any(String), fileName: 'Копія.pdf' } }]);
    saved.show(told[0]?.saved.savedId ?? '');
    expect(electron.shell.showItemInFolder.mock.calls).toEqual([['/home/clerk/Документи/Копія.pdf']]);
  });

  it.each(['cancelled', 'interrupted'])('are none where saving was %s', (state) => {
    const { told, download } = followed();
    download('/home/clerk/x.pdf', state);
    expect(told).toEqual([]);
  });

  it('alone are shown: neither a path nor a number of an older start does anything', () => {
    const { saved, download } = followed();
    download('/home/clerk/x.pdf', 'completed');
    for (const other of ['/etc/passwd', '../x.pdf', '', crypto.randomUUID()]) saved.show(other);
    expect(electron.shell.showItemInFolder).not.toHaveBeenCalled();
  });

  it('are forgotten, the oldest first, before they fill the memory', () => {
    const { saved, told, download } = followed();
    for (let count = 0; count < 250; count += 1) download(`/home/clerk/${count}.pdf`, 'completed');
    saved.show(told[0]?.saved.savedId ?? '');
    expect(electron.shell.showItemInFolder).not.toHaveBeenCalled();
    saved.show(told[249]?.saved.savedId ?? '');
    expect(electron.shell.showItemInFolder).toHaveBeenCalledExactlyOnceWith('/home/clerk/249.pdf');
  });
});
