/** As much of jkurwa as is measured and compared; the package has no types of its own. */
declare module 'jkurwa' {
  interface PublicKey {
    /** Compressed point in an OCTET STRING, little-endian. */
    serialize(): Uint8Array;
    /** @param format "le": r‖s, each little-endian. */
    verify(hash: Buffer, value: Buffer, format: 'le'): boolean;
  }

  interface PrivateKey {
    pub(): PublicKey;
    sign(hash: Buffer, format: 'le'): Uint8Array;
  }

  interface Curve {
    /** @param secret hexadecimal, the most significant digit first. */
    pkey(secret: string, format: 'hex'): PrivateKey;
  }

  const jkurwa: {
    std_curve(name: 'DSTU_PB_257' | 'DSTU_PB_431'): Curve;
  };
  export default jkurwa;
}
