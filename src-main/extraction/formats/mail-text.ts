import { readMail } from '../../mail/index.ts';
import { addHtmlText } from './html-text.ts';
import type { TextCollector } from './text-collector.ts';

/** Adds subject, parties, body and the names of attachments of a message. @throws MailRefused, TextComplete */
export async function addMailText(bytes: Uint8Array, collector: TextCollector): Promise<void> {
  const mail = await readMail(bytes);
  for (const line of [mail.subject, mail.from?.name, mail.from?.address, ...mail.to.flatMap(({ name, address }) => [name, address])]) collector.add(line === null || line === undefined || line === '' ? '' : `${line}\n`);
  if (mail.text !== null) collector.add(mail.text);
  else if (mail.html !== null) addHtmlText(mail.html, collector);
  collector.add('\n');
  for (const { fileName } of mail.attachments) collector.add(`${fileName}\n`);
}
