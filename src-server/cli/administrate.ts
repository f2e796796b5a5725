import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { invitationLine } from '#shared/sync/invitation.ts';
import type { Administration } from '../desks/administration.ts';
import { openBlobStore, uploadFolderOf } from '../blobs/open-blob-store.ts';
import { UnfinishedUploads } from '../blobs/unfinished-uploads.ts';
import { answerStick } from '../bundles/stick-answer.ts';
import { isoInstant, systemEnvironment } from '../environment.ts';
import { fingerprint, keptCertificate } from '../http/own-certificate.ts';
import { openFiles, openStore } from '../node.ts';
import type { Gap } from '../numbers/gap-act.ts';
import { RequestRefused } from '../request-refused.ts';
import { createServer, type Server } from '../server.ts';
import type { DeskContact, NumberConflict, Organisation, Store } from '../stores/store.ts';
import { fromCaller, type ServerArguments, UsageError } from './arguments.ts';
import { print, say, terminalText } from './terminal.ts';

/** One command of the administrator on an open store; answers the exit code. */
type Command = (administration: Administration, given: ServerArguments, words: readonly string[], opened: Opened) => Promise<number>;

interface Opened {
  readonly server: Server;
  readonly store: Store;
}

const COMMANDS: Readonly<Record<string, Command>> = { org, invite, desks, revoke, grant: changeStreams, withdraw: changeStreams, journals, conflicts, 'gap-act': gapAct, storage, bundle, recovery };

/** Runs a command beside a running node: both may have the store open. @throws UsageError @throws RequestRefused */
export async function administrate(given: ServerArguments): Promise<number> {
  const [name = '', ...words] = given.words;
  const command = COMMANDS[name];
  if (command === undefined) throw new UsageError(terminalText('cli.unknownCommand', { command: `server ${name}` }));
  const log = pino({ enabled: false });
  let store: Store;
  try {
    store = await openStore({ ...given, log });
  } catch (error) {
    say('server.notOpened', { detail: error instanceof Error ? error.message : String(error) });
    return 3;
  }
  try {
    const server = await createServer({ store, log, ...systemEnvironment() });
    return await command(server.administration, given, [name, ...words], { server, store });
  } finally {
    await store.close();
  }
}

async function org(administration: Administration, given: ServerArguments, [, action, name]: readonly string[]): Promise<number> {
  if (action === 'create' && name !== undefined) {
    const organisation = await administration.createOrganisation(name);
    say('server.organisationMade', { organisation: name });
    print(organisation);
    return 0;
  }
  if (action !== 'list') throw new UsageError('org create NAME | org list');
  return list(given, await administration.organisations(), ({ organisation, name: title }) => `${organisation} · ${title}`);
}

async function invite(administration: Administration, given: ServerArguments, [, named]: readonly string[]): Promise<number> {
  const { organisation } = await chosenOrganisation(administration, named ?? given.organisation);
  const certificate = given.address === null ? null : certificateOf(given);
  const code = readableCode(await administration.invite(organisation, given.deskCode));
  if (given.address === null || certificate === null) {
    say('server.code');
    print(code);
    return 0;
  }
  say('server.invitation');
  print(invitationLine({ address: given.address, code, certificate }));
  return 0;
}

/** Fingerprint of the certificate that desks meet. @throws UsageError where there is none yet */
function certificateOf({ certificateFile, dataDirectory }: ServerArguments): string {
  const pem = certificateFile === null ? keptCertificate(dataDirectory) : readFileSync(certificateFile, 'utf8');
  if (pem === null) throw new UsageError(terminalText('server.noCertificate'));
  return fingerprint(pem).replaceAll(':', '').toLowerCase();
}

function readableCode(code: string): string {
  return code.match(/.{5}/g)?.join('-') ?? code;
}

async function desks(administration: Administration, given: ServerArguments): Promise<number> {
  const { organisation, seq } = await chosenOrganisation(administration, given.organisation);
  const rows = await administration.desks(organisation);
  // Keys are no secret; they only make the list unreadable.
  return list(given, rows.map(({ publicKey: _key, ...row }) => ({ ...row, behind: seq - row.pulled })), (row) =>
    terminalText('server.deskLine', { code: row.code, desk: row.desk, state: stateText(row), held: row.last.deskSeq, behind: row.behind, seen: row.seenAt === null ? '—' : isoInstant(row.seenAt), streams: row.streams.join(', ') }),
  );
}

function stateText({ state, fence }: Pick<DeskContact, 'state' | 'fence'>): string {
  const text = terminalText(`server.state.${state}`);
  return fence === null ? text : `${text} (${fence})`;
}

async function revoke(administration: Administration, _given: ServerArguments, [, desk]: readonly string[]): Promise<number> {
  if (desk === undefined) throw new UsageError('revoke DESK');
  await administration.revoke(desk);
  say('server.revoked', { desk });
  return 0;
}

async function changeStreams(administration: Administration, _given: ServerArguments, [action, desk, stream]: readonly string[]): Promise<number> {
  if (desk === undefined || stream === undefined) throw new UsageError(`${action} DESK STREAM`);
  await (action === 'grant' ? administration.grant(desk, stream) : administration.withdraw(desk, stream));
  say('server.streams', { desk });
  return 0;
}

async function journals(administration: Administration, given: ServerArguments): Promise<number> {
  const { organisation } = await chosenOrganisation(administration, given.organisation);
  return list(given, await administration.journals(organisation), ({ journalId, serialYear, ...counts }) => terminalText('server.journalLine', { journal: journalId, year: serialYear, ...counts }));
}

async function conflicts(administration: Administration, given: ServerArguments): Promise<number> {
  const { organisation } = await chosenOrganisation(administration, given.organisation);
  const { numbers, fields } = await administration.conflicts(organisation);
  if (given.json) {
    print(JSON.stringify({ numbers, fields }));
    return 0;
  }
  if (numbers.length + fields.length === 0) say('server.nothing');
  for (const conflict of numbers) print(numberConflictText(conflict));
  for (const { entity, field, opId, otherOpId } of fields) print(terminalText('server.fieldConflict', { entity, field, operation: opId, other: otherOpId }));
  return 0;
}

function numberConflictText({ kind, number, journalId, serialYear, documentId, suffix, opId }: NumberConflict): string {
  return terminalText(`server.numberConflict.${kind}`, { number, journal: journalId, year: serialYear, document: documentId, suffix: suffix ?? '', operation: opId });
}

/** Takes a desk's bundle and files from a stick and writes the answer beside it. */
async function bundle(_administration: Administration, given: ServerArguments, [, input, output]: readonly string[], { server, store }: Opened): Promise<number> {
  if (input === undefined || output === undefined) throw new UsageError('bundle IN OUT');
  const environment = systemEnvironment();
  const files = openFiles(store, given, environment);
  try {
    const { came, given: toDesk } = await answerStick({ server, files, environment }, fromCaller(input), fromCaller(output));
    say('server.bundleAnswered', { file: output });
    if (came.files > 0) say('server.bundleFilesCame', came);
    if (toDesk > 0) say('server.bundleFilesGiven', { files: toDesk });
    return 0;
  } catch (error) {
    if (!(error instanceof RequestRefused && error.code === 'diskFull')) throw error;
    say('server.bundleDiskFull', { detail: error.message });
    return 1;
  } finally {
    files.close();
  }
}

/** Puts a server right that was put back to an older copy. */
async function recovery(administration: Administration, given: ServerArguments, [, action]: readonly string[], { server }: Opened): Promise<number> {
  const { organisation } = await chosenOrganisation(administration, given.organisation);
  if (action === 'begin') {
    await server.recovery.begin(organisation);
    say('server.recovery.begun');
    return 0;
  }
  if (action === 'state') {
    const { operations, given: gave, missing } = await server.recovery.state(organisation);
    if (given.json) print(JSON.stringify({ operations, given: gave.map(({ desk }) => desk), missing: missing.map(({ desk }) => desk) }));
    else {
      const named = (desks: typeof gave): string => (desks.length === 0 ? '—' : desks.map(({ code, desk }) => `${code} (${desk})`).join(', '));
      print(terminalText('server.recovery.gathered', { operations }));
      print(terminalText('server.recovery.given', { desks: named(gave) }));
      print(terminalText('server.recovery.missing', { desks: named(missing) }));
    }
    return 0;
  }
  if (action !== 'finish') throw new UsageError('recovery begin | recovery state | recovery finish');
  say('server.recovery.finished', { operations: await server.recovery.finish(organisation, given.anyway) });
  return 0;
}

/** Files of the organisation: what is held, and what operations name that did not come. */
async function storage(administration: Administration, given: ServerArguments): Promise<number> {
  const { organisation } = await chosenOrganisation(administration, given.organisation);
  const { totals, missing, missingMore } = await administration.storage(organisation);
  const unfinished = await unfinishedUploads(given);
  if (given.json) {
    print(JSON.stringify({ ...totals, unfinished, files: missing.map(({ namedAt, ...file }) => ({ ...file, namedAt: isoInstant(namedAt) })) }));
    return 0;
  }
  print(terminalText('server.storage', { held: totals.held, bytes: totals.bytes, missing: totals.missing, unfinished }));
  for (const { sha256, size, namedAt, desks } of missing) print(terminalText('server.missingFile', { file: sha256, size: size ?? '—', since: isoInstant(namedAt), desks: desks.join(', ') }));
  if (missingMore > 0) print(terminalText('server.missingMore', { count: missingMore }));
  return 0;
}

/** Uploads on their way at this node. */
async function unfinishedUploads(given: ServerArguments): Promise<number> {
  const environment = systemEnvironment();
  const blobs = openBlobStore(given, environment);
  try {
    return await new UnfinishedUploads(uploadFolderOf(blobs, given.dataDirectory), environment).count();
  } finally {
    blobs.close();
  }
}

async function gapAct(administration: Administration, given: ServerArguments, [, journalId, year]: readonly string[]): Promise<number> {
  if (journalId === undefined || year === undefined || !/^\d{1,4}$/.test(year)) throw new UsageError('gap-act JOURNAL YEAR');
  const { organisation } = await chosenOrganisation(administration, given.organisation);
  return list(given, await administration.gapAct(organisation, journalId, Number(year)), gapText);
}

function gapText({ first, last, state, voidReason, voidAct, voidAt, deskCode, leaseExpiresAt }: Gap): string {
  const numbers = first === last ? String(first) : `${first}–${last}`;
  const instant = (at: number | null) => (at === null ? '—' : isoInstant(at));
  if (state === 'leased' || voidReason === null) return terminalText('server.gap.leased', { numbers, desk: deskCode ?? '—', until: instant(leaseExpiresAt) });
  return terminalText(`server.gap.${voidReason}`, { numbers, desk: deskCode ?? '—', at: instant(voidAt), act: voidAct ?? '—' });
}

/** The organisation that is named by id or name; the only one where none is named. @throws UsageError */
async function chosenOrganisation(administration: Administration, named: string | null): Promise<Organisation> {
  const all = await administration.organisations();
  const [only, ...others] = named === null ? all : all.filter(({ organisation, name }) => organisation === named || name === named);
  if (only === undefined) throw new UsageError(terminalText('server.noOrganisation', { organisation: named ?? '—' }));
  if (others.length > 0) throw new UsageError(terminalText('server.whichOrganisation', { organisations: [only, ...others].map(({ organisation, name }) => `${organisation} (${name})`).join(', ') }));
  return only;
}

function list<Row>({ json }: ServerArguments, rows: readonly Row[], text: (row: Row) => string): number {
  if (!json && rows.length === 0) say('server.nothing');
  for (const row of rows) print(json ? JSON.stringify(row) : text(row));
  return 0;
}
