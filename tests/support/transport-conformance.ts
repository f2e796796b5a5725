import { describe, expect, it } from 'vitest';
import { fail, succeed } from '#shared/domain/result.ts';
import type { DeskEvent } from '#shared/contract/events.ts';
import { createClient } from '#shared/rpc/client.ts';
import type { CallEnvelope, CallProgress, CallResult, Transport } from '#shared/rpc/transport.ts';

/** A desk whose answers the test writes; what hosts talk to. */
export interface ScriptedDesk {
  call(connection: string, envelope: CallEnvelope): Promise<CallResult>;
  cancel(connection: string, callId: string): void;
  attach(window: { readonly connection: string; readonly onEvent: (event: DeskEvent) => void; readonly onProgress: (progress: CallProgress) => void }): void;
  detach(connection: string): void;
  forget(connection: string): void;
}

export interface ConformanceSubject {
  /** A transport from a window to the desk, over the real adapter of both sides. */
  connect(desk: ScriptedDesk): Promise<{ readonly transport: Transport; close(): Promise<void> }>;
}

class RecordingDesk implements ScriptedDesk {
  readonly calls: { readonly connection: string; readonly envelope: CallEnvelope }[] = [];
  readonly cancelled: string[] = [];
  readonly windows = new Map<string, Parameters<ScriptedDesk['attach']>[0]>();
  answer: (envelope: CallEnvelope, connection: string) => Promise<CallResult> = async () => succeed(null);

  call(connection: string, envelope: CallEnvelope): Promise<CallResult> {
    this.calls.push({ connection, envelope });
    return this.answer(envelope, connection);
  }

  cancel(_connection: string, callId: string): void {
    this.cancelled.push(callId);
  }

  attach(window: Parameters<ScriptedDesk['attach']>[0]): void {
    this.windows.set(window.connection, window);
  }

  detach(connection: string): void {
    this.windows.delete(connection);
  }

  forget(connection: string): void {
    this.windows.delete(connection);
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 200) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What every transport must do, whatever lies between window and desk. */
export function transportConformance(name: string, subject: ConformanceSubject): void {
  describe(`transport ${name}`, () => {
    async function connected() {
      const desk = new RecordingDesk();
      const { transport, close } = await subject.connect(desk);
      return { desk, transport, close };
    }

    it('carries a call and its answer, bytes, absent values and all letters included', async () => {
      const { desk, transport, close } = await connected();
      const value = { bytes: Uint8Array.of(0, 255, 7), text: 'Ә Ғ Қ Ң Ө Ұ Ү Һ І Ґ Є Ї №', list: [null, 1, 'a', { deep: true }] };
      desk.answer = async (envelope) => succeed(envelope.input);
      expect(await transport.request({ callId: 'c1', method: 'files.read', input: value })).toEqual({ ok: true, value });
      expect(desk.calls[0]?.envelope).toEqual({ callId: 'c1', method: 'files.read', input: value });
      await close();
    });

    it('carries a typed error as it is', async () => {
      const { desk, transport, close } = await connected();
      const error = { code: 'refused', message: 'error.requisitesRefused', params: { count: '2' }, issues: [{ path: 'subject', message: 'requisite.missing' }] } as const;
      desk.answer = async () => fail({ ...error, issues: [...error.issues] });
      expect(await transport.request({ callId: 'c1', method: 'registration.register', input: {} })).toEqual({ ok: false, error });
      await close();
    });

    it('keeps concurrent calls apart', async () => {
      const { desk, transport, close } = await connected();
      desk.answer = async ({ callId, input }) => {
        await new Promise((resolve) => setTimeout(resolve, callId === 'slow' ? 80 : 1));
        return succeed(input);
      };
      const answers = await Promise.all(['slow', 'quick', 'third'].map((callId) => transport.request({ callId, method: 'desk.state', input: callId })));
      expect(answers).toEqual([succeed('slow'), succeed('quick'), succeed('third')]);
      await close();
    });

    it('uses one connection for one window', async () => {
      const { desk, transport, close } = await connected();
      await transport.request({ callId: '1', method: 'desk.state', input: {} });
      await transport.request({ callId: '2', method: 'desk.state', input: {} });
      expect(new Set(desk.calls.map((call) => call.connection)).size).toBe(1);
      await close();
    });

    it('brings events and the progress of calls to the window', async () => {
      const { desk, transport, close } = await connected();
      const events: DeskEvent[] = [];
      const progress: CallProgress[] = [];
      const stop = transport.subscribe({ event: (event) => events.push(event), progress: (part) => progress.push(part), connection: () => undefined });
      await until(() => desk.windows.size === 1);
      const window = [...desk.windows.values()][0];
      window?.onEvent({ event: 'changed', topics: ['cards'] });
      window?.onProgress({ callId: 'c1', progress: 0.5 });
      await until(() => events.length === 1 && progress.length === 1);
      expect([events, progress]).toEqual([[{ event: 'changed', topics: ['cards'] }], [{ callId: 'c1', progress: 0.5 }]]);
      stop();
      await close();
    });

    it('cancels a call through the client', async () => {
      const { desk, transport, close } = await connected();
      let finish: (result: CallResult) => void = () => undefined;
      desk.answer = () => new Promise((resolve) => (finish = resolve));
      const client = createClient(transport, () => 'call-7');
      const stop = new AbortController();
      const answer = client.desk.check({}, { signal: stop.signal });
      await until(() => desk.calls.length === 1);
      stop.abort();
      await until(() => desk.cancelled.includes('call-7'));
      finish(fail({ code: 'cancelled', message: 'error.cancelled', params: {}, issues: [] }));
      expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      await close();
    });

    it('gives a typed error when the desk is out of reach', async () => {
      const { transport, close } = await connected();
      const client = createClient(transport, () => 'call-1');
      await close();
      expect(await client.desk.state({})).toMatchObject({ ok: false, error: { code: 'not-ready', message: 'error.deskUnreachable' } });
    });
  });
}
