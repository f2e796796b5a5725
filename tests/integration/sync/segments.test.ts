import { describe, expect, it } from 'vitest';
import { HttpsLink } from '../../../src-main/sync/https-link.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { type ServerLink, type ServerPlace, ServerUnreachable } from '../../../src-main/sync/server-link.ts';
import { deskThatCanJoin, founderOf, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { valueOf } from '../../support/test-desk.ts';

const SEGMENT = 40;

/** An office whose log is sealed in part: the server seals at its start and then each hour. */
async function sealedOffice() {
  const house = await officeServer({ segmentOperations: SEGMENT });
  const first = await founderOf(house);
  await registerPapers(first, 30);
  await registerPapers(first, 2, { restricted: true });
  await registerPapers(first, 30);
  expect(await round(first)).toBe('done');
  await house.stop();
  await house.start();
  const token = await first.rooms.sync?.ask(async (given) => given);
  const link = new HttpsLink(house.place);
  await expect.poll(async () => (await link.segments(token ?? '', 0)).segments.length).toBeGreaterThan(1);
  link.close();
  return { house, first };
}

interface Watched {
  readonly offsets: number[];
  pages: number;
  readonly link: (place: ServerPlace) => ServerLink;
}

/** The real link, with what was asked for written down; `spoil` may stand in the way of a part. */
function watched(spoil: (part: number, bytes: Uint8Array) => Uint8Array = (_part, bytes) => bytes): Watched {
  const seen: Watched = {
    offsets: [],
    pages: 0,
    link: (place) => {
      const real = new HttpsLink(place);
      const { segmentPart, pull } = real;
      return Object.assign(real, {
        segmentPart: async (token: string, part: Parameters<ServerLink['segmentPart']>[1]) => {
          // In small parts, as a bad link would have it.
          const bytes = await segmentPart(token, { ...part, length: 700 });
          seen.offsets.push(part.offset);
          return spoil(seen.offsets.length, bytes);
        },
        pull: async (...asked: Parameters<ServerLink['pull']>) => {
          seen.pages += 1;
          return pull(...asked);
        },
      });
    },
  };
  return seen;
}

async function join(house: Awaited<ReturnType<typeof officeServer>>, { link }: Watched) {
  const desk = await deskThatCanJoin('second', { link });
  const result = await desk.client('joining').desk.join({ address: house.place.url, certificate: house.place.certificate, code: await house.invite(), passphrase: null });
  return { desk, result };
}

describe('sealed parts of the log', () => {
  it('bring a new desk most of it, and pages the rest: it is as if all had come by pages', async () => {
    const { house, first } = await sealedOffice();
    const seen = watched();
    const { desk, result } = await join(house, seen);
    expect(valueOf(result).phase).toBe('ready');
    expect(seen.offsets.length).toBeGreaterThan(2);
    expect(desk.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(60);
    expect(desk.rooms.store.membership.position.cursor).toBe(first.rooms.store.membership.position.cursor);
    expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    // What is restricted comes beside the segments, in its place.
    await house.grant(desk.rooms.store.identity.desk, 'restricted');
    expect(await round(desk)).toBe('done');
    expect(desk.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(62);
    const rows = 'SELECT document_id, registration_index, card_key FROM card ORDER BY card_key';
    expect(desk.rooms.store.database.prepare(rows).all()).toEqual(first.rooms.store.database.prepare(rows).all());
  });

  it('go on where the link broke, and are refused where a byte is not what was promised', async () => {
    const { house } = await sealedOffice();
    let broken = false;
    const seen = watched((part, bytes) => {
      if (part === 3 && !broken) {
        broken = true;
        throw new ServerUnreachable('the line is dead');
      }
      return bytes;
    });
    const { desk, result } = await join(house, seen);
    expect(result.ok).toBe(false);
    const before = seen.offsets.length;
    expect(await round(desk)).toBe('done');
    expect(seen.offsets[before]).toBe(seen.offsets[before - 1]);
    expect(desk.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(60);

    const spoiled = watched((part, bytes) => (part === 1 ? Uint8Array.from(bytes, (byte, at) => (at === 9 ? byte ^ 1 : byte)) : bytes));
    const other = await deskThatCanJoin('third', { link: spoiled.link });
    const refused = await other.client('joining').desk.join({ address: house.place.url, certificate: house.place.certificate, code: await house.invite(), passphrase: null });
    expect(refused.ok).toBe(false);
    expect(other.rooms.store.log.count()).toBe(0);
    // Fetched anew it is good.
    expect(await round(other)).toBe('done');
  });

  it('are for desks of the organisation alone, and ask for no bytes beyond their end', async () => {
    const { house, first } = await sealedOffice();
    const link = new HttpsLink(house.place);
    const segments = async () => (await first.rooms.sync?.ask((token) => link.segments(token, 0)))?.segments ?? [];
    const [one] = await segments();
    if (one === undefined) throw new Error('nothing is sealed');
    await expect(link.segments('nobody', 0)).rejects.toMatchObject({ status: 401 });
    await expect(link.segmentPart('nobody', { last: one.last, offset: 0, length: 10 })).rejects.toMatchObject({ status: 401 });
    const part = (last: number, offset: number) => first.rooms.sync?.ask((token) => link.segmentPart(token, { last, offset, length: 10 }));
    expect(await part(one.last, one.size - 4)).toHaveLength(4);
    await expect(part(one.last, one.size)).rejects.toMatchObject({ status: 416 });
    await expect(part(one.last + 1, 0)).rejects.toMatchObject({ status: 404 });
    link.close();
  });
});
