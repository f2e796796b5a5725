/** As much of node-gost-crypto as is measured and compared with; the package has no types of its own. */
declare module 'node-gost-crypto' {
  interface Digest {
    digest(bytes: Uint8Array): ArrayBuffer;
  }

  interface Signer {
    generateKey(): { readonly privateKey: ArrayBuffer; readonly publicKey: ArrayBuffer };
    sign(privateKey: ArrayBuffer, message: Uint8Array): ArrayBuffer;
    verify(publicKey: ArrayBuffer, signature: ArrayBuffer, message: Uint8Array): boolean;
  }

  interface Hash {
    readonly name: 'GOST R 34.11';
    readonly version: 2012 | 1994;
    readonly mode: 'HASH';
    readonly length?: 256 | 512;
    readonly sBox?: string;
  }

  const gost: {
    readonly gostEngine: {
      getGostDigest(algorithm: Hash): Digest;
      getGostSign(algorithm: { readonly name: 'GOST R 34.10'; readonly version: 2012; readonly length: 256 | 512; readonly mode: 'SIGN'; readonly namedCurve: string; readonly hash: Hash }): Signer;
    };
  };
  export default gost;
}
