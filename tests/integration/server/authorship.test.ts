import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { KIND_RULES } from '#shared/sync/merge-rules.ts';
import { isOperationKind } from '#shared/sync/operation-kinds.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { account, type ChainDesk, person, type Said } from '../../support/central-server/chain-desk.ts';
import { storeKinds } from '../../support/central-server/stores.ts';
import { testServer } from '../../support/central-server/test-server.ts';

const FIXTURES = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'operations');
const stored = z.array(z.object({ kind: z.string(), v: z.number(), payload: z.record(z.string(), z.unknown()) }));
const WRITTEN = readdirSync(FIXTURES).flatMap((file) => stored.parse(JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8'))));

/** A payload of the kind as a desk once wrote it, with other names. */
function written(kind: string, changes: Readonly<Record<string, unknown>> = {}, within: string | null = null): Pick<Said, 'kind' | 'v' | 'payload'> {
  const found = WRITTEN.findLast((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} among the fixtures`);
  const payload = within === null ? { ...found.payload, ...changes } : { ...found.payload, [within]: { ...z.record(z.string(), z.unknown()).parse(found.payload[within]), ...changes } };
  return { kind, v: found.v, payload };
}

const STRICT = Object.entries(KIND_RULES).flatMap(([kind, { strict }]) => (strict ? [kind] : []));

interface Case {
  readonly said: Said;
  /** Who makes it. */
  readonly right: string;
  /** Accounts of the office that may not. */
  readonly wrong: readonly string[];
  /** What must stand before. */
  readonly before?: Said;
}

const EVENT = { byPersonId: 'asan' };
const route = (kind: string): Case => ({ said: { ...written(kind, EVENT, 'event'), entity: `draft of ${kind}` }, right: 'asanov', wrong: ['botabay', 'registrar'] });

/** Who may make it is told by what stands in the server's log. */
const OWN_WORD: Readonly<Record<string, Case>> = {
  'a resolution of an official': { said: { ...written('resolution.issued', { source: 'pass', authorPersonId: 'boss', onPaperOn: null }), entity: 'pass 1' }, right: 'chief', wrong: ['official', 'registrar'] },
  'a resolution on paper, entered by the registrar': { said: { ...written('resolution.issued', { source: 'pass', authorPersonId: 'boss', onPaperOn: '2026-03-02' }), entity: 'pass 2' }, right: 'registrar', wrong: ['official'] },
  'a resolution by a deputy': { said: { ...written('resolution.issued', { source: 'pass', authorPersonId: 'boss', onPaperOn: null }), entity: 'pass 3', onBehalfOf: 'chief' }, right: 'official', wrong: [] },
  'a new draft': { said: { ...written('draftDocument.created', { authorPersonId: 'asan' }), entity: 'draft 1' }, right: 'asanov', wrong: ['botabay', 'registrar'] },
  'a change of a draft': { before: { ...written('draftDocument.created', { authorPersonId: 'asan' }), entity: 'draft 2', account: 'asanov' }, said: { ...written('draftDocument.changed'), entity: 'draft 2' }, right: 'asanov', wrong: ['botabay', 'registrar'] },
  'the start of a route': route('route.started'),
  'a step of a route': route('route.stepDecided'),
  'a return on a route': route('route.returned'),
  'another content on a route': route('route.contentReplaced'),
  'a restart of a route': route('route.restarted'),
  'the registration of a signed draft': { said: { ...written('route.registered', { byPersonId: 'clerk' }, 'event'), entity: 'draft of route.registered' }, right: 'registrar', wrong: ['second registrar'] },
  'the end of a route': route('route.withdrawn'),
  'an own acknowledgement': { said: { ...written('acknowledgement.made', { personIds: ['asan'], way: 'system', signature: null }), entity: 'card 1' }, right: 'asanov', wrong: ['botabay', 'registrar'] },
  'an acknowledgement by the signature of a contract': { said: { ...written('acknowledgement.made', { personIds: ['asan'], way: 'signature', signature: { documentId: 'card 1', sha256: 'a'.repeat(64), verificationId: 'v' } }), entity: 'card 1' }, right: 'registrar', wrong: ['botabay'] },
  'a simple signature': { said: { ...written('simpleSignature.made', { accountId: 'asanov', personId: 'asan' }, 'record'), entity: 'card 1' }, right: 'asanov', wrong: ['botabay', 'registrar'] },
  'a simple signature that names another account': { said: { ...written('simpleSignature.made', { accountId: 'botabay', personId: 'bota' }, 'record'), entity: 'card 1' }, right: 'botabay', wrong: ['asanov'] },
  'data that somebody was asked for': { before: { ...written('dataRequest.asked', { personId: 'asan' }), entity: 'request 1' }, said: { ...written('dataRequest.supplied'), entity: 'request 1' }, right: 'asanov', wrong: ['botabay', 'official'] },
  'data that were brought to the registrar': { before: { ...written('dataRequest.asked', { personId: 'asan' }), entity: 'request 2' }, said: { ...written('dataRequest.supplied'), entity: 'request 2' }, right: 'registrar', wrong: ['official'] },
  'the declaration of a head': { said: { ...written('application.declared', { head: { personId: 'boss', name: 'Chief' } }), entity: 'card 1' }, right: 'chief', wrong: ['official', 'asanov'] },
  'the acceptance of an application': { said: { ...written('application.accepted', { addressee: { personId: 'boss', name: 'Chief' } }), entity: 'card 1' }, right: 'chief', wrong: ['official', 'asanov'] },
  'a delegation': { said: { ...written('delegation.granted', { principalPersonId: 'boss' }), entity: 'delegation 1' }, right: 'chief', wrong: ['official', 'asanov'] },
  'the end of a delegation': { before: { ...written('delegation.granted', { principalPersonId: 'boss' }), entity: 'delegation 2', account: 'chief' }, said: { ...written('delegation.removed'), entity: 'delegation 2' }, right: 'chief', wrong: ['official', 'asanov'] },
  'an absence': { said: { ...written('absence.recorded', { personId: 'asan' }), entity: 'absence 1' }, right: 'asanov', wrong: ['botabay', 'official'] },
  'the end of an absence': { before: { ...written('absence.recorded', { personId: 'asan' }), entity: 'absence 2', account: 'asanov' }, said: { ...written('absence.cancelled'), entity: 'absence 2' }, right: 'asanov', wrong: ['botabay', 'official'] },
};

/** An office of five accounts; an executor is none of the registrar, and no official. */
async function office(store: Store): Promise<{ readonly forged: ChainDesk; readonly founder: ChainDesk }> {
  const { founder, desk } = await testServer({ store });
  for (const said of [account('asanov', 'executor'), account('botabay', 'executor'), account('chief', 'official'), account('official', 'official'), account('second registrar', 'registrar')]) await founder.say({ ...said, account: 'administrator' });
  for (const said of [person('asan', 'asanov'), person('bota', 'botabay'), person('boss', 'chief'), person('clerk', 'registrar'), person('nobody', null)]) await founder.say(said);
  return { founder, forged: await desk('forged') };
}

const opened: Store[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  vi.restoreAllMocks();
});

for (const kind of storeKinds()) {
  describe.skipIf(kind.skipped !== null)(`whose word an operation is, on ${kind.name}${kind.skipped === null ? '' : ` (${kind.skipped})`}`, () => {
    const open = async () => {
      const store = await (await kind.place())();
      opened.push(store);
      return office(store);
    };

    it('[AUD-01] refuses what says to be of somebody else, by name, and takes what its author made', async () => {
      const { forged, founder } = await open();
      for (const [name, { said, right, wrong, before }] of Object.entries(OWN_WORD)) {
        const stands = before === undefined ? null : await founder.say(before);
        if (stands !== null) expect(stands, name).toMatchObject({ status: 'accepted', note: {} });
        const basedOn = said.kind === 'draftDocument.changed' ? (stands?.opId ?? null) : null;
        for (const other of wrong) expect(await forged.say({ ...said, basedOn, account: other }), `${name} by ${other}`).toMatchObject({ status: 'rejected', note: { because: 'notTheirs' } });
        expect(await forged.say({ ...said, basedOn, account: right }), `${name} by ${right}`).toMatchObject({ status: 'accepted', note: {} });
      }
    });

    it('[AUD-06] on behalf of an official who is not the author it is as little anybody’s word', async () => {
      const { forged } = await open();
      const said = { ...written('resolution.issued', { source: 'pass', authorPersonId: 'boss', onPaperOn: null }), entity: 'pass' };
      expect(await forged.say({ ...said, account: 'official', onBehalfOf: 'official' })).toMatchObject({ status: 'rejected', note: { because: 'notTheirs' } });
      // Nobody stands in for another on the way of a draft: there the deputy is named himself.
      expect(await forged.say({ ...written('route.stepDecided', EVENT, 'event'), entity: 'draft', account: 'botabay', onBehalfOf: 'asanov' })).toMatchObject({ note: { because: 'notTheirs' } });
    });

    it('[SEC-02] refuses every kind of people’s work from an account that is none, from nobody, and from one whose role never allowed it', async () => {
      const { forged } = await open();
      for (const strict of STRICT) {
        const said = { ...written(strict), entity: `${strict} of nobody` };
        expect(await forged.say({ ...said, account: 'made up' }), strict).toMatchObject({ status: 'rejected', note: { reason: 'actorWithdrawn', because: 'noRight' } });
        expect(await forged.say({ ...said, account: null }), strict).toMatchObject({ status: 'rejected', note: { reason: 'actorMissing' } });
        const right = isOperationKind(strict) ? KIND_RULES[strict].right : null;
        if (right !== null && right !== 'card.readOwn') expect(await forged.say({ ...said, account: 'asanov' }), strict).toMatchObject({ status: 'rejected', note: { because: 'noRight' } });
      }
    });

    it('takes what a locked person did before, flagged: his right was there', async () => {
      const { forged, founder } = await open();
      await founder.say({ kind: 'account.locked', entity: 'asanov', account: null, payload: { accountId: 'asanov', reason: 'wrong passwords' } });
      expect(await forged.say({ ...written('acknowledgement.made', { personIds: ['asan'], way: 'system', signature: null }), entity: 'card', account: 'asanov' })).toMatchObject({ status: 'accepted', note: { actorWithdrawn: true } });
    });

    it('judges by the order of the log, also within one push', async () => {
      const { forged, founder } = await open();
      const word = { ...written('application.accepted', { addressee: { personId: 'late', name: 'Late' } }), entity: 'card', account: 'chief' };
      forged.write(word);
      const { opId } = forged.write({ ...person('late', 'chief'), account: 'registrar' });
      forged.write(word);
      forged.write({ ...person('late', 'official', opId), account: 'registrar' });
      forged.write(word);
      // A person stands under his own name only.
      forged.write({ ...person('late', 'chief'), entity: 'other', account: 'registrar' });
      forged.write(word);
      const answer = await forged.push();
      if (answer.answer !== 'taken') throw new Error(answer.problem);
      expect(answer.results.map(({ status }) => status)).toEqual(['rejected', 'accepted', 'accepted', 'accepted', 'rejected', 'accepted', 'rejected']);
      // Who was named first stays the one whose matter it is.
      await founder.say({ ...written('dataRequest.asked', { personId: 'asan' }), entity: 'request' });
      await founder.say({ ...written('dataRequest.asked', { personId: 'bota' }), entity: 'request' });
      expect(await forged.say({ ...written('dataRequest.supplied'), entity: 'request', account: 'botabay' })).toMatchObject({ status: 'rejected' });
      expect(await forged.say({ ...written('dataRequest.supplied'), entity: 'another request', account: 'botabay' })).toMatchObject({ status: 'rejected' });
    });
  });
}
