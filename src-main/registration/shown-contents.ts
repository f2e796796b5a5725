import type { Store } from '../store/store.ts';

/** A file that lay inside a signature and is kept beside it. */
export interface ShownContent {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** What people are shown in place of a file that is a signature around a document; null: the file itself, or nothing known. */
export function shownContents(store: Store): (sha256: string) => ShownContent | null {
  const contentOf = store.database.prepare<[string], { sha256: string; size: number; media_type: string }>('SELECT sha256, size, media_type FROM file_content WHERE of_sha256 = ?');
  return (sha256) => {
    const content = contentOf.get(sha256);
    return content === undefined ? null : { sha256: content.sha256, size: content.size, mediaType: content.media_type };
  };
}
