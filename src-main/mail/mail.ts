/** Bounds of a foreign message. */
export interface MailLimits {
  /** Bytes of the message. */
  readonly bytes: number;
  /** Parts in parts. */
  readonly depth: number;
  readonly headerBytes: number;
  readonly attachments: number;
}

const MIB = 1024 * 1024;

export const MAIL_LIMITS: MailLimits = { bytes: 128 * MIB, depth: 32, headerBytes: MIB, attachments: 200 };

export interface MailParty {
  /** Empty where the message names an address only. */
  readonly name: string;
  readonly address: string;
}

export interface MailAttachment {
  /** Safe to be shown and stored: no path, no control characters, each name once. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** A picture that the text of the message shows, such as a logo. */
  readonly inline: boolean;
}

/** A message as it was sent (RFC 5322, MIME). A message inside it stays an attachment and is not opened. */
export interface Mail {
  readonly subject: string | null;
  readonly from: MailParty | null;
  readonly to: readonly MailParty[];
  /** ISO 8601 instant; null where the header is missing or no date. */
  readonly sentAt: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
}

export type MailRefusal = 'tooLarge' | 'tooDeep' | 'tooManyAttachments' | 'unreadable' | 'notAMessage';

/** The bytes are no message that is opened here; the file itself is kept all the same. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  readonly code: MailRefusal;

  constructor(code: MailRefusal, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }
}
