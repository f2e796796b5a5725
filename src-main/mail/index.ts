/** The mail room: a message in, its parts out. It knows no store and no desk, and sends nothing. */
export { looksLikeMail, readMail } from './read-mail.ts';
export { MAIL_LIMITS, MailRefused } from './mail.ts';
export type { Mail, MailAttachment, MailLimits, MailParty, MailRefusal } from './mail.ts';
