import { randomUUID } from 'node:crypto';
import { type Push, pushAnswer, type PushedOperation } from '#shared/sync/wire.ts';
import { account, ChainDesk } from '../../support/central-server/chain-desk.ts';
import { HttpsClient } from '../../support/central-server/https-client.ts';
import { JOURNAL, portions, REGISTRAR, Registrations, YEAR } from './documents.ts';
import type { ServerNodes } from './server-nodes.ts';

/** Most numbers that a desk is given in one block. */
const LARGEST_BLOCK = 1000;

/** A desk that has only its side of the wire, so that hundreds fit in one process; each has a connection of its own. */
export class SimulatedDesk {
  readonly #client: HttpsClient;
  readonly #chain: ChainDesk;
  readonly #registrations: Registrations;
  #numbers: number[] = [];

  private constructor(client: HttpsClient, chain: ChainDesk, seed: number) {
    this.#client = client;
    this.#chain = chain;
    this.#registrations = new Registrations({ desk: chain.desk, epoch: chain.epoch, seen: 2 }, chain.last, seed);
  }

  static async enrol(nodes: ServerNodes, organisation: string, index: number): Promise<SimulatedDesk> {
    const { url, certificatePem } = nodes.nodeOf(index);
    const client = new HttpsClient(url, certificatePem);
    const chain = new ChainDesk(client.methods, `desk-${index}-${randomUUID()}`, index === 0);
    await chain.enrol(await nodes.administration.invite(organisation));
    if (index === 0) {
      // The founder brings the people.
      chain.write(account('administrator', 'administrator'));
      chain.write(account(REGISTRAR, 'registrar'));
    }
    await chain.hello();
    if (index === 0) await chain.push();
    return new SimulatedDesk(client, chain, index);
  }

  /** Registers documents in leased numbers; not sent yet. */
  async register(count: number): Promise<PushedOperation[]> {
    const made: PushedOperation[] = [];
    for (let done = 0; done < count; done += 1) made.push(this.#registrations.next(await this.#nextNumber(count - done)));
    return made;
  }

  /** Registrations in the texts of the pushes that carry them. */
  async pushes(count: number, most?: number): Promise<{ readonly operations: readonly PushedOperation[]; readonly texts: readonly string[] }> {
    const operations = await this.register(count);
    return { operations, texts: portions(operations, most).map((portion) => this.#text(portion)) };
  }

  /** Sends a push and waits until it is acknowledged. @throws where it is not taken as a whole */
  async send(text: string): Promise<void> {
    const { status, text: said } = await this.#client.send('POST', '/v1/push', { body: text, headers: { 'content-type': 'application/json', 'accept-encoding': 'br', authorization: `Bearer ${this.#chain.token}` } });
    if (status !== 200) throw new Error(`a push was answered with ${status}: ${said}`);
    const answer = pushAnswer.parse(JSON.parse(said));
    if (answer.answer !== 'taken' || answer.results.some((result) => result.status !== 'accepted')) throw new Error(`a push was not taken: ${said.slice(0, 500)}`);
  }

  close(): void {
    this.#client.close();
  }

  #text(operations: readonly PushedOperation[]): string {
    return JSON.stringify({ desk: this.#chain.desk, epoch: this.#chain.epoch, operations: [...operations] } satisfies Push);
  }

  async #nextNumber(wanted: number): Promise<number> {
    const [number] = this.#numbers.splice(0, 1);
    if (number !== undefined) return number;
    const answer = await this.#chain.lease(randomUUID(), Math.min(wanted, LARGEST_BLOCK), JOURNAL, YEAR);
    if (answer.answer === 'refused') throw new Error(`no numbers: ${answer.reason}`);
    const { first, last } = answer.lease;
    this.#numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return this.#nextNumber(wanted);
  }
}

export interface SimulatedOffice {
  readonly organisation: string;
  readonly desks: readonly SimulatedDesk[];
}

/** A new organisation with its desks, half of them at each node. */
export async function simulatedOffice(nodes: ServerNodes, count: number): Promise<SimulatedOffice> {
  const organisation = await nodes.administration.createOrganisation('Office');
  const desks = [await SimulatedDesk.enrol(nodes, organisation, 0)];
  for (let index = 1; index < count; index += 1) desks.push(await SimulatedDesk.enrol(nodes, organisation, index));
  return { organisation, desks };
}

/** Every desk sends what it has, one push after another, all of them at once. */
export async function sendAll(work: readonly (readonly [SimulatedDesk, readonly string[]])[]): Promise<void> {
  await Promise.all(
    work.map(async ([desk, texts]) => {
      for (const text of texts) await desk.send(text);
    }),
  );
}

const FILLED_AT_ONCE = 200;

/** Fills the office with so many more documents. */
export async function fill({ desks }: SimulatedOffice, documents: number): Promise<void> {
  for (let left = documents; left > 0; ) {
    const each = Math.min(FILLED_AT_ONCE, Math.ceil(left / desks.length));
    const work: (readonly [SimulatedDesk, readonly string[]])[] = [];
    for (const desk of desks) {
      const count = Math.min(each, left);
      if (count <= 0) break;
      work.push([desk, (await desk.pushes(count)).texts]);
      left -= count;
    }
    await sendAll(work);
  }
}
