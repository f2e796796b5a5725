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
