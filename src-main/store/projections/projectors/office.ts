import type { officeOperations } from '#shared/sync/kinds/office.ts';
import type { ProjectorsOf } from '../project.ts';

export const officeProjectors: ProjectorsOf<typeof officeOperations> = {
  'office.created': (rows, p) =>
    rows.insert('office', {
      office_id: p.officeId,
      name: p.name,
      country: p.country,
      document_languages: p.documentLanguages,
      zone: p.zone,
      desk_code: p.deskCode,
      rule_pack: p.rulePack,
      demonstration: p.demonstration,
    }),
};
