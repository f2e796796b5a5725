import { RECOGNITION_BYTES, recogniseMediaType } from '#shared/domain/media-type.ts';
import { MAIL_LIMITS, MailRefused, readMail } from '../mail/index.ts';
import { blobSize, readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { OpenedAttachment, OpenMailJob, OpenMailResult } from './job-kinds.ts';

/** Opens a stored message and writes its attachments to the given places; what is no message is an answer, not a failure. */
export async function openMail({ file, outputs }: OpenMailJob): Promise<OpenMailResult> {
  try {
    // Told before the bytes are in memory.
    if ((await blobSize(file.location)) > MAIL_LIMITS.bytes) throw new MailRefused('tooLarge', `more than ${MAIL_LIMITS.bytes} bytes`);
    const mail = await readMail(await readBlob(file.location), { attachments: outputs.length });
    const attachments: OpenedAttachment[] = [];
    for (const [output, { fileName, bytes, inline }] of mail.attachments.entries()) {
      const place = outputs[output];
      if (place === undefined) throw new RangeError('more attachments than places');
      const start = bytes.subarray(0, RECOGNITION_BYTES);
      attachments.push({ output, fileName, inline, mediaType: recogniseMediaType(start), start, ...(await writeBlob(place, bytes)) });
    }
    const { subject, from, sentAt } = mail;
    return { kind: 'opened', subject, from, sentAt, attachments };
  } catch (error) {
    if (error instanceof MailRefused) return { kind: 'refused', code: error.code, detail: error.message };
    throw error;
  }
}
