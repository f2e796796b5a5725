import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Build of the page that both hosts serve. The nonce's place is filled by the host for each response. */
export default defineConfig({
  root: fileURLToPath(new URL('./src-renderer', import.meta.url)),
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('./out/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome120',
    // Inlined assets would need data: in the content security policy.
    assetsInlineLimit: 0,
    // The page is read from this machine; one larger file is quicker than many.
    chunkSizeWarningLimit: 1500,
  },
});
