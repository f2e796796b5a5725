import type { ApplicationWhat } from '#shared/domain/applications.ts';
import type { applicationsOperations } from '#shared/sync/kinds/applications.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';

function keep(rows: RowWriter, { documentId, stepId }: { readonly documentId: string; readonly stepId: string }, what: ApplicationWhat, facts: object, operation: PlacedOperation): void {
  // The same step from another window, or of a person who is allowed no more: the log keeps it.
  if (rows.count('application_event', { step_id: stepId }) > 0 || operation.note.actorWithdrawn === true) return;
  rows.insert('application_event', { step_id: stepId, position: operation.place, document_id: documentId, what, facts: JSON.stringify(facts), happened_at: operation.at, happened_by: operation.actor?.name ?? '' });
}

export const applicationsProjectors: ProjectorsOf<typeof applicationsOperations> = {
  'application.received': (rows, payload, operation) => keep(rows, payload, 'received', payload, operation),
  'application.verified': (rows, payload, operation) => keep(rows, payload, 'verified', payload, operation),
  'application.protocolImported': (rows, payload, operation) => {
    const { documentId, file, receivedStepId } = payload;
    // The file came, whatever its step is worth; a file of the document is not doubled.
    if (rows.count('card_file', { document_id: documentId, sha256: file.sha256 }) === 0) {
      const places = rows.list('card_file', ['position'], { document_id: documentId }).map(({ position }) => Number(position));
      rows.insert('card_file', { document_id: documentId, position: Math.max(-1, ...places) + 1, sha256: file.sha256, file_name: file.fileName, size: file.size, media_type: file.mediaType, role: file.role });
    }
    keep(rows, payload, 'protocolImported', { receivedStepId, protocol: file.sha256 }, operation);
  },
  'application.declared': (rows, payload, operation) => keep(rows, payload, 'declared', payload, operation),
  'application.accepted': (rows, payload, operation) => keep(rows, payload, 'accepted', payload, operation),
};
