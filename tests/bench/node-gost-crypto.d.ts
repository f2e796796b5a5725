/** As much of node-gost-crypto as is measured; the package has no types of its own. */
declare module 'node-gost-crypto' {
  interface Digest {
    digest(bytes: Uint8Array): ArrayBuffer;
  }

  const gost: {
    readonly gostEngine: {
      getGostDigest(algorithm: { readonly name: 'GOST R 34.11'; readonly version: 2012 | 1994; readonly mode: 'HASH'; readonly length?: 256 | 512; readonly sBox?: string }): Digest;
    };
  };
  export default gost;
}
