import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { Card } from '#shared/contract/registration.ts';
import { applicationChecklist, type ApplicationStanding, applicationStanding, type AskedApprover, isRefutedNow, missingForAcceptance, type OfficePerson } from '#shared/domain/applications.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { type Conclusion, findingsOf } from '#shared/domain/signature-findings.ts';
import type { AwaitedSignatures } from '../document-steps/awaited-signatures.ts';
import { conclusionOf } from '../store/projections/application-events.ts';
import type { ApplicationRecords } from './application-records.ts';

/** Words of the responsibility that a head takes, and who he is (VER-10). */
export interface Declaration {
  readonly head: OfficePerson;
  readonly words: AgreedText;
  readonly packVersion: string;
}

export interface ApplicationViewsOptions {
  readonly records: ApplicationRecords;
  readonly signatures: AwaitedSignatures;
  readonly isAddressee: (addressee: OfficePerson, actor: Actor) => boolean;
  /** The actor as one who decides on the force of an application: its addressee, or the head of the office; null: he is neither. */
  readonly deciderOf: (addressee: OfficePerson, actor: Actor) => OfficePerson | null;
  /** What the actor would declare of a conversation on this day; null: he may not. */
  readonly declaration: (card: Card, standing: ApplicationStanding, actor: Actor, talkedOn: string) => Declaration | null;
  readonly today: () => string;
  readonly approversOf: (documentId: string, actor: Actor) => readonly AskedApprover[];
}

/** What people see of an application: its state follows from its events and from the newest check, and is stored nowhere. */
export class ApplicationViews {
  readonly #options: ApplicationViewsOptions;

  constructor(options: ApplicationViewsOptions) {
    this.#options = options;
  }

  async of(card: Card, actor: Actor): Promise<ApplicationView> {
    const { records, isAddressee, deciderOf, declaration, today, approversOf } = this.#options;
    const events = records.events(card.documentId);
    const newest = await this.#newest(card, applicationStanding(events));
    const standing = applicationStanding(events, newest);
    const failedNow = isRefutedNow(standing, newest);
    const { state, received, verified, imported, declared, accepted, decided, withoutEffect } = standing;
    const inForce = card.state !== 'void';
    return {
      documentId: card.documentId,
      state,
      received: received === null ? null : { author: received.author, addressee: received.addressee, receivedOn: received.receivedOn },
      verified: verified === null ? null : { answer: verified.answer, protocol: verified.protocol, at: verified.at },
      imported: imported === null ? null : { protocol: imported.protocol, fileName: card.files.find(({ sha256 }) => sha256 === imported.protocol)?.fileName ?? '', by: imported.by, at: imported.at },
      declared: declared === null ? null : { head: declared.head, talkedOn: declared.talkedOn, words: declared.words, at: declared.at },
      accepted: accepted === null ? null : { addressee: accepted.addressee, at: accepted.at },
      decided: decided === null ? null : { keeps: decided.keeps, basis: decided.basis, decidedBy: decided.decidedBy, at: decided.at },
      failedNow,
      checklist: received === null ? [] : applicationChecklist(standing, approversOf(card.documentId, actor), failedNow),
      withoutEffect: withoutEffect.length,
      mayPrepare: inForce && hasRight(actor, 'card.correct'),
      mayAccept: inForce && accepted === null && received !== null && missingForAcceptance(state) === null && isAddressee(received.addressee, actor),
      mayDecide: inForce && received !== null && (state === 'inDoubt' || (state === 'forceLost' && !failedNow)) && deciderOf(received.addressee, actor) !== null,
      declaration: inForce ? (declaration(card, standing, actor, today())?.words ?? null) : null,
    };
  }

  /** By the log; a check that an older desk recorded is read from its reports. */
  async #newest(card: Card, standing: ApplicationStanding): Promise<Conclusion | null> {
    const { records, signatures } = this.#options;
    const recorded = records.newestCheck(card.documentId);
    return conclusionOf(standing, recorded === null ? [] : (recorded.findings ?? findingsOf((await signatures.newest(card.documentId))?.reports ?? [])));
  }
}
