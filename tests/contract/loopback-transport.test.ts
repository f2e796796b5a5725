import { writeFileSync } from 'node:fs';
import path from 'node:path';
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
