/** Text in an encoding of one byte a character, by asking the decoder for every byte. */
export function encodeOneByte(text: string, encoding: string): Uint8Array {
  const bytes = new Map(Array.from({ length: 256 }, (_none, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (character) => {
    const byte = bytes.get(character);
    if (byte === undefined) throw new Error(`${encoding} has no ${character}`);
    return byte;
  });
}
