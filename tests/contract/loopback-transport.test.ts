import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { DeskClient } from '../../src-main/desk/desk-client.ts';
import { startLoopbackHost } from '../../src-main/hosts/loopback-http.ts';
import { createLoopbackTransport } from '../../src-renderer/transport/loopback.ts';
import { enterAsBrowser } from '../support/browser-like.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { transportConformance } from '../support/transport-conformance.ts';

transportConformance('over loopback HTTP', {
  async connect(desk) {
    const pageDirectory = temporaryFolder();
    writeFileSync(path.join(pageDirectory, 'index.html'), '<!doctype html>');
    const host = await startLoopbackHost({ desk, pageDirectory });
    const network = await enterAsBrowser(host.address());
    return { transport: createLoopbackTransport(host.origin, network), close: () => host.close() };
  },
});

it('the host over loopback HTTP waits for windows that go, and not for ever', async () => {
  const desk = { call: vi.fn<DeskClient['call']>(), cancel: vi.fn<DeskClient['cancel']>(), attach: vi.fn<DeskClient['attach']>(), detach: vi.fn<DeskClient['detach']>() };
  const host = await startLoopbackHost({ desk, pageDirectory: temporaryFolder() });
  onTestFinished(() => host.close());
  await host.windowsGone(60_000);
  const network = await enterAsBrowser(host.address());
  const leave = createLoopbackTransport(host.origin, network).subscribe({ event: () => undefined, progress: () => undefined, connection: () => undefined });
  await vi.waitFor(() => expect(desk.attach).toHaveBeenCalledOnce());
  const begun = performance.now();
  await host.windowsGone(100);
  expect(performance.now() - begun).toBeGreaterThan(90);
  const gone = host.windowsGone(60_000);
  leave();
  await gone;
  expect(desk.detach).toHaveBeenCalledOnce();
});
