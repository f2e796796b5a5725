import { z } from 'zod';
import { type ChainPlace, FENCES, type Fence } from '#shared/sync/wire.ts';
import type { DeskDatabase } from './database.ts';
import type { DeskIdentity, LogOwner } from './operation-log.ts';

/** The server that a desk belongs to, and the desk as that server knows it. */
export interface MembershipRecord {
  readonly organisation: string;
  readonly url: string;
  /** SHA-256 of the server's certificate, in hex: the desk speaks with no other. */
  readonly certificate: string;
  readonly deskCode: string;
  readonly founder: boolean;
  /** Fingerprint of the machine on which the identity was taken. */
  readonly machine: string;
  readonly publicKey: string;
  /** Private key, sealed by the desk's key. */
  readonly privateKey: Uint8Array;
  readonly fence: Fence | null;
  readonly paused: boolean;
}

/** Id and sealed private key of an identity that no server has confirmed yet. */
export interface Joining {
  readonly desk: string;
  readonly privateKey: Uint8Array;
}

/** How far this desk and its server have come. */
export interface SyncPosition {
  readonly cursor: number;
  readonly head: number;
  readonly acked: ChainPlace;
  readonly streams: readonly string[];
  readonly serverTime: string | null;
  readonly lastContact: string | null;
}

interface MembershipRow {
  readonly organisation: string;
  readonly url: string;
  readonly certificate: string;
  readonly desk_code: string;
  readonly founder: number;
  readonly machine: string;
  readonly public_key: string;
  readonly private_key: Buffer;
  readonly fence: string | null;
  readonly paused: number;
}

interface PositionRow {
  readonly cursor: number;
  readonly head: number;
  readonly acked_seq: number;
  readonly acked_hash: string;
  readonly acked_op_id: string | null;
  readonly others_arrival: number;
  readonly own_arrival: number;
  readonly streams: string;
  readonly server_time: string | null;
  readonly last_contact: string | null;
}

const streamNames = z.array(z.string());
const fenceName = z.enum(FENCES).nullable();

/**
 * Who this desk is, to which server it belongs and how far both have come: local state beside the log. Read at every
 * operation, so it is kept in memory; {@link reload} after a transaction that was undone.
 */
export class Membership implements LogOwner {
  readonly #statements;
  #identity: DeskIdentity;
  #record: MembershipRecord | null = null;
  #position: PositionRow;

  constructor(database: DeskDatabase, firstIdentity: () => DeskIdentity) {
    this.#statements = prepareStatements(database);
    this.#identity = this.#statements.identity.get() ?? firstIdentity();
    this.#statements.setIdentity.run(this.#identity.desk, this.#identity.epoch);
    this.#position = this.#readPosition();
    this.reload();
  }

  get identity(): DeskIdentity {
    return this.#identity;
  }

  get isMember(): boolean {
    return this.#record !== null;
  }

  get record(): MembershipRecord | null {
    return this.#record;
  }

  get othersArrival(): number {
    return this.#position.others_arrival;
  }

  get ownArrival(): number {
    return this.#position.own_arrival;
  }

  get cursor(): number {
    return this.#position.cursor;
  }

  get position(): SyncPosition {
    const row = this.#position;
    return {
      cursor: row.cursor,
      head: row.head,
      acked: { deskSeq: row.acked_seq, hash: row.acked_hash, opId: row.acked_op_id },
      streams: streamNames.parse(JSON.parse(row.streams)),
      serverTime: row.server_time,
      lastContact: row.last_contact,
    };
  }

  /** Reads again what the file says. */
  reload(): void {
    this.#identity = this.#statements.identity.get() ?? this.#identity;
    this.#position = this.#readPosition();
    const row = this.#statements.membership.get();
    this.#record =
      row === undefined
        ? null
        : {
            organisation: row.organisation,
            url: row.url,
            certificate: row.certificate,
            deskCode: row.desk_code,
            founder: row.founder === 1,
            machine: row.machine,
            publicKey: row.public_key,
            privateKey: row.private_key,
            fence: fenceName.parse(row.fence),
            paused: row.paused === 1,
          };
  }

  /** The identity that was offered to a server whose answer did not come yet. */
  get joining(): Joining | null {
    const row = this.#statements.joining.get();
    return row === undefined ? null : { desk: row.desk, privateKey: row.private_key };
  }

  /** Keeps the identity that is about to be offered. */
  beginJoining({ desk, privateKey }: Joining): void {
    this.#statements.setJoining.run(desk, Buffer.from(privateKey));
  }

  /** Joins a server, or goes on there under a new identity. Part of a transaction. */
  join(identity: DeskIdentity, record: MembershipRecord): void {
    this.#statements.setIdentity.run(identity.desk, identity.epoch);
    this.#statements.setMembership.run(record.organisation, record.url, record.certificate, record.deskCode, Number(record.founder), record.machine, record.publicKey, Buffer.from(record.privateKey), record.fence, Number(record.paused));
    this.#statements.joined.run();
    this.reload();
  }

  setFence(fence: Fence | null): void {
    this.#statements.fence.run(fence);
    this.reload();
  }

  /** The server holds the own chain up to here. */
  acknowledge(acked: ChainPlace): void {
    this.#statements.ack.run(acked.deskSeq, acked.hash, acked.opId);
    this.#position = this.#readPosition();
  }

  /** Operations of the server up to `cursor` are taken. */
  advance(cursor: number, head: number, streams: readonly string[]): void {
    this.#statements.advance.run(cursor, head, JSON.stringify(streams));
    this.#position = this.#readPosition();
  }

  /** Others' operations came up to `othersArrival`; the newest own one before them is `ownArrival`. */
  othersCame(othersArrival: number, ownArrival: number): void {
    this.#statements.others.run(othersArrival, ownArrival);
    this.#position = this.#readPosition();
  }

  contact(serverTime: string, at: string): void {
    this.#statements.contact.run(serverTime, at);
    this.#position = this.#readPosition();
  }

  streamPosition(stream: string): number {
    return this.#statements.streamPosition.get(stream)?.stream_seq ?? 0;
  }

  setStreamPosition(stream: string, streamSeq: number): void {
    this.#statements.setStreamPosition.run(stream, streamSeq);
  }

  #readPosition(): PositionRow {
    const row = this.#statements.position.get();
    if (row === undefined) throw new Error('the row of the sync position is missing');
    return row;
  }
}

function prepareStatements(database: DeskDatabase) {
  return {
    identity: database.prepare<[], DeskIdentity>('SELECT desk, epoch FROM desk_identity'),
    setIdentity: database.prepare<[string, number]>('INSERT INTO desk_identity (only_row, desk, epoch) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET desk = excluded.desk, epoch = excluded.epoch'),
    membership: database.prepare<[], MembershipRow>('SELECT * FROM membership'),
    setMembership: database.prepare(
      `INSERT INTO membership (only_row, organisation, url, certificate, desk_code, founder, machine, public_key, private_key, fence, paused) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET organisation = excluded.organisation, url = excluded.url, certificate = excluded.certificate, desk_code = excluded.desk_code, founder = excluded.founder,
         machine = excluded.machine, public_key = excluded.public_key, private_key = excluded.private_key, fence = excluded.fence, paused = excluded.paused`,
    ),
    joining: database.prepare<[], { desk: string; private_key: Buffer }>('SELECT desk, private_key FROM joining'),
    setJoining: database.prepare<[string, Buffer]>('INSERT INTO joining (only_row, desk, private_key) VALUES (1, ?, ?)'),
    joined: database.prepare('DELETE FROM joining'),
    fence: database.prepare<[string | null]>('UPDATE membership SET fence = ?'),
    position: database.prepare<[], PositionRow>('SELECT * FROM sync_position'),
    ack: database.prepare<[number, string, string | null]>('UPDATE sync_position SET acked_seq = ?, acked_hash = ?, acked_op_id = ?'),
    advance: database.prepare<[number, number, string]>('UPDATE sync_position SET cursor = ?, head = max(head, ?), streams = ?'),
    others: database.prepare<[number, number]>('UPDATE sync_position SET others_arrival = ?, own_arrival = ?'),
    contact: database.prepare<[string, string]>('UPDATE sync_position SET server_time = ?, last_contact = ?'),
    streamPosition: database.prepare<[string], { stream_seq: number }>('SELECT stream_seq FROM stream_position WHERE stream = ?'),
    setStreamPosition: database.prepare<[string, number]>('INSERT INTO stream_position (stream, stream_seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET stream_seq = excluded.stream_seq'),
  };
}
