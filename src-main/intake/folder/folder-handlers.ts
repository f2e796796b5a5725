import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { FolderSettingsRecord } from './folder-settings.ts';
import type { FolderWatch } from './folder-watch.ts';

export interface FolderHandlersOptions {
  readonly folder: FolderWatch;
  readonly settings: FolderSettingsRecord;
  readonly onChanged: () => void;
}

/** What windows ask of the watched folder: the part of the intake room that it answers. */
export function folderHandlers({ folder, settings, onChanged }: FolderHandlersOptions): Pick<RoomHandlers<'intake'>, 'folder' | 'setFolder' | 'dismissFolderProblem'> {
  return {
    folder: () => folder.state(),
    setFolder: async ({ settings: wished }, { actor }) => {
      await settings.change(wished, actor.name);
      await folder.look();
      onChanged();
      return folder.state();
    },
    dismissFolderProblem: ({ fileName }) => {
      folder.dismiss(fileName);
      return folder.state();
    },
  };
}
