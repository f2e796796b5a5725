import { describe, expect, it } from 'vitest';
import { ageParts, formatDay, formatInstant, formatNumber, parseWrittenDay, sizeParts, todayIn } from '../../src-renderer/app/formats.ts';

describe('days and instants', () => {
  it.each([
    ['05.03.2026', '2026-03-05'],
    ['5.3.26', '2026-03-05'],
    ['5.3', '2026-03-05'],
    ['05032026', '2026-03-05'],
    ['5/3/2026', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['5,3,2026', '2026-03-05'],
  ])('reads %s as people write it', (written, day) => {
    expect(parseWrittenDay(written, '2026-11-22')).toBe(day);
  });

  it.each(['31.02.2026', '32.1.2026', 'вчора', '', '1.13.2026'])('does not take %j for a day', (written) => {
    expect(parseWrittenDay(written, '2026-11-22')).toBeNull();
  });

  it('shows instants in the office’s zone', () => {
    expect(formatInstant('2026-03-05T22:30:00Z', 'Asia/Almaty')).toBe('06.03.2026 03:30');
    expect(formatInstant('2026-07-05T22:30:00Z', 'Europe/Kyiv')).toBe('06.07.2026 01:30');
    expect(formatDay('2026-03-05')).toBe('05.03.2026');
    expect(todayIn('Asia/Bishkek', Date.parse('2026-03-05T19:00:00Z'))).toBe('2026-03-06');
  });

  it.each(['kk', 'uk', 'ky', 'ru'] as const)('parts thousands and tenths in %s as its papers do', (language) => {
    expect(formatNumber(18_432.5, language)).toBe('18\u00a0432,5');
  });

  it('tells how long ago something was in the unit that reads best', () => {
    const now = Date.parse('2026-03-05T12:00:00Z');
    expect(ageParts('2026-03-05T11:59:30Z', now)).toBeNull();
    // A clock that was put back since.
    expect(ageParts('2026-03-05T12:10:00Z', now)).toBeNull();
    expect(ageParts('2026-03-05T11:15:00Z', now)).toEqual({ unit: 'minutes', count: 45 });
    expect(ageParts('2026-03-05T07:30:00Z', now)).toEqual({ unit: 'hours', count: 4 });
    expect(ageParts('2026-03-02T12:00:00Z', now)).toEqual({ unit: 'days', count: 3 });
  });

  it('names sizes in the unit that reads best', () => {
    expect(sizeParts(900)).toEqual({ unit: 'bytes', count: 900 });
    expect(sizeParts(13_414)).toEqual({ unit: 'kilobytes', count: 13.1 });
    expect(sizeParts(5 * 1024 ** 3)).toEqual({ unit: 'gigabytes', count: 5 });
  });
});
