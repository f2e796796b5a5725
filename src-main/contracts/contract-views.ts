import type { ContractView } from '#shared/contract/contracts.ts';
import type { Card } from '#shared/contract/registration.ts';
import { type ContractEvent, contractStanding, nextStep } from '#shared/domain/contracts.ts';
import { isRefuted } from '#shared/domain/counted-signature.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { AcknowledgementsRoom } from '../acknowledgements/acknowledgements-room.ts';
import type { AwaitedSignatures } from '../document-steps/awaited-signatures.ts';
import type { StepRecords } from '../document-steps/step-records.ts';
import { contractKindOf, type RulePack } from '../rule-packs/index.ts';

export interface ContractViewsOptions {
  readonly records: StepRecords<ContractEvent>;
  readonly signatures: AwaitedSignatures;
  readonly rulePack: () => RulePack;
  readonly acknowledgements: Pick<AcknowledgementsRoom, 'withContract'>;
}

/** What people see of a contract: its state follows from its events and from the newest check, and is stored nowhere. */
export class ContractViews {
  readonly #options: ContractViewsOptions;

  constructor(options: ContractViewsOptions) {
    this.#options = options;
  }

  async of(card: Card, actor: Actor): Promise<ContractView> {
    const { records, acknowledgements, rulePack } = this.#options;
    const kind = contractKindOf(rulePack(), card.kindId);
    if (kind === null) throw new Error('a contract has a kind');
    const events = records.events(card.documentId);
    const failed = await this.failedNow(card);
    const standing = contractStanding(events, failed);
    const { state, concludedAt, agreed, head, sent, receipts, paperSigned, copyHandedOver, withoutEffect } = standing;
    return {
      documentId: card.documentId,
      kind,
      state,
      concludedAt,
      next: card.state === 'void' ? null : nextStep(standing),
      mayAct: hasRight(actor, 'card.correct') && card.state !== 'void',
      agreed: agreed === null ? null : { agreedOn: agreed.agreedOn, party: agreed.party, head: agreed.head },
      head: head === null ? null : { answer: head.answer, signature: head.signature },
      sent: sent.map(({ content, address, addressKind, sentAt, clauses, packVersion, by }) => ({ content, address, addressKind, sentAt, clauses, packVersion, by })),
      receipts: receipts.map(({ receipt, protocol }) => ({
        stepId: receipt.stepId,
        sha256: receipt.sha256,
        fromAddress: receipt.fromAddress,
        receivedAt: receipt.receivedAt,
        fileName: card.files.find(({ sha256 }) => sha256 === receipt.sha256)?.fileName ?? '',
        by: receipt.by,
        protocol: protocol === null ? null : { answer: protocol.answer, sha256: protocol.protocol, agreed: protocol.agreed, composedAt: protocol.at },
        failedNow: failed.has(receipt.sha256) || (head !== null && failed.has(head.signature.sha256)),
      })),
      paperSigned: paperSigned === null ? null : { signedOn: paperSigned.signedOn },
      copyHandedOver: copyHandedOver === null ? null : { handedOn: copyHandedOver.handedOn, to: copyHandedOver.to },
      withoutEffect: withoutEffect.length,
      acknowledged: agreed === null || agreed.party.personId === null ? [] : acknowledgements.withContract(card.documentId, agreed.party.personId, actor),
    };
  }

  /** Files whose counted signature the newest check refutes, for one because its key was revoked before it came. */
  async failedNow(card: Card): Promise<ReadonlySet<string>> {
    const { records, signatures } = this.#options;
    const check = await signatures.newest(card.documentId);
    const { agreed, head, receipts } = contractStanding(records.events(card.documentId));
    const failed = new Set<string>();
    const main = card.files.find(({ role }) => role === 'main');
    if (check === null || main === undefined || agreed === null || head === null) return failed;
    if (isRefuted(check.reports, signatures.first(check, card, main, agreed.head.name), head.at)) failed.add(head.signature.sha256);
    for (const { receipt } of receipts) {
      const counted = await signatures.second(check, card, receipt.sha256, agreed.party.name, { content: head.content, firstSignerInside: head.inside ? agreed.head.name : null });
      if (isRefuted(check.reports, counted, receipt.receivedAt)) failed.add(receipt.sha256);
    }
    return failed;
  }
}
