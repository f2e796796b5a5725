/**
 * The few globals that Node and browsers share and that pure code may use. Declared here, since this
 * part is checked without the DOM's or Node's types.
 */
declare function atob(text: string): string;
declare function btoa(text: string): string;

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class URL {
  constructor(text: string);
  static canParse(text: string): boolean;
  readonly protocol: string;
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly username: string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

interface CryptoKey {
  readonly type: 'private' | 'public' | 'secret';
}

type Bytes = ArrayBuffer | Uint8Array<ArrayBuffer>;

declare const crypto: {
  readonly subtle: {
    importKey(format: 'raw' | 'pkcs8', key: Bytes, algorithm: string, extractable: boolean, usages: string[]): Promise<CryptoKey>;
    exportKey(format: 'jwk', key: CryptoKey): Promise<{ readonly x?: string }>;
    deriveBits(algorithm: object, key: CryptoKey, length: number): Promise<ArrayBuffer>;
    deriveKey(algorithm: object, key: CryptoKey, derived: object, extractable: boolean, usages: string[]): Promise<CryptoKey>;
    digest(algorithm: string, bytes: Bytes): Promise<ArrayBuffer>;
    encrypt(algorithm: object, key: CryptoKey, bytes: Bytes): Promise<ArrayBuffer>;
    decrypt(algorithm: object, key: CryptoKey, bytes: Bytes): Promise<ArrayBuffer>;
    sign(algorithm: string, key: CryptoKey, bytes: Bytes): Promise<ArrayBuffer>;
    verify(algorithm: string, key: CryptoKey, signature: Bytes, bytes: Bytes): Promise<boolean>;
  };
};

declare class CompressionStream {
  constructor(format: 'gzip');
  readonly writable: ByteSink;
  readonly readable: ByteSource;
}

declare class DecompressionStream {
  constructor(format: 'gzip');
  readonly writable: ByteSink;
  readonly readable: ByteSource;
}

interface ByteSink {
  getWriter(): { write(bytes: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void> };
}

interface ByteSource {
  getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>; cancel(): Promise<void> };
}
