import type { ApplicationWhat } from '#shared/domain/applications.ts';
import type { applicationsOperations } from '#shared/sync/kinds/applications.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import { showApplicationWork } from '../application-work.ts';
import { joinFile, keepStep } from '../document-steps.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';

function keep(rows: RowWriter, step: { readonly documentId: string; readonly stepId: string }, what: ApplicationWhat, facts: object, operation: PlacedOperation): void {
  if (keepStep(rows, 'application_event', step, what, facts, operation)) showApplicationWork(rows, step.documentId, operation);
}

export const applicationsProjectors: ProjectorsOf<typeof applicationsOperations> = {
  'application.received': (rows, payload, operation) => keep(rows, payload, 'received', payload, operation),
  'application.verified': (rows, payload, operation) => keep(rows, payload, 'verified', payload, operation),
  'application.protocolImported': (rows, payload, operation) => {
    joinFile(rows, payload.documentId, payload.file);
    keep(rows, payload, 'protocolImported', { receivedStepId: payload.receivedStepId, protocol: payload.file.sha256 }, operation);
  },
  'application.declared': (rows, payload, operation) => keep(rows, payload, 'declared', payload, operation),
  'application.accepted': (rows, payload, operation) => keep(rows, payload, 'accepted', payload, operation),
  'application.forceDecided': (rows, payload, operation) => keep(rows, payload, 'forceDecided', payload, operation),
};
