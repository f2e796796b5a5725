import { describe, expect, it } from 'vitest';
import { MOST_PAGES, pageRangeText, parsePageRange } from '#shared/domain/page-range.ts';

const pages = (text: string, count?: number) => {
  const parsed = parsePageRange(text, count);
  return parsed.ok ? [...parsed.value] : parsed.error;
};

describe('pages of an extract', () => {
  it('[PAP-02] are read as people write them, each once and in the order of the document', () => {
    expect(pages('1, 3-5', 5)).toEqual([1, 3, 4, 5]);
    expect(pages(' 7 – 8 ; 2,2, 1-3,', 8)).toEqual([1, 2, 3, 7, 8]);
    expect(pages('4', 4)).toEqual([4]);
  });

  it.each([
    ['', 'empty'],
    [' , ;', 'empty'],
    ['а', 'malformed'],
    ['5-3', 'malformed'],
    ['1-2-3', 'malformed'],
    ['-2', 'malformed'],
    ['1.5', 'malformed'],
    ['12345678', 'malformed'],
    ['0', 'out-of-range'],
    ['0-3', 'out-of-range'],
    ['6', 'out-of-range'],
    ['4-6', 'out-of-range'],
  ])('[PAP-02] refuses %j as %s', (text, problem) => {
    expect(pages(text, 5)).toBe(problem);
  });

  it('where the number of pages is not known yet, takes none that no document has', () => {
    expect(pages('900-903')).toEqual([900, 901, 902, 903]);
    expect(pages(String(MOST_PAGES + 1))).toBe('out-of-range');
  });

  it('are printed as ranges, and read back as the same', () => {
    expect(pageRangeText([1, 3, 4, 5, 9])).toBe('1, 3–5, 9');
    expect(pages(pageRangeText([1, 3, 4, 5, 9]))).toEqual([1, 3, 4, 5, 9]);
    expect(pageRangeText([])).toBe('');
  });
});
