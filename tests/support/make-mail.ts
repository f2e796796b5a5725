interface MailPart {
  readonly name: string | null;
  readonly content: Uint8Array;
  readonly mediaType?: string;
}

const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** A message as mail programs write it (RFC 5322, RFC 2047, RFC 2231). */
export function makeMail({ subject = 'Запит про архів', attachments }: { readonly subject?: string; readonly attachments: readonly MailPart[] }): Uint8Array {
  // A message within a message has another.
  const boundary = `part-${Buffer.from(subject).toString('hex').slice(0, 40)}`;
  const parts = attachments.map(({ name, content, mediaType = 'application/octet-stream' }) =>
    [
      `Content-Type: ${mediaType}`,
      ...(name === null ? [] : [`Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`]),
      ...(mediaType === 'message/rfc822' ? ['', Buffer.from(content).toString('utf8')] : ['Content-Transfer-Encoding: base64', '', Buffer.from(content).toString('base64')]),
    ].join('\r\n'),
  );
  const body = ['Content-Type: text/plain; charset=utf-8', '', 'Просимо надати інформацію.'].join('\r\n');
  const lines = [
    `From: ${word('Міністерство освіти')} <office@example.org>`,
    'To: rector@example.org',
    `Subject: ${word(subject)}`,
    'Date: Mon, 2 Mar 2026 10:00:00 +0200',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...[body, ...parts].map((part) => `--${boundary}\r\n${part}`),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
