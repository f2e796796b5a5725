import type { MailObstacle, MailServer } from '#shared/domain/notice-mail.ts';

/** One message for one mailbox. */
export interface MailMessage {
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  /** The same at every attempt: who gets it twice after all sees that it is one (RFC 5322 3.6.4). */
  readonly messageId: string;
  /** Instant, ISO 8601. */
  readonly at: string;
}

export interface SendMailJob {
  readonly server: MailServer;
  /** In clear on its way to the server; kept nowhere. */
  readonly password: string;
  readonly message: MailMessage;
}

/** `refused`: for ever; `later`: the server puts this message off; `obstacle`: the server cannot be used at all now. */
export type SendMailResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'later'; readonly detail: string }
  | { readonly kind: 'obstacle'; readonly obstacle: MailObstacle; readonly detail: string };
