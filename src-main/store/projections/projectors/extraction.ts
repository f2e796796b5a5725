import type { extractionOperations } from '#shared/sync/kinds/extraction.ts';
import type { ProjectorsOf } from '../project.ts';

export const extractionProjectors: ProjectorsOf<typeof extractionOperations> = {
  'extraction.settingsChanged': (rows, p) => {
    rows.remove('extraction_setting', { only_row: 1 });
    rows.insert('extraction_setting', { only_row: 1, restricted: p.restricted });
  },
};
