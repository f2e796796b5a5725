import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PrintItem } from '#shared/contract/printing.ts';
import type { Client } from '#shared/rpc/client.ts';
import { CupsPrintSystem, NO_PRINT_SYSTEM } from '../../../src-main/printing/cups.ts';
import type { PrintSystem } from '../../../src-main/printing/print-system.ts';
import type { SyncHost } from '../../../src-main/sync/synchronisation.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { cupsMissing, CupsServer } from '../../support/cups-server.ts';
import { printingMachine } from '../../support/printing-machine.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, openTestDesk, PASSWORD, PROJECT_ROOT, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const missing = cupsMissing();
if (missing !== null) process.stderr.write(`the print queue is not tested with a real print system: ${missing}\n`);

const WAIT = { timeout: 20_000, interval: 100 };

async function officeWith(printing: PrintSystem, crashPoint: (name: string) => void = () => undefined, sync?: SyncHost): Promise<{ test: TestDesk; client: Client }> {
  const test = await openTestDesk({ environment: { ...testEnvironment(), crashPoint }, printing, ...(sync === undefined ? {} : { sync }) });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client };
}

let letters = 0;
async function registered({ test, client }: { test: TestDesk; client: Client }, changes: Parameters<typeof someRequisites>[1] = {}): Promise<string> {
  letters += 1;
  const pdf = await makeTextPdf({ title: 'Лист', paragraphs: [`Просимо надати інформацію ${letters}.`], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
  const { sha256 } = await upload(client, 'лист.pdf', pdf);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.pdf' }] })).letters[0]?.letterId ?? '';
  await test.rooms.intake.settled(letterId);
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, changes) })).documentId;
}

async function lines(client: Client): Promise<PrintItem[]> {
  return valueOf(await client.printing.queue({})).items;
}

async function untilStates(client: Client, ...states: PrintItem['state'][]): Promise<PrintItem[]> {
  await vi.waitFor(async () => expect((await lines(client)).map(({ state }) => state)).toEqual(states), WAIT);
  return lines(client);
}

async function readWhole(client: Client, sha256: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let [at, size] = [0, Infinity]; at < size; ) {
    const read = valueOf(await client.files.read({ sha256, offset: at, length: 200_000 }));
    pieces.push(read.piece);
    at += read.piece.length;
    ({ size } = read);
  }
  return Buffer.concat(pieces);
}

async function copyBytes(client: Client, documentId: string): Promise<Buffer[]> {
  const { copies } = valueOf(await client.registration.get({ documentId }));
  return Promise.all(copies.map(({ sha256 }) => readWhole(client, sha256)));
}

/** What lies in a desk's folder, as a backup or a clone of the machine has it. */
function imageOf(folder: string): string {
  const image = path.join(temporaryFolder(), 'image');
  cpSync(folder, image, { recursive: true });
  rmSync(path.join(image, 'desk.lock'), { force: true });
  return image;
}

function options(printer: string) {
  return { printer, copies: 1, sides: 'one-sided', pages: null } as const;
}

function clearFiles(test: TestDesk): string[] {
  const folder = path.join(test.dataDirectory, 'printing');
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe.skipIf(missing !== null)('the print queue of a desk', () => {
  let server: CupsServer;
  let system: CupsPrintSystem;
  beforeAll(async () => {
    server = await CupsServer.start();
    server.addQueue('Reception');
    server.makeDefault('Reception');
    system = new CupsPrintSystem({ CUPS_SERVER: server.socket });
  }, 30_000);
  afterAll(async () => server.stop());

  it('[PAP-03] prints a batch in its order: what comes out are the very copies with their protocol that the history names, and nothing stays in clear', async () => {
    const office = await officeWith(system);
    const { client, test } = office;
    const [one, other] = [await registered(office), await registered(office)];
    const stored = valueOf(await client.registration.makeCopy({ documentId: one, form: 'stamped' }));
    const before = server.output().length;
    const batchId = crypto.randomUUID();
    const batch = {
      batchId,
      options: options('Reception'),
      items: [
        { form: 'stored' as const, documentId: one, sha256: stored.sha256 },
        { form: 'paper' as const, documentId: other },
        { form: 'card' as const, documentId: one },
      ],
    };
    expect(valueOf(await client.printing.enqueue(batch))).toEqual({ entered: 3 });
    // The answer was lost, the window asks again.
    expect(valueOf(await client.printing.enqueue(batch))).toEqual({ entered: 3 });
    await untilStates(client, 'printed', 'printed', 'printed');
    const printed = server.output().slice(before);
    const [ofOne, ofOther] = [await copyBytes(client, one), await copyBytes(client, other)];
    expect(printed.map((bytes) => bytes.length)).toEqual([ofOne[1], ofOther[0], ofOne[0]].map((bytes) => bytes?.length));
    for (const [at, bytes] of [ofOne[1], ofOther[0], ofOne[0]].entries()) expect(printed[at]?.equals(bytes ?? Buffer.alloc(0))).toBe(true);
    expect(valueOf(await client.registration.get({ documentId: other })).history.map(({ kind }) => kind)).toContain('copy.made');
    expect(clearFiles(test)).toEqual([]);
    valueOf(await client.printing.clear({}));
    expect(await lines(client)).toEqual([]);
  });

  it('holds a batch at a stopped printer with its reason, and goes on when a person says so, without making a copy twice', async () => {
    const office = await officeWith(system);
    const { client, test } = office;
    server.addQueue('second');
    server.disable('second', 'no toner');
    const [one, other] = [await registered(office), await registered(office)];
    const before = server.output().length;
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('second'), items: [one, other].map((documentId) => ({ form: 'paper' as const, documentId })) }));
    const [failed] = await untilStates(client, 'failed', 'waiting');
    expect(failed?.problem).toEqual({ message: 'printing.problem.stopped', params: { printer: 'second', detail: 'no toner' } });
    expect(clearFiles(test)).toEqual([]);
    server.enable('second');
    valueOf(await client.printing.retry({ itemId: failed?.itemId ?? '' }));
    await untilStates(client, 'printed', 'printed');
    expect(server.output().length).toBe(before + 2);
    expect(await copyBytes(client, one)).toHaveLength(1);
    // A printer that is gone.
    server.removeQueue('second');
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('second'), items: [{ form: 'card', documentId: one }] }));
    const gone = (await untilStates(client, 'printed', 'printed', 'failed')).at(-1);
    expect(gone?.problem?.message).toBe('printing.problem.noPrinter');
  });

  it('[PAP-07] prints nothing that its person may not copy, asks when it prints as well, and refuses a document that may not leave with the reason', async () => {
    const office = await officeWith(system);
    const { client, test } = office;
    const barred = await registered(office, { distributionBarred: true });
    const free = await registered(office);
    const before = server.output().length;
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('Reception'), items: [barred, free].map((documentId) => ({ form: 'paper' as const, documentId })) }));
    const [refused] = await untilStates(client, 'failed', 'printed');
    expect(refused?.problem?.message).toBe('error.distributionBarred');
    expect(await copyBytes(client, barred)).toEqual([]);
    expect(server.output().length).toBe(before + 1);

    const admin = test.client('other window');
    await signIn(admin, 'admin');
    expect(errorOf(await admin.printing.enqueue({ batchId: crypto.randomUUID(), options: options('Reception'), items: [{ form: 'paper', documentId: free }] })).code).toBe('no-right');
    expect(errorOf(await test.client('nobody').printing.queue({})).code).toBe('not-signed-in');

    // Entered while it was allowed, printed when the person was locked out.
    server.addQueue('late');
    server.disable('late', 'later');
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('late'), items: [{ form: 'card', documentId: free }] }));
    const waiting = (await untilStates(client, 'failed', 'printed', 'failed')).at(-1);
    const { accounts } = valueOf(await admin.accounts.list({}));
    const registrar = accounts.find(({ login }) => login === 'registrar');
    valueOf(await admin.accounts.create({ name: 'Друга Реєстраторка', login: 'second', password: PASSWORD, roles: ['registrar'] }));
    valueOf(await admin.accounts.lock({ accountId: registrar?.accountId ?? '', reason: 'перевірка' }));
    server.enable('late');
    const successor = test.client('successor');
    valueOf(await successor.session.signIn({ login: 'second', password: PASSWORD }));
    valueOf(await successor.printing.retry({ itemId: waiting?.itemId ?? '' }));
    await vi.waitFor(async () => expect((await lines(successor)).at(-1)?.problem?.message).toBe('error.printAccountGone'), WAIT);
    expect(server.output().length).toBe(before + 1);
  });

  it('takes items back, one that waits and one that is with the printer', async () => {
    const office = await officeWith(system);
    const { client } = office;
    const documentId = await registered(office);
    const before = server.output().length;
    server.hold(true);
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('Reception'), items: [{ form: 'card', documentId }] }));
    const [printing] = await untilStates(client, 'printing');
    valueOf(await client.printing.cancel({ itemId: printing?.itemId ?? '' }));
    await untilStates(client, 'cancelled');
    server.hold(false);
    expect(errorOf(await client.printing.cancel({ itemId: printing?.itemId ?? '' })).message).toBe('error.printNotCancellable');
    expect(server.output().length).toBe(before);
  });

  it('asks after a restart what became of a job, and prints it no second time', async () => {
    const office = await officeWith(system);
    const { client, test } = office;
    const documentId = await registered(office);
    const before = server.output().length;
    server.hold(true);
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('Reception'), items: [{ form: 'card', documentId }] }));
    await untilStates(client, 'printing');
    await test.close();
    server.hold(false);
    await vi.waitFor(() => expect(server.output().length).toBe(before + 1), WAIT);
    const again = (await openTestDesk({ dataDirectory: test.dataDirectory, printing: system })).client();
    await signIn(again);
    await untilStates(again, 'printed');
    expect(server.output().length).toBe(before + 1);
  });

  it.each(['printing.handing', 'printing.taken'])('says after a death at %s that the end is not known; only a person prints again', async (place) => {
    const image = path.join(temporaryFolder(), 'image');
    let source: string | null = null;
    // What lies on the disk at this place is what a machine without power would find.
    const office = await officeWith(system, (name) => {
      if (name === place && source !== null) cpSync(source, image, { recursive: true });
    });
    const { client, test } = office;
    const documentId = await registered(office);
    source = test.dataDirectory;
    const before = server.output().length;
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('Reception'), items: [{ form: 'card', documentId }] }));
    await untilStates(client, 'printed');
    await test.close();
    expect(readdirSync(path.join(image, 'printing'))).toHaveLength(1);
    rmSync(path.join(image, 'desk.lock'), { force: true });
    const revived = await openTestDesk({ dataDirectory: image, printing: system });
    const again = revived.client();
    await signIn(again);
    expect(clearFiles(revived)).toEqual([]);
    await revived.rooms.printQueue.settled();
    const [item] = await untilStates(again, 'failed');
    expect(item?.problem?.message).toBe('printing.problem.unsure');
    expect(server.output().length).toBe(before + 1);
    valueOf(await again.printing.retry({ itemId: item?.itemId ?? '' }));
    await untilStates(again, 'printed');
    expect(server.output().length).toBe(before + 2);
  });

  it('prints nothing by itself of what a copied desk found in its queue; a person’s word prints it, once', async () => {
    server.addQueue('copied');
    server.disable('copied', 'later');
    const first = printingMachine('first machine', temporaryFolder());
    const office = await officeWith(system, undefined, first);
    const { client, test } = office;
    const documents = [await registered(office), await registered(office), await registered(office)];
    const before = server.output().length;
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('copied'), items: documents.map((documentId) => ({ form: 'card' as const, documentId })) }));
    await untilStates(client, 'failed', 'waiting', 'waiting');
    await test.close();
    const image = imageOf(test.dataDirectory);

    // The desk itself goes on by itself after a restart.
    server.enable('copied');
    const original = (await openTestDesk({ dataDirectory: test.dataDirectory, printing: system, sync: first, environment: testEnvironment(undefined, 'restarted') })).client();
    await signIn(original);
    const [stopped] = await lines(original);
    valueOf(await original.printing.retry({ itemId: stopped?.itemId ?? '' }));
    await untilStates(original, 'printed', 'printed', 'printed');
    expect(server.output().length).toBe(before + 3);

    // Another machine, to which the home was carried along with the folder outside the data directory.
    const home = temporaryFolder();
    cpSync(first.witnessDirectory, home, { recursive: true });
    for (const machine of [printingMachine('second machine', temporaryFolder()), printingMachine('third machine', home)]) {
      const copied = await openTestDesk({ dataDirectory: imageOf(image), printing: system, sync: machine, environment: testEnvironment(undefined, machine.machine) });
      const window = copied.client();
      await signIn(window);
      await copied.rooms.printQueue.settled();
      const [failed, ...held] = await lines(window);
      expect(failed?.problem?.message).toBe('printing.problem.stopped');
      expect(held.map(({ state, problem }) => [state, problem?.message])).toEqual([['failed', 'printing.problem.copied'], ['failed', 'printing.problem.copied']]);
      expect(server.output().length).toBe(before + 3);
      await copied.close();
    }
    // The same machine, put back to what it was before the documents were printed.
    const restored = await openTestDesk({ dataDirectory: image, printing: system, sync: first, environment: testEnvironment(undefined, 'put back') });
    const window = restored.client();
    await signIn(window);
    await restored.rooms.printQueue.settled();
    expect((await lines(window)).map(({ problem }) => problem?.message)).toEqual(['printing.problem.stopped', 'printing.problem.copied', 'printing.problem.copied']);
    const admin = restored.client('other window');
    await signIn(admin, 'admin');
    expect(valueOf(await admin.printing.release({}))).toEqual({ released: 0 });
    valueOf(await window.printing.cancel({ itemId: (await lines(window))[0]?.itemId ?? '' }));
    expect(server.output().length).toBe(before + 3);
    expect(valueOf(await window.printing.release({}))).toEqual({ released: 2 });
    await untilStates(window, 'cancelled', 'printed', 'printed');
    expect(server.output().length).toBe(before + 5);
    expect(valueOf(await window.printing.release({}))).toEqual({ released: 0 });
    // No leave is left over for what has ended.
    valueOf(await window.printing.clear({}));
    expect(readdirSync(path.join(first.witnessDirectory, 'printing'))).toEqual([]);
    server.removeQueue('copied');
  });

  it('counts for each person what is to be printed, what failed and what was printed of their own', async () => {
    const office = await officeWith(system);
    const { client, test } = office;
    server.addQueue('counted');
    server.disable('counted', 'later');
    const documentId = await registered(office);
    const barred = await registered(office, { distributionBarred: true });
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('Reception'), items: [{ form: 'card', documentId }, { form: 'paper', documentId: barred }] }));
    await untilStates(client, 'printed', 'failed');
    valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: options('counted'), items: [documentId, documentId].map((one) => ({ form: 'card' as const, documentId: one })) }));
    await untilStates(client, 'printed', 'failed', 'failed', 'waiting');
    expect(valueOf(await client.printing.counts({}))).toEqual({ toPrint: 1, failed: 2, printed: 1 });
    const admin = test.client('other window');
    await signIn(admin, 'admin');
    expect(valueOf(await admin.printing.counts({}))).toEqual({ toPrint: 0, failed: 0, printed: 0 });
    server.removeQueue('counted');
  });

  it('says which printers there are, that the print system is silent, or that there is none', async () => {
    const { client } = await officeWith(system);
    expect(valueOf(await client.printing.state({}))).toMatchObject({ system: 'queue' });
    await server.halt();
    expect(valueOf(await client.printing.state({}))).toEqual({ system: 'silent', printers: [] });
    await server.run();
    const { client: without } = await officeWith(NO_PRINT_SYSTEM);
    expect(valueOf(await without.printing.state({}))).toEqual({ system: 'dialog', printers: [] });
  });
});
