import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mayOpenOutside } from '../../../src-main/app/security/external-links.ts';
import { lockNavigation } from '../../../src-main/app/security/navigation-lock.ts';
import { electron, MockWebContents, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

function newContents(): MockWebContents {
  const contents = new MockWebContents();
  electron.app.emit('web-contents-created', {}, contents);
  return contents;
}

beforeEach(() => {
  resetElectron();
  lockNavigation();
});

describe('navigation lock', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('prevents %s of every contents', (event) => {
    for (const contents of [newContents(), newContents()]) {
      const preventDefault = vi.fn<() => void>();
      contents.emit(event, { preventDefault, url: 'app://desk/' }, {}, {});
      expect(preventDefault).toHaveBeenCalledOnce();
    }
  });

  it('denies every window and hands allowed links alone to the system', () => {
    const contents = newContents();
    const details = { frameName: '', features: '', disposition: 'foreground-tab', referrer: { url: '', policy: 'no-referrer' } } as const;
    for (const url of ['https://example.org/a b', 'mailto:office@example.org', 'http://example.org/', 'file:///etc/passwd', 'app://desk/', 'javascript:alert(1)']) {
      expect(contents.windowOpen?.({ ...details, url })).toEqual({ action: 'deny' });
    }
    expect(electron.shell.openExternal.mock.calls).toEqual([['https://example.org/a%20b'], ['mailto:office@example.org']]);
  });
});

describe('external links', () => {
  it.each([
    'http://example.org',
    'file:///c:/windows/system32/calc.exe',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    ' https',
    '//example.org',
    'https://user:secret@example.org/',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('keeps %s inside', (link) => expect(mayOpenOutside(link)).toBe(false));

  it.each(['https://example.org/path?query#part', 'HTTPS://EXAMPLE.ORG', 'mailto:a@example.org'])('opens %s', (link) => expect(mayOpenOutside(link)).toBe(true));
});
