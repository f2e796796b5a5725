/**
 * Character maps, standard fonts and image decoders that pdf.js asks for by name. All are built into
 * the program: a document must look right on a computer that never sees a network.
 */
const bundled: Readonly<Record<string, string>> = {
  ...import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true }),
  ...import.meta.glob<string>('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url', import: 'default', eager: true }),
  ...import.meta.glob<string>('../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm', { query: '?url', import: 'default', eager: true }),
};

const byName = new Map(Object.entries(bundled).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]));

/** What pdf.js hands over when it misses something; its own type is not exported. */
interface AssetRequest {
  readonly kind: string;
  readonly filename: string;
}

/** Fetches the assets under their bundled addresses. */
export class BundledAssets {
  async fetch({ kind, filename }: AssetRequest): Promise<Uint8Array> {
    const url = byName.get(filename);
    if (url === undefined) throw new Error(`pdf.js asks for ${kind} ${filename}, which is not bundled`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename}: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
