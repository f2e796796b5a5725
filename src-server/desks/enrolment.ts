import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { type DeskStanding, type Enrolment, enrolment as enrolmentSchema, GENESIS_PLACE } from '#shared/sync/wire.ts';
import { passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { isPlainId, parseMessage } from '../parse-message.ts';
import { demandNoRecovery } from '../recovery/demand-no-recovery.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Change, DeskRow, EnrolmentCode, Store } from '../stores/store.ts';
import { withAccountStreams } from './account-streams.ts';
import { checkWishedCode, freeDeskCode } from './desk-codes.ts';
import { checkSignature, sha256Hex, storedPublicKey } from './desk-keys.ts';
import { standingOf } from './standing.ts';
import type { Tokens } from './tokens.ts';

/** Figures and letters that nobody takes for one another, read aloud or off a screen: 32 of them, 5 bits each. */
const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 20;
const CODE_MILLISECONDS = 48 * 60 * 60 * 1000;

/**
 * Makes a one-time code by which one desk may join the organisation. The store keeps its hash alone.
 *
 * @param wishedCode code of the desk in desk-coded numbers; null: the next free number.
 * @throws RequestRefused where the code of the desk is taken. @throws UnknownOrganisation
 */
export async function invite(store: Store, environment: ServerEnvironment, organisation: string, wishedCode: string | null): Promise<string> {
  const code = [...environment.randomBytes(CODE_LENGTH)].map((byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length)).join('');
  await store.change(organisation, async (change) => {
    if (wishedCode !== null) checkWishedCode(wishedCode, await change.allDesks(), reservedCodes(await change.enrolmentCodes(), environment.now()));
    await change.saveEnrolmentCode({ codeHash: sha256Hex(code), organisation, wishedCode, expiresAt: environment.now() + CODE_MILLISECONDS, usedBy: null });
  });
  return code;
}

/** A new desk with its one-time code. Asked again with the same key, it answers the same. @throws RequestRefused */
export async function enrol(store: Store, environment: ServerEnvironment, tokens: Tokens, message: Enrolment): Promise<DeskStanding> {
  const asked = parseMessage(enrolmentSchema, message);
  tokens.checkChallenge(asked.challenge);
  const publicKey = storedPublicKey(asked.publicKey);
  checkSignature('enrol', asked, publicKey, asked.signature);
  if (!isPlainId(asked.desk) || !isPlainId(asked.machine)) throw new RequestRefused('malformed', 'the desk cannot be a key');
  const code = await store.enrolmentCode(sha256Hex(asked.code.replaceAll(/[\s-]/g, '').toUpperCase()));
  if (code === null) throw invalidCode();
  const elsewhere = await store.desk(asked.desk);
  const row = await store.change(code.organisation, async (change) => {
    const desk = await enrolInside(change, environment, code, { desk: asked.desk, machine: asked.machine, publicKey }, asked.empty, elsewhere);
    passCrashPoint(environment, 'server.enrol.beforeCommit');
    return desk;
  });
  passCrashPoint(environment, 'server.enrol.committed');
  return standingOf(row, environment.now());
}

async function enrolInside(change: Change, environment: ServerEnvironment, found: EnrolmentCode, asked: Pick<DeskRow, 'desk' | 'machine' | 'publicKey'>, empty: boolean, elsewhere: DeskRow | null): Promise<DeskRow> {
  demandNoRecovery(change.organisation);
  const codes = await change.enrolmentCodes();
  const code = codes.find(({ codeHash }) => codeHash === found.codeHash);
  const desks = await change.allDesks();
  const known = desks.find(({ desk }) => desk === asked.desk);
  // The answer was lost: the same desk asks again, be it with another code because the first one is used up.
  const again = known?.publicKey === asked.publicKey && known.machine === asked.machine;
  if (code?.usedBy === asked.desk && again) return known;
  if (code === undefined || code.usedBy !== null || code.expiresAt < environment.now()) throw invalidCode();
  if (again) return known;
  const founder = desks.length === 0;
  if (founder && empty) throw new RequestRefused('conflict', 'the first desk of an organisation brings its office');
  if (!founder && !empty) throw new RequestRefused('conflict', 'the desk holds an office of its own already');
  if (known !== undefined || elsewhere !== null) throw new RequestRefused('conflict', 'a desk with this id is enrolled already');
  const wished = code.wishedCode !== null && !desks.some((desk) => desk.code === code.wishedCode) ? code.wishedCode : null;
  const row: DeskRow = {
    ...asked,
    organisation: change.organisation.organisation,
    epoch: 1,
    code: wished ?? freeDeskCode(desks, reservedCodes(codes, environment.now())),
    founder,
    foundingUntil: null,
    state: 'active',
    fence: null,
    predecessor: null,
    family: [],
    streams: [MAIN_STREAM],
    last: GENESIS_PLACE,
    enrolledAt: environment.now(),
  };
  const made = withAccountStreams(row, await change.enrolledActors());
  await change.saveDesks([made]);
  await change.saveEnrolmentCode({ ...code, usedBy: asked.desk });
  return made;
}

/** Codes of desks that are promised to those who hold an invitation. */
function reservedCodes(codes: readonly EnrolmentCode[], now: number): string[] {
  return codes.flatMap(({ wishedCode, usedBy, expiresAt }) => (wishedCode !== null && usedBy === null && expiresAt >= now ? [wishedCode] : []));
}

/** One answer for all, so that nobody learns which codes there are. */
function invalidCode(): RequestRefused {
  return new RequestRefused('codeInvalid', 'the code is unknown, used or too old');
}
