import { createHash } from 'node:crypto';
import path from 'node:path';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { Client } from '#shared/rpc/client.ts';
import { loadFonts, makeTextPdf } from '../../src-main/pdf/index.ts';
import { PROJECT_ROOT, valueOf } from './plain-desk.ts';

/** Stores and registers a PDF of its own content as a window does it, outside of the test runner too. */
export async function registerPlainLetter(client: Client, n: number): Promise<{ readonly documentId: string; readonly sha256: string }> {
  const content = await makeTextPdf({ title: 'Лист', paragraphs: [`Лист ${n}`], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
  const { uploadId } = valueOf(await client.files.begin({ fileName: 'лист.pdf', size: content.length }));
  valueOf(await client.files.append({ uploadId, offset: 0, piece: Uint8Array.from(content) }));
  const { sha256 } = valueOf(await client.files.finish({ uploadId }));
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Error('another file was stored');
  const { letters } = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.pdf' }] }));
  const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
  const journalId = journals.find(({ direction }) => direction === 'incoming')?.journalId ?? '';
  const kindId = kinds.find(({ directions }) => directions.includes('incoming'))?.kindId ?? '';
  const requisites = {
    ...blankRequisites({ direction: 'incoming', journalId, kindId }),
    correspondent: 'Міністерство',
    correspondentNumber: String(n),
    correspondentDate: '2026-01-05',
    subject: 'Про справу',
    sheets: 1,
    attachmentSheets: null,
    language: 'uk' as const,
    caseId: cases[0]?.caseId ?? null,
    addressee: 'Ректор',
  };
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? null, requisites }));
  return { documentId, sha256 };
}
