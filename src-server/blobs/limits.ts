/** What one desk and one file may cost the server. */
export interface FileLimits {
  /** Largest file. */
  readonly fileBytes: number;
  /** Unfinished uploads of one desk. */
  readonly uploadsOfDesk: number;
  /** An upload that gets no byte for so long is removed; offices work for days without a link. */
  readonly idleMilliseconds: number;
}

const DAY = 24 * 60 * 60 * 1000;
export const FILE_LIMITS: FileLimits = { fileBytes: 4 * 1024 ** 3, uploadsOfDesk: 16, idleMilliseconds: 14 * DAY };
