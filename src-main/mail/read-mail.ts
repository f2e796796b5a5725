import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { attachmentNames } from './attachment-names.ts';
import { type Mail, MAIL_LIMITS, type MailLimits, type MailParty, MailRefused } from './mail.ts';

/** A header line at the start, one that says who wrote it, and one more that messages have. */
const FIRST_LINE = /^(?:[A-Za-z][A-Za-z0-9-]{0,70}:|From )/;
const WRITTEN_BY = /^(?:from|sender|return-path):/im;
const OTHERS = /^(?:date|subject|message-id|mime-version|received|to):/im;
const HEAD_BYTES = 64 * 1024;

/** Whether the bytes begin as a message (RFC 5322); the name of the file says nothing. */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  if (!FIRST_LINE.test(head)) return false;
  const headers = head.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return WRITTEN_BY.test(headers) && OTHERS.test(headers);
}

/** Opens a message. To be run in a job's process. @throws MailRefused */
export async function readMail(bytes: Uint8Array, changed: Partial<MailLimits> = {}): Promise<Mail> {
  const limits = { ...MAIL_LIMITS, ...changed };
  if (bytes.length > limits.bytes) throw new MailRefused('tooLarge', `more than ${limits.bytes} bytes`);
  if (!looksLikeMail(bytes)) throw new MailRefused('notAMessage', 'no headers of a message');
  const email = await parse(bytes, limits);
  if (email.attachments.length > limits.attachments) throw new MailRefused('tooManyAttachments', `more than ${limits.attachments} attachments`);
  const names = attachmentNames(email.attachments.map(({ filename, mimeType }) => ({ name: filename, mediaType: mimeType })));
  return {
    subject: oneLine(email.subject),
    from: parties(email.from === undefined ? [] : [email.from])[0] ?? null,
    to: parties([...(email.to ?? []), ...(email.cc ?? [])]),
    sentAt: instantOf(email.date),
    text: email.text ?? null,
    html: email.html ?? null,
    attachments: email.attachments.map((attachment, at) => ({ fileName: names[at] ?? '', bytes: bytesOf(attachment), inline: attachment.related === true && attachment.mimeType.startsWith('image/') })),
  };
}

async function parse(bytes: Uint8Array, limits: MailLimits): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer', maxNestingDepth: limits.depth, maxHeadersSize: limits.headerBytes, maxRfc822NestingDepth: 1 });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new MailRefused(/depth/i.test(error.message) ? 'tooDeep' : 'unreadable', error.message, { cause: error });
  }
}

function parties(addresses: readonly Address[]): MailParty[] {
  return addresses.flatMap((address) => (address.group ?? [address]).map(({ name, address: mailbox }) => ({ name: oneLine(name) ?? '', address: oneLine(mailbox) ?? '' })));
}

function oneLine(text: string | undefined): string | null {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const line = (text ?? '').toWellFormed().replaceAll(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim();
  return line === '' ? null : line;
}

function instantOf(date: string | undefined): string | null {
  const time = Date.parse(date ?? '');
  return Number.isFinite(time) ? new Date(time).toISOString() : null;
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
