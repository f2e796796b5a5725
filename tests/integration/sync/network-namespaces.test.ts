import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import { ServerCommand } from '../../support/central-server/server-command.ts';
import { DeskProcess } from '../../support/desk-process.ts';
import { lossMissing, type Namespace, namespacesMissing, StarNetwork } from '../../support/network-namespaces.ts';
import { auditOffice } from '../../support/office-audit.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MISSING = namespacesMissing();
const LOSS_MISSING = MISSING ?? lossMissing();
const skipped = (why: string | null): string => (why === null ? '' : ` (skipped: ${why})`);

/** How long a cable is pulled. */
const WITHOUT_LINK = 8000;
const ON_BAD_LINK = 15_000;
/** A registration waits for the server no longer than a clerk at the counter would. */
const PATIENCE = 15_000;

async function office() {
  const network = new StarNetwork();
  const dataDirectory = temporaryFolder();
  const server = new ServerCommand({ dataDirectory, host: network.centre.address, through: network.centre.through });
  server.command('org', 'create', 'Office');
  await server.start();
  const desks: { readonly desk: DeskProcess; readonly end: Namespace }[] = [];
  for (const name of ['first', 'second']) {
    const end = network.join();
    const invitation = { address: `https://${network.centre.address}:${server.port}`, certificate: server.certificate, code: server.command('invite').replaceAll('-', '') };
    const desk = new DeskProcess({ dataDirectory: temporaryFolder(), witnessDirectory: temporaryFolder(), machine: `machine of ${name}`, invitation, founder: desks.length === 0 }, end.through);
    desk.start();
    await desk.ready();
    desks.push({ desk, end });
  }
  const [first, second] = desks;
  if (first === undefined || second === undefined) throw new Error('there are no two desks');
  /** Calm; then everything is looked at. */
  const calmAndAudit = async (): Promise<void> => {
    for (const { desk } of [...desks, ...desks]) await desk.settle();
    for (const { desk } of desks) await desk.end();
    await server.kill();
    const store = await openSqliteStore(dataDirectory);
    try {
      expect(await auditOffice(store, desks.map(({ desk }) => desk))).toBe(first.desk.shown.length + second.desk.shown.length);
    } finally {
      await store.close();
    }
  };
  return { network, first, second, calmAndAudit };
}

describe.skipIf(MISSING !== null)(`two offices and their server, each in a network of its own${skipped(MISSING)}`, () => {
  it('go on while a link is down, each without waiting long, and hold the same register when it is up', async () => {
    const { network, first, second, calmAndAudit } = await office();
    await sleep(2000);
    network.fall(second.end);
    const [before, beforeOther] = [second.desk.shown.length, first.desk.shown.length];
    await sleep(WITHOUT_LINK);
    // The link of the one does not concern the other.
    expect(first.desk.shown.length - beforeOther).toBeGreaterThan(10);
    const alone = second.desk.shown.slice(before);
    expect(alone.length).toBeGreaterThan(0);
    network.raise(second.end);
    await sleep(2000);
    await calmAndAudit();
    expect(Math.max(...[...first.desk.shown, ...second.desk.shown].map(({ milliseconds }) => milliseconds))).toBeLessThan(PATIENCE);
  });

  it('go on at 64 kbit/s', async () => {
    const { network, second, calmAndAudit } = await office();
    network.shape(second.end, 'tbf', 'rate', '64kbit', 'burst', '4kb', 'latency', '400ms');
    const before = second.desk.shown.length;
    await sleep(ON_BAD_LINK);
    expect(second.desk.shown.length - before).toBeGreaterThan(5);
    network.unshape(second.end);
    await calmAndAudit();
    expect(second.desk.rounds['done'] ?? 0).toBeGreaterThan(0);
  });

  it.skipIf(LOSS_MISSING !== null)(`go on at 64 kbit/s where three packets of ten are lost${skipped(LOSS_MISSING)}`, async () => {
    const { network, second, calmAndAudit } = await office();
    network.shape(second.end, 'netem', 'rate', '64kbit', 'loss', '30%');
    const before = second.desk.shown.length;
    await sleep(ON_BAD_LINK);
    expect(second.desk.shown.length - before).toBeGreaterThan(0);
    network.unshape(second.end);
    await calmAndAudit();
  });
});
