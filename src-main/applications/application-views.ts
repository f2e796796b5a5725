import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { Card } from '#shared/contract/registration.ts';
import { applicationChecklist, type ApplicationStanding, applicationStanding, type AskedApprover, missingForce, type OfficePerson } from '#shared/domain/applications.ts';
import { isRefuted } from '#shared/domain/counted-signature.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { AwaitedSignatures, CheckedReports } from '../document-steps/awaited-signatures.ts';
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
    const { records, signatures, isAddressee, declaration, today, approversOf } = this.#options;
    const events = records.events(card.documentId);
    const failedNow = this.failedNow(card, applicationStanding(events), await signatures.newest(card.documentId));
    const standing = applicationStanding(events, failedNow);
    const { state, received, verified, imported, declared, accepted, withoutEffect } = standing;
    const inForce = card.state !== 'void';
    return {
      documentId: card.documentId,
      state,
      received: received === null ? null : { author: received.author, addressee: received.addressee, receivedOn: received.receivedOn },
      verified: verified === null ? null : { answer: verified.answer, protocol: verified.protocol, at: verified.at },
      imported: imported === null ? null : { protocol: imported.protocol, fileName: card.files.find(({ sha256 }) => sha256 === imported.protocol)?.fileName ?? '', by: imported.by, at: imported.at },
      declared: declared === null ? null : { head: declared.head, talkedOn: declared.talkedOn, words: declared.words, at: declared.at },
      accepted: accepted === null ? null : { addressee: accepted.addressee, at: accepted.at },
      failedNow,
      checklist: received === null ? [] : applicationChecklist(standing, approversOf(card.documentId, actor), failedNow),
      withoutEffect: withoutEffect.length,
      mayPrepare: inForce && hasRight(actor, 'card.correct'),
      mayAccept: inForce && accepted === null && received !== null && missingForce(state) === null && isAddressee(received.addressee, actor),
      declaration: inForce ? (declaration(card, standing, actor, today())?.words ?? null) : null,
    };
  }

  /** Whether a check refutes the signature that was counted, for one because its key was revoked before it came. */
  failedNow(card: Card, { received, verified }: ApplicationStanding, check: CheckedReports | null): boolean {
    const main = card.files.find(({ role }) => role === 'main');
    if (received === null || verified === null || check === null || main === undefined) return false;
    return isRefuted(check.reports, this.#options.signatures.first(check, main, received.author.name), verified.at);
  }
}
