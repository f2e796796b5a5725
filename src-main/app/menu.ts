import { Menu } from 'electron';

/**
 * macOS finds copy, paste and quit through the menu alone; elsewhere the default menu would offer reload
 * and developer tools, and the page has its own commands.
 */
export function setMenu(): void {
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null);
}
