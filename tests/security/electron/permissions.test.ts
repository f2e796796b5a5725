import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cutNetwork } from '../../../src-main/app/security/no-network.ts';
import { denyPermissions } from '../../../src-main/app/security/permissions.ts';
import { enableSandbox } from '../../../src-main/app/security/sandbox.ts';
import { electron, MockSession, MockWebContents, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

/** Both ways in which a session comes to be. */
function sessions(): MockSession[] {
  const later = new MockSession();
  electron.app.emit('session-created', later);
  electron.app.emit('ready');
  return [electron.session.defaultSession, later];
}

function set<Handler>(handler: Handler | null): Handler {
  if (handler === null) throw new Error('no handler');
  return handler;
}

beforeEach(resetElectron);

describe('permissions', () => {
  it('answers every request, check, device and display with no, in every session', () => {
    denyPermissions();
    for (const session of sessions()) {
      const { permissionRequest, permissionCheck, devicePermission, displayMedia } = session;
      const request = vi.fn<(granted: boolean) => void>();
      for (const permission of ['media', 'geolocation', 'notifications', 'fullscreen', 'clipboard-read', 'openExternal']) {
        Reflect.apply(set(permissionRequest), undefined, [null, permission, request, {}]);
        expect(Reflect.apply(set(permissionCheck), undefined, [null, permission, 'app://desk', {}])).toBe(false);
      }
      expect(request.mock.calls).toEqual(Array.from({ length: 6 }, () => [false]));
      expect(Reflect.apply(set(devicePermission), undefined, [{ deviceType: 'usb' }])).toBe(false);
      const streams = vi.fn<(streams: unknown) => void>();
      Reflect.apply(set(displayMedia), undefined, [{}, streams]);
      expect(streams).toHaveBeenCalledExactlyOnceWith(null);
    }
  });

  it('chooses no Bluetooth device', () => {
    denyPermissions();
    const contents = new MockWebContents();
    electron.app.emit('web-contents-created', {}, contents);
    const [preventDefault, choose] = [vi.fn<() => void>(), vi.fn<(id: string) => void>()];
    contents.emit('select-bluetooth-device', { preventDefault }, [{ deviceId: 'near' }], choose);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(choose).toHaveBeenCalledExactlyOnceWith('');
  });
});

describe('network of the page', () => {
  it('lets own files through and nothing else', () => {
    cutNetwork();
    for (const session of sessions()) {
      const cancelled = (url: string): boolean => {
        let answer: boolean | undefined;
        set(session.beforeRequest)({ url }, ({ cancel }) => (answer = cancel));
        return answer === true;
      };
      const own = ['app://desk/', 'app://desk/assets/a.js', 'blob:app://desk/1', 'data:image/png;base64,AA'];
      const foreign = ['https://example.org/', 'http://127.0.0.1/', 'ws://example.org/', 'file:///etc/passwd', 'app://other/', 'app://desk.evil/', 'blob:https://example.org/1', 'ftp://a/'];
      expect(own.filter(cancelled)).toEqual([]);
      expect(foreign.filter(cancelled)).toEqual(foreign);
    }
  });
});

it('switches the sandbox on for the whole program', () => {
  enableSandbox();
  expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
});
