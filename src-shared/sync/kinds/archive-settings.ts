import { z } from 'zod';

/** What the regulations leave to the office (X4) or what differs between offices. */
export const archiveSettings = z.object({
  /** A document kept for more years than this has a paper duplicate before its case is closed (ARC-02); null: no duty. */
  paperDuplicateOverYears: z.number().int().min(1).max(100).nullable(),
  /** Sheets after which a volume is full. */
  volumeSheets: z.number().int().min(1).max(10_000),
  /** The office creates documents of the archival fund: its acts and inventories need the archive's agreement. */
  archivalFund: z.boolean(),
});

export const archiveSettingsOperations = {
  'archive.settingsChanged': archiveSettings,
} as const;
