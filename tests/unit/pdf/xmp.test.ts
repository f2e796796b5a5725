import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmpPacket } from '../../../src-main/pdf/archival/xmp.ts';

describe('metadata packet', () => {
  it('is well formed and keeps every title, whatever characters it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => {
        const packet = xmpPacket({ title, createdAt: '2026-03-16T08:30:00.750Z' });
        const problems: string[] = [];
        const document = new DOMParser({ onError: (level, message) => void (level === 'warning' || problems.push(message)) }).parseFromString(packet.replace(/<\?xpacket[^>]*\?>\s*/g, ''), 'text/xml');
        expect(problems).toEqual([]);
        // XML turns carriage returns into line ends, and has no room for most controls.
        const expected = title.toWellFormed().replace(/\r\n?/g, '\n').replace(/[^\n\t\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
        expect(document.getElementsByTagName('rdf:li').item(0)?.textContent).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('states part, conformance and the dates to the second', () => {
    const packet = xmpPacket({ title: 'x', createdAt: '2026-03-16T08:30:00.750Z' });
    expect(packet).toContain('<pdfaid:part>1</pdfaid:part>');
    expect(packet).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(packet).toContain('<xmp:CreateDate>2026-03-16T08:30:00Z</xmp:CreateDate>');
  });
});
