import { pino } from 'pino';
import { invitationLine } from '#shared/sync/invitation.ts';
import type { ServerPlace } from '../../../src-main/sync/server-link.ts';
import { type NodeOptions, ServerNode } from '../../../src-server/node.ts';

/** All that a desk must be told to join. */
export interface ServerToJoin {
  readonly place: ServerPlace;
  invite(): Promise<string>;
}

export type OfficeServerOptions = Partial<NodeOptions> & Pick<NodeOptions, 'dataDirectory'>;

/** A central server that really listens, over TLS, with one organisation, and what its administrator does for it. */
export class OfficeServer implements ServerToJoin {
  readonly place: ServerPlace;
  readonly dataDirectory: string;
  readonly port: number;
  readonly #organisation: string;
  readonly #startNode: (port: number) => Promise<ServerNode>;
  #node: ServerNode | null;

  private constructor(node: ServerNode, organisation: string, dataDirectory: string, startNode: (port: number) => Promise<ServerNode>) {
    this.place = { url: node.address, certificate: node.fingerprint.replaceAll(':', '').toLowerCase() };
    this.port = Number(new URL(node.address).port);
    this.dataDirectory = dataDirectory;
    this.#organisation = organisation;
    this.#startNode = startNode;
    this.#node = node;
  }

  static async begin(options: OfficeServerOptions): Promise<OfficeServer> {
    const startNode = (port: number): Promise<ServerNode> => ServerNode.start({ storeAddress: null, host: '127.0.0.1', tls: null, log: pino({ level: 'silent' }), ...options, port });
    const node = await startNode(0);
    const organisation = await node.server.administration.createOrganisation('Університет');
    return new OfficeServer(node, organisation, options.dataDirectory, startNode);
  }

  get node(): ServerNode {
    if (this.#node === null) throw new Error('the server is stopped');
    return this.#node;
  }

  /** Stops it; the desks are without a link. */
  async stop(): Promise<void> {
    await this.#node?.stop();
    this.#node = null;
  }

  /** Starts it again, where it was. */
  async start(): Promise<void> {
    this.#node = await this.#startNode(this.port);
  }

  invite(): Promise<string> {
    return this.node.server.administration.invite(this.#organisation);
  }

  /** The line that the administrator hands over. */
  async invitation(): Promise<string> {
    return invitationLine({ address: this.place.url, certificate: this.place.certificate, code: await this.invite() });
  }

  /** What the server makes of a stick. */
  async bundle(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from((await this.node.server.bundle(bytes)).bytes);
  }

  revoke(desk: string): Promise<void> {
    return this.node.server.administration.revoke(desk);
  }

  grant(desk: string, stream: string): Promise<void> {
    return this.node.server.administration.grant(desk, stream);
  }

  withdraw(desk: string, stream: string): Promise<void> {
    return this.node.server.administration.withdraw(desk, stream);
  }
}
