import { z } from 'zod';
import { type BundleKeys, type ChainPlace, FENCES, type Fence } from '#shared/sync/wire.ts';
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
  /** Most bytes of files a second that the desk takes of the link; null: no limit. */
  readonly bytesPerSecond: number | null;
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
  readonly bytes_per_second: number | null;
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
  readonly bundle_encryption: string | null;
  readonly bundle_signature: string | null;
}

/** The time of the last contact is written at most so often: each time would be a wait for the disk. */
const CONTACT_MILLISECONDS = 60_000;

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
  #contactWritten = Number.NEGATIVE_INFINITY;

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
    this.#reread();
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
            bytesPerSecond: row.bytes_per_second,
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

  /** What was offered is given up, with the identity: the server may know it. Only while nothing was written under it. */
  giveUpJoining(identity: DeskIdentity): void {
    this.#statements.setIdentity.run(identity.desk, identity.epoch);
    this.#statements.joined.run();
    this.reload();
  }

  /** Joins a server, or goes on there under a new identity. Part of a transaction. */
  join(identity: DeskIdentity, record: MembershipRecord): void {
    this.#statements.setIdentity.run(identity.desk, identity.epoch);
    this.#statements.setMembership.run(record.organisation, record.url, record.certificate, record.deskCode, Number(record.founder), record.machine, record.publicKey, Buffer.from(record.privateKey), record.fence, Number(record.paused), record.bytesPerSecond);
    this.#statements.joined.run();
    this.reload();
  }

  setFence(fence: Fence | null): void {
    this.#statements.fence.run(fence);
    this.reload();
  }

  /** While paused, a desk begins no round by itself or by hand. */
  setPaused(paused: boolean): void {
    this.#statements.paused.run(Number(paused));
    this.reload();
  }

  setBytesPerSecond(limit: number | null): void {
    this.#statements.bytesPerSecond.run(limit);
    this.reload();
  }

  /** Code by which people know a desk of the office; null: the server has not told it. */
  codeOf(desk: string): string | null {
    return this.#statements.knownDesk.get(desk)?.code ?? null;
  }

  /** Codes of the office's desks, as far as the server has told them. */
  knownCodes(): string[] {
    return this.#statements.knownCodes.all().map(({ code }) => code);
  }

  /** Keeps the codes of the office's desks. Part of a transaction. */
  setKnownDesks(desks: readonly { readonly desk: string; readonly code: string }[]): void {
    for (const { desk, code } of desks) this.#statements.setKnownDesk.run(desk, code);
  }

  /** The server holds the own chain up to here. */
  acknowledge(acked: ChainPlace): void {
    this.#statements.ack.run(acked.deskSeq, acked.hash, acked.opId);
    this.#reread();
  }

  /** Operations of the server up to `cursor` are taken. Where nothing is new, nothing is written. */
  advance(cursor: number, head: number, streams: readonly string[]): void {
    const row = this.#position;
    const names = JSON.stringify(streams);
    if (row.cursor === cursor && row.head >= head && row.streams === names) return;
    this.#statements.advance.run(cursor, head, names);
    this.#reread();
  }

  /** Others' operations came up to `othersArrival`; the newest own one before them is `ownArrival`. */
  othersCame(othersArrival: number, ownArrival: number): void {
    this.#statements.others.run(othersArrival, ownArrival);
    this.#reread();
  }

  /** The server told its time. A desk that only asks whether there is something new writes it once a minute. */
  contact(serverTime: string, at: string): void {
    this.#position = { ...this.#position, server_time: serverTime, last_contact: at };
    const since = Date.parse(at) - this.#contactWritten;
    if (since >= 0 && since < CONTACT_MILLISECONDS) return;
    this.#statements.contact.run(serverTime, at);
    this.#contactWritten = Date.parse(at);
  }

  /** The server's keys for the exchange by a stick; null: it has not told them. */
  bundleKeys(): BundleKeys | null {
    const { bundle_encryption: encryption, bundle_signature: signature } = this.#position;
    return encryption === null || signature === null ? null : { encryption, signature };
  }

  setBundleKeys({ encryption, signature }: BundleKeys): void {
    if (encryption === this.#position.bundle_encryption && signature === this.#position.bundle_signature) return;
    this.#statements.bundleKeys.run(encryption, signature);
    this.#reread();
  }

  /** Milliseconds by which this desk's clock was ahead of the server's when they last spoke; negative: behind; null: they never did. */
  clockAhead(): number | null {
    const { server_time: serverTime, last_contact: lastContact } = this.#position;
    return serverTime === null || lastContact === null ? null : Date.parse(lastContact) - Date.parse(serverTime);
  }

  streamPosition(stream: string): number {
    return this.#statements.streamPosition.get(stream)?.stream_seq ?? 0;
  }

  setStreamPosition(stream: string, streamSeq: number): void {
    this.#statements.setStreamPosition.run(stream, streamSeq);
  }

  /** The file's position, with what the server told since it was last written there. */
  #reread(): void {
    const { server_time: serverTime, last_contact: lastContact } = this.#position;
    this.#position = { ...this.#readPosition(), server_time: serverTime, last_contact: lastContact };
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
      `INSERT INTO membership (only_row, organisation, url, certificate, desk_code, founder, machine, public_key, private_key, fence, paused, bytes_per_second) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET organisation = excluded.organisation, url = excluded.url, certificate = excluded.certificate, desk_code = excluded.desk_code, founder = excluded.founder,
         machine = excluded.machine, public_key = excluded.public_key, private_key = excluded.private_key, fence = excluded.fence, paused = excluded.paused, bytes_per_second = excluded.bytes_per_second`,
    ),
    joining: database.prepare<[], { desk: string; private_key: Buffer }>('SELECT desk, private_key FROM joining'),
    setJoining: database.prepare<[string, Buffer]>('INSERT INTO joining (only_row, desk, private_key) VALUES (1, ?, ?)'),
    joined: database.prepare('DELETE FROM joining'),
    fence: database.prepare<[string | null]>('UPDATE membership SET fence = ?'),
    paused: database.prepare<[number]>('UPDATE membership SET paused = ?'),
    bytesPerSecond: database.prepare<[number | null]>('UPDATE membership SET bytes_per_second = ?'),
    knownDesk: database.prepare<[string], { code: string }>('SELECT code FROM known_desk WHERE desk = ?'),
    knownCodes: database.prepare<[], { code: string }>('SELECT DISTINCT code FROM known_desk ORDER BY code'),
    setKnownDesk: database.prepare<[string, string]>('INSERT INTO known_desk (desk, code) VALUES (?, ?) ON CONFLICT DO UPDATE SET code = excluded.code WHERE code <> excluded.code'),
    position: database.prepare<[], PositionRow>('SELECT * FROM sync_position'),
    ack: database.prepare<[number, string, string | null]>('UPDATE sync_position SET acked_seq = ?, acked_hash = ?, acked_op_id = ?'),
    advance: database.prepare<[number, number, string]>('UPDATE sync_position SET cursor = ?, head = max(head, ?), streams = ?'),
    others: database.prepare<[number, number]>('UPDATE sync_position SET others_arrival = ?, own_arrival = ?'),
    bundleKeys: database.prepare<[string, string]>('UPDATE sync_position SET bundle_encryption = ?, bundle_signature = ?'),
    contact: database.prepare<[string, string]>('UPDATE sync_position SET server_time = ?, last_contact = ?'),
    streamPosition: database.prepare<[string], { stream_seq: number }>('SELECT stream_seq FROM stream_position WHERE stream = ?'),
    setStreamPosition: database.prepare<[string, number]>('INSERT INTO stream_position (stream, stream_seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET stream_seq = excluded.stream_seq'),
  };
}
