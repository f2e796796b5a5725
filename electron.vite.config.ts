import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import page from './vite.config.ts';

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
/** Folder of the outputs; a test builds beside a checkout that is in use. */
const out = (part: string): string => path.resolve(at('.'), process.env['CHANCERY_OUT'] ?? 'out', part);

/**
 * Not bundled: better-sqlite3 and pkcs11js load their native files from beside their own code, pdf.js its fonts,
 * character maps and decoders. electron-builder.yml packs what they need at run time and nothing more.
 */
const UNBUNDLED = ['better-sqlite3', 'pkcs11js', /^pdfjs-dist\//];

/**
 * fflate calls a variable of its own `require`; electron-vite declares one in each chunk that speaks of it, and both
 * in one chunk do not parse.
 */
const fflateOwnRequire: Plugin = {
  name: 'fflate-own-require',
  transform: (code, id) => (id.endsWith('/fflate/esm/index.mjs') ? code.replace("var require = createRequire('/');", "var requireOfRoot = createRequire('/');").replace("_a = require('worker_threads')", "_a = requireOfRoot('worker_threads')") : null),
};

/** Of ws the client alone, which speaks with NCALayer: the packed program listens nowhere and holds nothing that could. */
const wsClientOnly: Plugin = {
  name: 'ws-client-only',
  transform: (_code, id) => (id.endsWith('/ws/wrapper.mjs') ? "import WebSocket from './lib/websocket.js';\nexport { WebSocket };\nexport default WebSocket;\n" : null),
};

/** Build of the program under Electron. src-main/app/program-paths.ts knows the names of the outputs. */
export default defineConfig({
  main: {
    plugins: [fflateOwnRequire, wsClientOnly],
    build: {
      outDir: out('main'),
      emptyOutDir: true,
      externalizeDeps: false,
      minify: true,
      sourcemap: false,
      rolldownOptions: {
        input: {
          main: at('src-main/app/main.ts'),
          'desk-thread': at('src-main/desk/desk-thread.ts'),
          'search-thread': at('src-main/search/search-thread.ts'),
          'job-process': at('src-main/app/jobs/job-process.ts'),
          'token-process': at('src-main/app/jobs/token-process.ts'),
        },
        external: UNBUNDLED,
        output: {
          // Threads and utility processes read the ending, whatever the archive's package.json says.
          entryFileNames: ({ name }) => (name === 'main' ? 'main.js' : '[name].mjs'),
          chunkFileNames: 'chunks/[name]-[hash].mjs',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: out('preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      minify: true,
      sourcemap: false,
      rolldownOptions: {
        input: { preload: at('src-main/app/preload.ts') },
        // A sandboxed preload script is CommonJS in one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...page,
    build: { ...page.build, outDir: out('renderer'), minify: true, sourcemap: false, rolldownOptions: { input: at('src-renderer/index.html') } },
  },
});
