import type { Language } from '#shared/domain/languages.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { isoInstant } from '../environment.ts';
import { AwaitedSignatures } from '../document-steps/awaited-signatures.ts';
import { protocolsBy } from '../document-steps/signature-protocol.ts';
import { StepRecords } from '../document-steps/step-records.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Copies } from '../registration/copies.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import { shownContents } from '../registration/shown-contents.ts';
import type { AcknowledgementsRoom } from '../acknowledgements/acknowledgements-room.ts';
import { contractEvents } from '../store/projections/contract-events.ts';
import type { Verification } from '../verification/verification.ts';
import { ContractTexts } from './contract-texts.ts';
import { ContractViews } from './contract-views.ts';
import { ContractsRoom, type ContractsOptions } from './contracts-room.ts';

export interface OpenContractsOptions extends Pick<ContractsOptions, 'store' | 'environment' | 'runningJobs' | 'rulePack' | 'people' | 'headPersonId' | 'wasHandedIn' | 'mediaTypeOf' | 'readable' | 'onChanged'> {
  readonly jobs: JobRunner;
  readonly verification: Verification;
  readonly copies: Copies;
  readonly acknowledgements: AcknowledgementsRoom;
  readonly office: () => OfficeRecord;
}

/** Puts together the room of contracts. */
export function openContracts(options: OpenContractsOptions): ContractsRoom {
  const { store, environment, jobs, verification, copies, acknowledgements, rulePack, office } = options;
  const records = new StepRecords(store.database, 'contract_event', contractEvents);
  const signatures = new AwaitedSignatures(store, verification);
  const today = (): string => dayInZone(office().zone, isoInstant(environment.now()));
  const documentLanguages = (): readonly Language[] => office().documentLanguages;
  return new ContractsRoom({
    ...options,
    records,
    signatures,
    texts: new ContractTexts({ store, jobs, rulePack, documentLanguages, today, contentOf: shownContents(store) }),
    views: new ContractViews({ records, signatures, rulePack, acknowledgements }),
    zone: () => office().zone,
    composeProtocol: protocolsBy(copies, office),
  });
}
