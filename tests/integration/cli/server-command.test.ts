import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInvitationLine } from '#shared/sync/invitation.ts';
import { fingerprint, ownCertificate } from '../../../src-server/http/own-certificate.ts';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import { registered } from '../../support/central-server/chain-desk.ts';
import { letterWith, sha256Of } from '../../support/central-server/file-server.ts';
import { testServer } from '../../support/central-server/test-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery');

function server(folder: string, words: readonly string[], language = 'en_GB.UTF-8') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CHANCERY, 'server', ...words, '--data', folder], { encoding: 'utf8', env: { ...process.env, LC_ALL: language } });
  return { code: status, out: stdout.trim(), err: stderr };
}

describe('chancery server', () => {
  it('administers the store beside a running node', async () => {
    const folder = temporaryFolder();
    const store = await openSqliteStore(folder);
    try {
      const { founder, organisation, server: node } = await testServer({ store });
      await founder.lease('r', 3);
      await founder.say(registered({ document: 'a', number: 5 }));
      await founder.say(registered({ document: 'b', number: 5 }));
      expect(server(folder, ['journals']).out).toBe('journal · 2026 · next 6 · used 1 · leased 3 · void 1');
      expect(server(folder, ['gap-act', 'journal', '2026'], 'uk_UA.UTF-8').out).toMatch(/^1–3: видано наперед робочому місцю 1 до 2026-03-16T04:00:00.000Z\n4: раніше зареєстровано більший номер \(операція op-\d+\)$/);
      expect(server(folder, ['conflicts']).out).toBe('Number 5 (journal, 2026) is borne by one more document: b, letter “а”');
      const listed = JSON.parse(server(folder, ['desks', '--org', 'Office', '--json']).out) as object;
      expect(listed).toMatchObject({ desk: founder.desk, code: '1', state: 'active', behind: 4, last: { deskSeq: 4 } });
      expect(Object.keys(listed)).not.toContain('publicKey');
      expect(server(folder, ['grant', founder.desk, 'restricted']).code).toBe(0);
      expect((await founder.pull()).streams).toEqual(['main', 'restricted']);
      expect(server(folder, ['revoke', founder.desk]).code).toBe(0);
      await expect(founder.pull()).rejects.toMatchObject({ code: 'fenced' });
      expect(await node.administration.journals(organisation)).toMatchObject([{ leased: 0, void: 4 }]);
    } finally {
      await store.close();
    }
  });

  it('lists the files that operations name and that did not come', async () => {
    const folder = temporaryFolder();
    const store = await openSqliteStore(folder);
    try {
      const { founder, organisation } = await testServer({ store });
      const [missing, held] = [Buffer.from('missing'), Buffer.from('held')];
      for (const bytes of [missing, held]) await founder.say(letterWith(bytes));
      await store.markHeld(organisation, sha256Of(held), held.length, 0);
      expect(server(folder, ['storage']).out.split('\n')).toEqual([
        'Files: held 1 (4 bytes) · not come yet 1 · unfinished uploads at this node 0',
        `Missing: ${sha256Of(missing)} · 7 bytes · named 2026-03-02T04:00:00.000Z · desks ${founder.desk}`,
      ]);
      expect(JSON.parse(server(folder, ['storage', '--json']).out)).toEqual({
        held: 1,
        bytes: 4,
        missing: 1,
        unfinished: 0,
        files: [{ sha256: sha256Of(missing), size: 7, namedAt: '2026-03-02T04:00:00.000Z', heldAt: null, erasedAt: null, desks: [founder.desk] }],
      });
      expect(server(folder, ['storage', '--blobs', 's3://Bad'])).toMatchObject({ code: 1 });
    } finally {
      await store.close();
    }
  });

  it('has a server that was put back to an older copy gather what it lost', async () => {
    const folder = temporaryFolder();
    const store = await openSqliteStore(folder);
    try {
      const { founder, organisation, server: node } = await testServer({ store });
      expect(server(folder, ['recovery', 'finish'])).toMatchObject({ code: 1 });
      expect(server(folder, ['recovery', 'begin']).err).toContain('The recovery has begun');
      await expect(founder.say(registered({ document: 'a', number: 5 }))).rejects.toMatchObject({ code: 'busy' });
      expect(server(folder, ['recovery', 'state']).out.split('\n')).toEqual(['Entries gathered: 0', 'Have given: —', `Have not given yet: 1 (${founder.desk})`]);
      expect(server(folder, ['recovery', 'finish'])).toMatchObject({ code: 1, out: '' });
      const [office] = await node.administration.organisations();
      await node.giveBack(founder.token, { recovery: office?.recovery ?? '', operations: [], leases: [], last: true });
      expect(JSON.parse(server(folder, ['recovery', 'state', '--json']).out)).toEqual({ operations: 0, given: [founder.desk], missing: [] });
      expect(server(folder, ['recovery', 'finish'], 'uk_UA.UTF-8').err).toContain('Відновлено: 0 записів на своїх місцях.');
      await founder.push();
      expect(await node.administration.journals(organisation)).toMatchObject([{ used: 1 }]);
      expect(server(folder, ['recovery', 'hurry'])).toMatchObject({ code: 64 });
    } finally {
      await store.close();
    }
  });

  it('makes an organisation and a code that is shown once, and says what it cannot do', () => {
    const folder = temporaryFolder();
    const { out: organisation } = server(folder, ['org', 'create', 'Кеңсе']);
    expect(organisation).toMatch(/^[0-9a-f-]{36}$/);
    expect(server(folder, ['org', 'list']).out).toBe(`${organisation} · Кеңсе`);
    expect(server(folder, ['invite', 'Кеңсе', '--code', '7']).out).toMatch(/^([2-9A-Z]{5}-){3}[2-9A-Z]{5}$/);
    expect(server(folder, ['invite', 'Кеңсе', '--code', '7'])).toMatchObject({ code: 1, out: '' });
    // The certificate is made at the first start of a node; an invitation names it.
    expect(server(folder, ['invite', 'Кеңсе', '--address', 'https://server.example:8443']).code).toBe(64);
    const { certificate } = ownCertificate(folder, ['localhost'], Date.now());
    const invitation = readInvitationLine(server(folder, ['invite', 'Кеңсе', '--address', 'https://server.example:8443']).out);
    expect(invitation).toMatchObject({ address: 'https://server.example:8443', certificate: fingerprint(certificate).replaceAll(':', '').toLowerCase() });
    expect(server(folder, ['revoke', 'nobody'])).toMatchObject({ code: 1 });
    expect(server(folder, ['desks', '--org', 'another'])).toMatchObject({ code: 64 });
    expect(server(folder, ['nothing'])).toMatchObject({ code: 64 });
    expect(server(folder, ['--listen', 'nowhere'])).toMatchObject({ code: 64 });
    expect(server(folder, ['--store', 'postgres://127.0.0.1:1/none'])).toMatchObject({ code: 3, out: '' });
  });
});
