import { FILES_READ_AS, filesNamedBy } from '#shared/sync/named-files.ts';
import { operationSchema } from '#shared/sync/operation.ts';
import type { Store } from '../stores/store.ts';

const PAGE = 500;

/**
 * Reads the logs for the files that they name, where that was last done by a program that knew less of them: one from
 * before files, or from before a kind of operation. What comes later is read as it is placed.
 */
export async function readLogsForFiles(store: Store, now: number): Promise<void> {
  for (const { organisation } of await store.organisations()) {
    // Asked first, so that a start need not wait for the organisation.
    if ((await store.change(organisation, (change) => change.filesReadAs())) === FILES_READ_AS) continue;
    let after = 0;
    let count = PAGE;
    while (count === PAGE) {
      const page = await store.change(organisation, async (change) => {
        const rows = await change.bodiesAfter(after, PAGE);
        const accepted = rows.filter(({ status }) => status === 'accepted');
        await change.saveFileNames(
          accepted.flatMap(({ stream, desk, body }) => {
            const { kind, v, payload } = operationSchema.parse(JSON.parse(body));
            return filesNamedBy(kind, v, payload).map(({ sha256, size }) => ({ sha256, size, stream, desk, at: now }));
          }),
        );
        if (rows.length < PAGE) await change.saveFilesReadAs(FILES_READ_AS);
        return rows;
      });
      count = page.length;
      after = page.at(-1)?.seq ?? after;
    }
  }
}
