import { createTransport } from 'nodemailer';
import { oneLine } from '#shared/domain/notice-mail.ts';
import type { SendMailJob, SendMailResult } from './send-mail.ts';

const CONNECT_MILLISECONDS = 20_000;
const SILENCE_MILLISECONDS = 45_000;
const DETAIL_LIMIT = 300;

interface SmtpFailure {
  readonly code: string;
  readonly responseCode: number | null;
  readonly detail: string;
}

function failureOf(error: unknown): SmtpFailure {
  const fields: Readonly<Record<string, unknown>> = typeof error === 'object' && error !== null ? Object.fromEntries(Object.entries(error)) : {};
  const [code, responseCode] = [fields['code'], fields['responseCode']];
  return { code: typeof code === 'string' ? code : '', responseCode: typeof responseCode === 'number' ? responseCode : null, detail: oneLine(error instanceof Error ? error.message : String(error)).slice(0, DETAIL_LIMIT) };
}

const CERTIFICATE_ERRORS = /^(ETLS|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY))/;

/** Gives one message to the mail server (RFC 5321) and says what it answered. Runs in a process of its own: what the server says are foreign bytes. */
export async function sendOverSmtp({ server, password, message }: SendMailJob): Promise<SendMailResult> {
  const { host, port, tls, user, sender, authority } = server;
  const transport = createTransport({
    host,
    port,
    secure: tls === 'implicit',
    // A server that offers no STARTTLS, or somebody on the way who takes it out, gets neither password nor message.
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'plain',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(authority === '' ? {} : { ca: authority }) },
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: '', address: sender },
      to: { name: '', address: message.address },
      subject: oneLine(message.subject),
      text: message.text,
      messageId: message.messageId,
      date: new Date(message.at),
      // RFC 3834: nobody's absence answers it.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { kind: 'sent' };
  } catch (error) {
    const { code, responseCode, detail } = failureOf(error);
    if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'obstacle', obstacle: 'signIn', detail };
    if (CERTIFICATE_ERRORS.test(code) || /certificate|tls|ssl/i.test(detail)) return { kind: 'obstacle', obstacle: 'tls', detail };
    // An answer to the envelope or the message is about this message; without one the line is to blame, and the server has taken nothing.
    if (code === 'EENVELOPE' || code === 'EMESSAGE') {
      if (responseCode !== null && responseCode >= 500) return { kind: 'refused', detail };
      if (responseCode !== null) return { kind: 'later', detail };
      if (code === 'EENVELOPE') return { kind: 'refused', detail };
    }
    return { kind: 'obstacle', obstacle: 'unreachable', detail };
  } finally {
    transport.close();
  }
}
