import { beforeEach, describe, expect, it } from 'vitest';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import { takeIn, useUploads } from '../../src-renderer/state/uploads.ts';
import { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { fakeClient, fakeTransport } from '../support/fake-desk/transport.ts';

beforeEach(() => useUploads.setState({ uploads: [] }));

function file(name: string, size: number): File {
  return new File([new Uint8Array(size)], name);
}

describe('taking files in', () => {
  it('sends pieces that the contract allows, in order, and receives the files together', async () => {
    const desk = new FakeDesk({ letters: [] });
    const { letterIds, error } = await takeIn(fakeClient(fakeTransport(desk)), [file('a.pdf', PIECE_LIMIT * 2 + 7), file('a.pdf.p7s', 10)]);
    expect(error).toBeNull();
    expect(letterIds).toHaveLength(2);
    const pieces = desk.calls.filter((call) => call.method === 'files.append').map((call) => call.input as { offset: number; piece: Uint8Array });
    expect(pieces.map(({ offset, piece }) => [offset, piece.byteLength])).toEqual([[0, PIECE_LIMIT], [PIECE_LIMIT, PIECE_LIMIT], [PIECE_LIMIT * 2, 7], [0, 10]]);
    expect(desk.calls.filter((call) => call.method === 'intake.receive')).toHaveLength(1);
    expect(useUploads.getState().uploads).toEqual([]);
  });

  it('one file that cannot be stored does not hold up the others, and says why', async () => {
    const desk = new FakeDesk({ letters: [], refuse: { 'files.finish': { code: 'internal', message: 'error.internal', params: { reference: 'R2' }, issues: [] } } });
    const { letterIds } = await takeIn(fakeClient(fakeTransport(desk)), [file('a.pdf', 5)]);
    expect(letterIds).toEqual([]);
    expect(useUploads.getState().uploads).toMatchObject([{ fileName: 'a.pdf', phase: 'failed', error: { params: { reference: 'R2' } } }]);
    expect(desk.calls.some((call) => call.method === 'intake.receive')).toBe(false);
  });

  it('a stopped upload is given up on the desk as well', async () => {
    const desk = new FakeDesk({ letters: [] });
    const stopAfterFirst = useUploads.subscribe(({ uploads }) => {
      if ((uploads[0]?.sent ?? 0) > 0) uploads[0]?.stop();
    });
    await takeIn(fakeClient(fakeTransport(desk)), [file('long.pdf', PIECE_LIMIT * 4)]);
    stopAfterFirst();
    expect(desk.calls.filter((call) => call.method === 'files.append').length).toBeLessThan(4);
    expect(desk.calls.some((call) => call.method === 'files.abandon')).toBe(true);
    expect(useUploads.getState().uploads).toMatchObject([{ phase: 'stopped' }]);
  });
});

describe('many files at once', () => {
  it('300 files: one that has gone and one that is refused hold up nobody, and signatures stay with their documents', async () => {
    const desk = new FakeDesk({ letters: [] });
    const gone = Object.assign(file('зник.pdf', 5), { slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }) });
    const pairs = Array.from({ length: 149 }, (_none, at) => [file(`лист ${at}.pdf`, 3), file(`лист ${at}.pdf.p7s`, 3)]).flat();
    const { letterIds, error } = await takeIn(fakeClient(fakeTransport(desk)), [gone, ...pairs.toReversed(), file('останній.pdf', 4)]);
    expect(error).toBeNull();
    expect(letterIds).toHaveLength(299);
    expect(useUploads.getState().uploads).toMatchObject([{ fileName: 'зник.pdf', phase: 'failed', error: { message: 'error.chosenFileUnreadable' } }]);
    expect(useUploads.getState().total).toBe(300);
    const batches = desk.calls.filter(({ method }) => method === 'intake.receive').map(({ input }) => (input as { files: { fileName: string }[] }).files.map(({ fileName }) => fileName));
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(50);
    for (const batch of batches) for (const name of batch.filter((one) => one.endsWith('.p7s'))) expect(batch).toContain(name.replace(/\.p7s$/, ''));
  });

  it('a batch that the desk refuses does not hold up the others', async () => {
    const desk = new FakeDesk({ letters: [] });
    const client = fakeClient(fakeTransport(desk));
    let calls = 0;
    const receive = client.intake.receive.bind(client.intake);
    const failing = { ...client, intake: { ...client.intake, receive: (...given: Parameters<typeof receive>) => ((calls += 1) === 1 ? Promise.resolve({ ok: false as const, error: { code: 'internal' as const, message: 'error.internal', params: {}, issues: [] } }) : receive(...given)) } };
    const { letterIds, error } = await takeIn(failing, Array.from({ length: 120 }, (_none, at) => file(`${at}.pdf`, 1)));
    expect(error).toMatchObject({ message: 'error.internal' });
    expect(letterIds).toHaveLength(70);
  });
});
