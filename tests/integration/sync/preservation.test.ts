import { describe, expect, it } from 'vitest';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { crl } from '../../../src-main/demo/pki/index.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { filesOfSubject } from '../../../src-main/verification/subject.ts';
import { issueWithAddresses } from '../../support/evidence-pki.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, settle } from '../../support/office-of-desks.ts';
import { signIn, valueOf } from '../../support/test-desk.ts';
import { add, DAY, HOUR, type Office, pki } from '../desk/evidence-office.ts';
import { registered, type World, world } from '../desk/preservation-office.ts';

/** The founder as an office that trusts the test root, and that may ask the world outside. */
async function preserving(founder: OfficeDesk, outside: World): Promise<Office> {
  const [client, admin] = [founder.client(), founder.client('admin')];
  await signIn(client);
  await signIn(admin, 'admin');
  outside.now = () => founder.environment.now();
  await add(admin, 'anchor', 'root.cer', pki.root.certificate);
  await add(admin, 'crl', 'root.crl', crl({ issuer: pki.root, revoked: [], thisUpdate: new Date(founder.environment.now() - HOUR), nextUpdate: new Date(founder.environment.now() + 900 * DAY) }));
  valueOf(await admin.administration.setFetching({ fetch: true, allowedHosts: [outside.server.host], proxy: null }));
  valueOf(await admin.signing.setSettings({ timestampAuthority: outside.server.url('/tsa') }));
  return { desk: founder, client, admin, environment: founder.environment };
}

describe('evidence of an office of two desks', () => {
  it('[ARC-07] [VER-04] is made by one of them and carries the document at the other, which has no link by then; restricted evidence stays where it may be', async () => {
    const outside = await world();
    const server = await officeServer();
    const founder = await founderOf(server);
    const here = await preserving(founder, outside);
    const second = await joinedDesk(server, 'second');
    await settle(founder);
    await settle(second);
    const signer = await issueWithAddresses(pki, { crl: [outside.server.url('/issuing.crl')] }, 'ТЕСТ Підписувач', { notAfter: new Date(founder.environment.now() + 20 * DAY) });
    const documentId = await registered(here, signer);
    const restricted = await registered(here, signer, 'ДСК.txt', true);
    await settle(founder);
    await settle(second);

    // The other desk holds the document as well and leaves its evidence to the keeper.
    const other = second.client();
    await signIn(other);
    const waits = valueOf(await other.preservation.state({}));
    expect(waits).toMatchObject({ isKeeper: false, obstacle: 'notKeeper', counts: { documents: 1, notAssessed: 1 } });
    await second.rooms.preservation.rounds.now();
    expect(valueOf(await other.preservation.state({}))).toMatchObject({ round: null, reports: [] });
    expect(outside.stamps).toBe(0);

    await founder.rooms.preservation.rounds.now();
    const state = valueOf(await here.client.preservation.state({}));
    expect(state).toMatchObject({ isKeeper: true, keeper: waits.keeper, reports: [{ renewed: 2 }] });
    await settle(founder);
    await settle(second);
    expect(valueOf(await other.preservation.state({})).reports).toEqual(state.reports);
    const { evidence } = valueOf(await other.preservation.ofDocument({ documentId }));
    expect(evidence).toEqual(valueOf(await here.client.preservation.ofDocument({ documentId })).evidence);
    expect(second.rooms.store.database.prepare('SELECT DISTINCT document_id FROM preserved_evidence').pluck().all()).toEqual([documentId]);
    expect(JSON.stringify(second.rooms.store.log.ofEntity(restricted))).toBe('[]');

    // Somebody opens the document while there is a link; then it is gone, and the signer's certificate ends.
    const { files } = filesOfSubject(second.rooms.store.database, { documentId }) ?? { files: [] };
    for (const { sha256 } of files) valueOf(await other.files.read({ sha256, offset: 0, length: 10 }));
    await server.stop();
    await outside.server.close();
    second.environment.advance(25 * DAY);
    const verdict = async (subject: { documentId: string } | { letterId: string }) => overallVerdict(await second.rooms.verification.preview(subject, files, {}));
    expect(await verdict({ documentId })).toBe('passed');
    expect(await verdict({ letterId: 'none' })).toBe('undetermined');
    for (const desk of [founder, second]) expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
  });

  it('is made at another desk where the office says so, and begun by hand anywhere', async () => {
    const outside = await world();
    const server = await officeServer();
    const founder = await founderOf(server);
    const here = await preserving(founder, outside);
    const second = await joinedDesk(server, 'second');
    const signer = await outside.signer(3);
    await registered(here, signer);
    await settle(founder);
    await settle(second);
    const other = second.client();
    await signIn(other);
    const { desks, keeper } = valueOf(await other.preservation.state({}));
    const code = desks.find((desk) => desk !== keeper) ?? '';
    expect(valueOf(await other.preservation.setSettings({ keeper: code, renewDays: 90, revalidateDays: 365 }))).toMatchObject({ isKeeper: true, keeper: code });
    await settle(second);
    await settle(founder);
    await founder.rooms.preservation.rounds.now();
    expect(valueOf(await here.client.preservation.state({}))).toMatchObject({ isKeeper: false, round: null, reports: [] });
    valueOf(await here.client.preservation.begin({}));
    await founder.rooms.preservation.rounds.now();
    expect(valueOf(await here.client.preservation.state({}))).toMatchObject({ reports: [{ renewed: 1 }] });
  });
});
