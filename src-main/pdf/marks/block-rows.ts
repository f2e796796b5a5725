import type { ProtocolRow, SignatureBlock } from '../model.ts';

/** What a block tells in rows, in the order in which it is read. */
export function rowsOfBlock(block: SignatureBlock): readonly ProtocolRow[] {
  return [...(block.order === null ? [] : [block.order]), ...ownRows(block)];
}

function ownRows(block: SignatureBlock): readonly ProtocolRow[] {
  switch (block.regime) {
    case 'qualified':
    case 'advanced':
    case 'undetermined':
    case 'paper-original':
    case 'being-made':
      return block.rows;
    case 'simple': {
      const { signer, details, time, means, documentHash, agreement } = block.evidence;
      return [signer, ...details, time, means, documentHash, ...(agreement === null ? [] : [agreement])];
    }
    case 'handwritten': {
      const { signer, details, original, recordedBy, recordedAt } = block.record;
      return [signer, ...details, original, recordedBy, recordedAt];
    }
  }
}
