import { describe, expect, it } from 'vitest';
import { PLAIN_KIND } from '#shared/domain/document-kinds.ts';
import { PLAIN_JOURNAL } from '#shared/domain/journals.ts';
import { errorOf, openOffice, PASSWORD, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

const newRequest = (): string => crypto.randomUUID();

const names = { kk: 'Сұраулар', uk: 'Запити', ky: 'Суроо-талаптар', ru: 'Запросы', en: 'Requests' };

describe('journals', () => {
  it('a journal of the office’s own counts by itself, by its pattern, and bears its mark', async () => {
    const { client } = await openOffice();
    const unit = valueOf(await client.directories.defineUnit({ unit: { unitId: null, index: '07', name: 'Відділ звернень' } }));
    const journal = valueOf(await client.directories.defineJournal({ journal: { ...PLAIN_JOURNAL, journalId: null, direction: 'incoming', names, pattern: '{unit}-{yy}/{n}', yearly: false, access: 'restricted' } }));
    const requisites = await someRequisites(client, { journalId: journal.journalId, medium: 'paper', unitId: unit.unitId });
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites }));
    expect(card).toMatchObject({ registrationIndex: '07-26/1', registrationNumber: 1, restricted: true });
    expect(errorOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, unitId: null, correspondentNumber: 'інший' } })).issues).toContainEqual({ path: 'unitId', message: 'requisite.missing' });
  });

  it('numbers of a journal that runs on do not begin anew in January', async () => {
    const here = await openOffice();
    const journal = valueOf(await here.client.directories.defineJournal({ journal: { ...PLAIN_JOURNAL, journalId: null, direction: 'incoming', names, pattern: '{n}', yearly: false } }));
    const register = async () => valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: await someRequisites(here.client, { journalId: journal.journalId, medium: 'paper' }) }));
    valueOf(await here.client.session.changePassword({ current: PASSWORD, next: 'N0va-para;X' }));
    here.environment.set('2026-12-31T21:59:00.000Z');
    valueOf(await here.client.session.signIn({ login: 'registrar', password: 'N0va-para;X' }));
    const last = await register();
    here.environment.set('2026-12-31T22:01:00.000Z');
    expect(await register()).toMatchObject({ registrationNumber: last.registrationNumber + 1, registrationYear: 2027 });
  });

  it('a journal in use keeps its direction and its count; a closed one takes no card and keeps those it has', async () => {
    const { client } = await openOffice();
    const requisites = await someRequisites(client, { medium: 'paper' });
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites }));
    const journal = valueOf(await client.registration.choices({})).journals.find(({ journalId }) => journalId === requisites.journalId);
    if (journal === undefined) throw new Error('no journal');
    const { year: _year, next: _next, ...record } = journal;
    const refused = errorOf(await client.directories.defineJournal({ journal: { ...record, direction: 'internal', yearly: false, pattern: '{case}' } }));
    expect(refused.issues.map(({ path }) => path)).toEqual(['journal.pattern', 'journal.direction', 'journal.yearly']);
    expect(valueOf(await client.directories.journalsInUse({})).journalIds).toEqual([record.journalId]);
    valueOf(await client.directories.defineJournal({ journal: { ...record, closed: true } }));
    expect(errorOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, correspondentNumber: 'x' } })).issues).toContainEqual({ path: 'journalId', message: 'requisite.invalid.journalClosed' });
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).card.registrationIndex).toBe(card.registrationIndex);
  });

  it('only who may edit directories changes them', async () => {
    const here = await openOffice();
    const { client } = here;
    valueOf(await client.session.signOut({}));
    await signIn(client, 'admin');
    valueOf(await client.accounts.create({ name: 'Олег', login: 'oleg', password: 'Str0ng-pass!', roles: ['official'] }));
    valueOf(await client.session.signOut({}));
    valueOf(await client.session.signIn({ login: 'oleg', password: 'Str0ng-pass!' }));
    expect(errorOf(await client.directories.defineUnit({ unit: { unitId: null, index: '1', name: 'x' } })).code).toBe('no-right');
  });
});

describe('kinds', () => {
  it('[REG-14] are added and changed with the order that says so', async () => {
    const { client } = await openOffice();
    const kind = { ...PLAIN_KIND, kindId: null, directions: ['incoming' as const], names, letter: '', mandatory: ['subject' as const], additional: [], media: [], allowedFrom: '2026-03-01' };
    expect(errorOf(await client.directories.defineKind({ kind, basisOrder: ' ' })).code).toBe('bad-input');
    const made = valueOf(await client.directories.defineKind({ kind, basisOrder: 'наказ № 17 від 01.03.2026' }));
    expect(valueOf(await client.registration.choices({})).kinds.find(({ kindId }) => kindId === made.kindId)).toMatchObject({ basisOrder: 'наказ № 17 від 01.03.2026', allowedFrom: '2026-03-01' });
    const requisites = await someRequisites(client, { kindId: made.kindId, medium: 'paper' });
    expect(valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites })).kindId).toBe(made.kindId);
    valueOf(await client.directories.defineKind({ kind: { ...made, allowedUntil: '2026-03-01' }, basisOrder: 'наказ № 18' }));
    expect(errorOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, correspondentNumber: 'y' } })).issues).toContainEqual({ path: 'kindId', message: 'requisite.invalid.kindNotInForce' });
  });

  it('[REG-22] no order brings back what the regulation keeps out of electronic flow', async () => {
    const { client } = await openOffice('KG');
    const kind = valueOf(await client.registration.choices({})).kinds.find(({ kindId }) => kindId === 'labour-book');
    if (kind === undefined) throw new Error('no kind');
    expect(errorOf(await client.directories.defineKind({ kind: { ...kind, blockedBy: null }, basisOrder: '№ 1' })).issues).toContainEqual({ path: 'kind.blockedBy', message: 'directory.problem.blocked' });
  });
});

describe('order of number and scan', () => {
  it('is the office’s setting: enforced in Ukraine from the start, free where the office says so', async () => {
    for (const [country, enforced] of [['UA', true], ['KZ', false]] as const) {
      const here = await openOffice(country);
      expect(valueOf(await here.client.directories.settings({})).numberBeforeScan).toBe(enforced);
      const file = await upload(here.client, 'скан.txt', new TextEncoder().encode(country));
      const [letter] = valueOf(await here.client.intake.receive({ files: [{ sha256: file.sha256, fileName: file.fileName }] })).letters;
      await here.rooms.intake.settled(letter?.letterId ?? '');
      const register = async () => here.client.registration.register({ requestId: newRequest(), letterId: letter?.letterId ?? null, requisites: await someRequisites(here.client, { medium: 'paper', sheets: 1 }) });
      if (enforced) {
        expect(errorOf(await register())).toMatchObject({ message: 'error.scannedBeforeNumber' });
        valueOf(await here.client.directories.setSettings({ numberBeforeScan: false }));
      }
      const card = valueOf(await register());
      expect(card.files).toHaveLength(1);
      expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId }))).toMatchObject({ stage: 'review', scan: { pages: null } });
      await here.close();
    }
  });
});
