import { PUSH_BYTES, PUSH_OPERATIONS } from '#shared/sync/wire.ts';

/** Bytes of an operation beside its body. */
const FRAME = 300;

/** As many rows as fit into one message of operations; a first one that is larger goes alone. Read no further than that. */
export function pushPortion<Row extends { readonly body: Uint8Array }>(rows: Iterable<Row>): Row[] {
  const portion: Row[] = [];
  let size = 0;
  for (const row of rows) {
    size += row.body.length + FRAME;
    if (portion.length > 0 && size > PUSH_BYTES) break;
    portion.push(row);
    if (portion.length >= PUSH_OPERATIONS) break;
  }
  return portion;
}
