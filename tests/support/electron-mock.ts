/**
 * A stand-in for the `electron` module, checked against the real electron.d.ts: a member that Electron
 * renames, or a call whose parameters or result change, is a type error here. Events are plain emitters.
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { vi } from 'vitest';

type AnyFunction = (...args: never[]) => unknown;
/** Members of a real module; functions may be replaced by ones with the same parameters and result. */
type Like<Real, Names extends keyof Real> = { readonly [Name in Names]: Real[Name] extends AnyFunction ? (...args: Parameters<Real[Name]>) => ReturnType<Real[Name]> : Real[Name] };

type Handler = (event: unknown, content: unknown) => unknown;
type PageHandler = Parameters<Electron.Protocol['handle']>[1];

export class MockSession extends EventEmitter {
  permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  devicePermission: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;
  displayMedia: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0] = null;
  beforeRequest: ((details: { url: string }, callback: (response: Electron.CallbackResponse) => void) => void) | null = null;
  readonly setPermissionRequestHandler = (handler: typeof this.permissionRequest): void => void (this.permissionRequest = handler);
  readonly setPermissionCheckHandler = (handler: typeof this.permissionCheck): void => void (this.permissionCheck = handler);
  readonly setDevicePermissionHandler = (handler: typeof this.devicePermission): void => void (this.devicePermission = handler);
  readonly setDisplayMediaRequestHandler = (handler: typeof this.displayMedia): void => void (this.displayMedia = handler);
  readonly webRequest = { onBeforeRequest: (handler: NonNullable<typeof this.beforeRequest>): void => void (this.beforeRequest = handler) };
}

let contentsCount = 0;

export class MockWebContents extends EventEmitter {
  readonly id = (contentsCount += 1);
  readonly sent: { readonly channel: string; readonly content: unknown }[] = [];
  windowOpen: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  destroyed = false;
  readonly setWindowOpenHandler = (handler: NonNullable<typeof this.windowOpen>): void => void (this.windowOpen = handler);
  readonly send = (channel: string, content: unknown): void => void this.sent.push({ channel, content });
  readonly isDestroyed = (): boolean => this.destroyed;
  readonly reload = vi.fn<() => void>();
}

export class MockBrowserWindow extends EventEmitter {
  static readonly opened: MockBrowserWindow[] = [];
  readonly webContents = new MockWebContents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  bounds: Electron.Rectangle = { x: 10, y: 20, width: 900, height: 700 };
  minimized = false;
  maximized = false;
  readonly show = vi.fn<() => void>();
  readonly focus = vi.fn<() => void>();
  readonly restore = vi.fn<() => void>();
  readonly close = vi.fn<() => void>();
  readonly loadURL = vi.fn<Electron.BrowserWindow['loadURL']>(async () => undefined);
  readonly maximize = (): void => void (this.maximized = true);
  readonly isMaximized = (): boolean => this.maximized;
  readonly isMinimized = (): boolean => this.minimized;
  focused = false;
  readonly isFocused = (): boolean => this.focused;
  readonly getNormalBounds = (): Electron.Rectangle => this.bounds;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    MockBrowserWindow.opened.push(this);
  }
}

/** A notice of the system: what it says, and whether it was shown. */
export class MockNotification extends EventEmitter {
  static readonly made: MockNotification[] = [];
  static supported = true;
  static readonly isSupported = (): boolean => MockNotification.supported;
  readonly options: Electron.NotificationConstructorOptions | undefined;
  readonly show = vi.fn<Electron.Notification['show']>();

  constructor(options?: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
    MockNotification.made.push(this);
  }
}

/** A utility process that the test plays. */
export class MockUtilityProcess extends EventEmitter {
  static readonly forked: MockUtilityProcess[] = [];
  readonly entry: string;
  readonly options: Electron.ForkOptions | undefined;
  pid: number | undefined = undefined;
  readonly posted: unknown[] = [];
  readonly postMessage = (message: unknown): void => void this.posted.push(message);
  readonly kill = vi.fn<Electron.UtilityProcess['kill']>(() => true);

  constructor(entry: string, options: Electron.ForkOptions | undefined) {
    super();
    this.entry = entry;
    this.options = options;
    MockUtilityProcess.forked.push(this);
  }
}

type AppParts = 'enableSandbox' | 'setPath' | 'getAppPath' | 'getVersion' | 'requestSingleInstanceLock' | 'getPreferredSystemLanguages' | 'quit' | 'exit' | 'isPackaged' | 'whenReady';

class MockApp extends EventEmitter implements Like<Electron.App, AppParts> {
  isPackaged = false;
  readonly enableSandbox = vi.fn<Electron.App['enableSandbox']>();
  readonly setPath = vi.fn<Electron.App['setPath']>();
  readonly getAppPath = vi.fn<Electron.App['getAppPath']>(() => '/program');
  readonly getVersion = vi.fn<Electron.App['getVersion']>(() => '1.2.3');
  readonly requestSingleInstanceLock = vi.fn<Electron.App['requestSingleInstanceLock']>(() => true);
  readonly getPreferredSystemLanguages = vi.fn<Electron.App['getPreferredSystemLanguages']>(() => ['en-GB']);
  readonly getAppMetrics = vi.fn<() => Pick<Electron.ProcessMetric, 'pid' | 'memory'>[]>(() => []);
  readonly whenReady = vi.fn<Electron.App['whenReady']>(async () => undefined);
  readonly quit = vi.fn<Electron.App['quit']>();
  readonly exit = vi.fn<Electron.App['exit']>();
}

class MockIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly handle = (channel: string, handler: Handler): void => void this.handlers.set(channel, handler);
  readonly removeHandler = (channel: string): void => void this.handlers.delete(channel);
}

class MockIpcRenderer extends EventEmitter {
  readonly invoke = vi.fn<Electron.IpcRenderer['invoke']>(async () => ({ ok: true, value: 'answer' }));
  readonly send = vi.fn<Electron.IpcRenderer['send']>();
}

/** The module as `import … from 'electron'` sees it, and what the test looks at beside it. */
export function createElectronMock() {
  MockBrowserWindow.opened.length = 0;
  MockNotification.made.length = 0;
  MockNotification.supported = true;
  MockUtilityProcess.forked.length = 0;
  const served = new Map<string, PageHandler>();
  const exposed = new Map<string, unknown>();
  const displays: Pick<Electron.Display, 'workArea'>[] = [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }];
  const protocol = {
    registerSchemesAsPrivileged: vi.fn<Electron.Protocol['registerSchemesAsPrivileged']>(),
    handle: (scheme, handler) => void served.set(scheme, handler),
  } satisfies Like<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  const shell = {
    openExternal: vi.fn<Electron.Shell['openExternal']>(async () => undefined),
    openPath: vi.fn<Electron.Shell['openPath']>(async () => ''),
    showItemInFolder: vi.fn<Electron.Shell['showItemInFolder']>(),
  } satisfies Like<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>;
  const safeStorage = {
    getSelectedStorageBackend: vi.fn<Electron.SafeStorage['getSelectedStorageBackend']>(() => 'gnome_libsecret'),
    isAsyncEncryptionAvailable: vi.fn<Electron.SafeStorage['isAsyncEncryptionAvailable']>(async () => true),
    encryptStringAsync: vi.fn<Electron.SafeStorage['encryptStringAsync']>(async (text) => Buffer.from(`sealed:${text}`)),
    decryptStringAsync: vi.fn<Electron.SafeStorage['decryptStringAsync']>(async (sealed) => ({ shouldReEncrypt: false, result: sealed.toString().replace(/^sealed:/, '') })),
  } satisfies Like<Electron.SafeStorage, 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;
  const dialog = { showErrorBox: vi.fn<Electron.Dialog['showErrorBox']>() } satisfies Like<Electron.Dialog, 'showErrorBox'>;
  const contextBridge = { exposeInMainWorld: (name, api) => void exposed.set(name, api) } satisfies Like<Electron.ContextBridge, 'exposeInMainWorld'>;
  return {
    app: new MockApp(),
    protocol,
    shell,
    safeStorage,
    dialog,
    Menu: { setApplicationMenu: vi.fn<typeof Electron.Menu.setApplicationMenu>(), buildFromTemplate: () => null },
    contextBridge,
    ipcMain: new MockIpcMain(),
    ipcRenderer: new MockIpcRenderer(),
    session: { defaultSession: new MockSession() },
    screen: { getAllDisplays: () => displays },
    BrowserWindow: MockBrowserWindow,
    Notification: MockNotification,
    utilityProcess: { fork: (entry: string, _args: string[], options?: Electron.ForkOptions) => new MockUtilityProcess(entry, options) },
    /** Not Electron's: what the program registered. */
    seen: { served, exposed, displays },
  };
}

/** One mock for the test file: `vi.mock('electron', async () => (await import('…/electron-mock.ts')).electron)`. */
export const electron = createElectronMock();

/** Forgets all that was called and registered since the last test. */
export function resetElectron(): void {
  vi.clearAllMocks();
  electron.app.removeAllListeners();
  electron.app.isPackaged = false;
  electron.ipcMain.removeAllListeners();
  electron.ipcMain.handlers.clear();
  electron.ipcRenderer.removeAllListeners();
  electron.seen.served.clear();
  MockBrowserWindow.opened.length = 0;
  MockNotification.made.length = 0;
  MockNotification.supported = true;
  MockUtilityProcess.forked.length = 0;
}
