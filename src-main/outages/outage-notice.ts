import type { Office } from '#shared/contract/desk.ts';
import type { OutageNotice } from '#shared/contract/outages.ts';
import type { NoticeKind } from '#shared/domain/outages.ts';
import { Refusal } from '#shared/contract/errors.ts';
import { instantMs, wallClockOf } from '#shared/domain/working-zone.ts';
import { type RulePack, sentenceAt } from '../rule-packs/index.ts';

interface Period {
  readonly from: string;
  readonly until: string | null;
  readonly expectedUntil: string | null;
}

export interface NoticeWords {
  readonly subject: string;
  readonly text: string;
  readonly languages: Office['documentLanguages'];
}

/** `05.03.2026 09:30`, in the office's zone. */
function written(instant: string, zone: string): string {
  const { day, minute } = wallClockOf(zone, instantMs(instant));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day.split('-').toReversed().join('.')} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/**
 * Words of a notice to the employees in each of the office's document languages (OFF-04; KSTU R1-4.4).
 *
 * @param today day on which the sentences must hold
 * @throws Refusal where the rule pack has no such words on that day
 */
export function noticeWords(pack: RulePack, office: Office, kind: NoticeKind, period: Period, today: string): NoticeWords {
  const languages = office.documentLanguages.filter((language) => pack.documentLanguages.includes(language));
  const suspended = kind === 'suspension';
  const parts = languages.map((language) => {
    const sentence = (id: Parameters<typeof sentenceAt>[1]): string => {
      const found = sentenceAt(pack, id, language, today);
      if (found === null) throw new Refusal('not-ready', 'error.noticeWordsMissing');
      return found.text;
    };
    const places: Readonly<Record<string, string>> = {
      office: office.name,
      from: written(period.from, office.zone),
      until: written((suspended ? period.expectedUntil : period.until) ?? period.from, office.zone),
    };
    const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place);
    const expected = suspended && period.expectedUntil === null ? 'outage-notice.expected-unknown' : 'outage-notice.expected';
    return {
      subject: fill(sentence(suspended ? 'outage-notice.suspension-subject' : 'outage-notice.restoration-subject')),
      text: suspended ? [sentence('outage-notice.suspension'), sentence(expected), sentence('outage-notice.paper')].map(fill).join(' ') : fill(sentence('outage-notice.restoration')),
    };
  });
  return { subject: parts.map(({ subject }) => subject).join(' / '), text: parts.map(({ text }) => text).join('\n\n'), languages };
}

/** Text of a header in RFC 2047, in words that fit a line. */
function encodedHeader(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const letter of text.replace(/\s+/g, ' ')) {
    // A line ends after 78 characters: 39 bytes in base64, what stands around them, and the header's name.
    if (Buffer.byteLength(word + letter) > 39) {
      words.push(word);
      word = '';
    }
    word += letter;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`).join('\r\n ');
}

/** The notice as a message without a recipient, which a mail program opens as a draft to be sent. */
export function noticeMessage(notice: OutageNotice): Uint8Array<ArrayBuffer> {
  const body = Buffer.from(notice.text.replace(/\r?\n/g, '\r\n'), 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n');
  const headers = [
    `Subject: ${encodedHeader(notice.subject)}`,
    `Date: ${new Date(notice.queuedAt).toUTCString().replace('GMT', '+0000')}`,
    'X-Unsent: 1',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  return new Uint8Array(Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}\r\n`, 'utf8'));
}
