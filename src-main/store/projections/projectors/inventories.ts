import type { inventoriesOperations } from '#shared/sync/kinds/inventories.ts';
import type { ProjectorsOf } from '../project.ts';

export const inventoriesProjectors: ProjectorsOf<typeof inventoriesOperations> = {
  'appraisal.recorded': (rows, p, operation) => {
    if (p.part === undefined) rows.insert('appraisal', { protocol_id: p.protocolId, number: p.number, date: p.date, members: p.members, recorded_at: operation.at, recorded_by: operation.actor?.name ?? '' });
    for (const { caseId, decision, note } of p.decisions) {
      rows.remove('appraised_case', { case_id: caseId });
      rows.insert('appraised_case', { case_id: caseId, protocol_id: p.protocolId, decision });
      rows.insert('appraisal_decision', { protocol_id: p.protocolId, case_id: caseId, decision, note });
    }
  },
  'inventory.drawnUp': (rows, p, operation) => {
    const head = { type: p.type, number: p.number, year: p.year, title: p.title };
    if (rows.count('inventory', { inventory_id: p.inventoryId }) > 0) rows.update('inventory', { inventory_id: p.inventoryId }, head);
    else rows.insert('inventory', { inventory_id: p.inventoryId, ...head, state: 'draft', drawn_up_at: operation.at, drawn_up_by: operation.actor?.name ?? '' });
  },
  'inventory.entriesListed': (rows, p) => {
    if (p.from === 0) rows.remove('inventory_entry', { inventory_id: p.inventoryId });
    for (const [at, { caseId, index, from, to, retentionText, ...entry }] of p.entries.entries()) rows.insert('inventory_entry', { inventory_id: p.inventoryId, position: p.from + at, case_id: caseId, case_index: index, first_on: from, last_on: to, retention_text: retentionText, ...entry });
  },
  'inventory.agreed': (rows, p) => rows.update('inventory', { inventory_id: p.inventoryId }, { state: 'agreed', [`${p.by}_number`]: p.protocolNumber, [`${p.by}_date`]: p.protocolDate }),
  'inventory.approved': (rows, p) => rows.update('inventory', { inventory_id: p.inventoryId }, { state: 'approved', approved_by: p.by, approved_on: p.on }),
  'inventory.returned': (rows, p) =>
    rows.update('inventory', { inventory_id: p.inventoryId }, { state: 'draft', commission_number: null, commission_date: null, archive_number: null, archive_date: null, approved_by: null, approved_on: null }),
  'inventory.discarded': (rows, p) => {
    rows.remove('inventory_entry', { inventory_id: p.inventoryId });
    rows.remove('inventory', { inventory_id: p.inventoryId });
  },
};
