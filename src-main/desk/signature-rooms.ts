import type { Actor } from '#shared/domain/rights.ts';
import type { CertificateIdentity } from '#shared/domain/signature-holdings.ts';
import { EvidenceRoom } from '../evidence/evidence-room.ts';
import type { EvidenceShelf } from '../evidence/evidence-shelf.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { NcalayerProgram } from '../signing/ncalayer/index.ts';
import type { CardRecords } from '../registration/card-records.ts';
import { SigningRoom } from '../signing/signing-room.ts';
import type { OpenTokenSource } from '../signing/tokens/index.ts';
import type { TrustRoom } from '../trust/trust-room.ts';
import type { Verification } from '../verification/verification.ts';
import type { CommonParts } from './common-parts.ts';

export interface SignatureRoomsOptions extends CommonParts {
  readonly verification: Verification;
  readonly trust: TrustRoom;
  readonly shelf: EvidenceShelf;
  readonly intake: IntakeRoom;
  readonly tokens: OpenTokenSource;
  readonly ncalayer: NcalayerProgram;
  /** Checks a document by itself and records what it finds. */
  readonly checkSignatures: (documentId: string, actor: Actor | null) => void;
  /** @throws Refusal where somebody told the key of this certificate to be compromised (SIGN-17) */
  readonly demandNotCompromised: (key: CertificateIdentity) => void;
  /** @throws Refusal where the seal of this certificate is not the actor's to lay (SIGN-04) */
  readonly demandSealHolder: (key: CertificateIdentity, actor: Actor) => void;
  /** Whether the signers of the route that a card came of have signed it (CARD-12). */
  readonly signedOnRoute: (documentId: string) => boolean;
  readonly cards: CardRecords;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Puts together the rooms of evidence about signatures and of signing. */
export function openSignatureRooms(options: SignatureRoomsOptions): { readonly evidence: EvidenceRoom; readonly signing: SigningRoom } {
  const { store, environment, jobs, runningJobs, verification, trust, shelf, intake, office, tokens, ncalayer, readable, changed, checkSignatures, demandNotCompromised, demandSealHolder, signedOnRoute, cards, logUnexpected } = options;
  const onChanged = changed;
  const evidence = new EvidenceRoom({ store, environment, jobs, runningJobs, verification, trust, shelf, demandReadable: (documentId, actor) => void readable(documentId, actor), onChanged, logUnexpected });
  const signing = new SigningRoom({
    store,
    environment,
    jobs,
    runningJobs,
    tokens,
    ncalayer,
    country: () => office().country,
    fetching: () => evidence.fetchSettings(),
    demandReadable: (subject, actor) => evidence.demandReadable(subject, actor),
    demandNotCompromised,
    demandSealHolder,
    toSeal: async (documentId) => ({ isScan: cards.byId(documentId)?.medium === 'paper', signedOnRoute: signedOnRoute(documentId), reports: await verification.reports(verification.newest({ documentId })) }),
    preview: (subject, files, jobOptions) => verification.preview(subject, files, jobOptions),
    verify: (subject, actor) => {
      if ('letterId' in subject) intake.checkAgain(subject.letterId, actor);
      else checkSignatures(subject.documentId, actor);
    },
    onChanged,
    logUnexpected,
  });
  return { evidence, signing };
}
