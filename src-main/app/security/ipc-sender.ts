import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { PAGE_ORIGIN } from './page-origin.ts';

/** Whether a message comes from the main frame of the program's own page. A frame that is gone is nobody. */
export function isOwnMainFrame({ senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === PAGE_ORIGIN;
}
