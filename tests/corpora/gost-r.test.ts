import { describe, expect, it } from 'vitest';

import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import { expectNamedAndOpen, signaturesOf } from './national-samples.ts';

const certificates = corpusFiles('gost-r').filter((path) => path.endsWith('_cert.pem'));

describe.skipIf(!corporaPresent)(`GOST R 34.10-2012 in CMS (RFC 9215)${suffix}`, () => {
  it.each([
    ['gost-r/signed_a111.pem', /GOST R 34\.10-2012 \((?:256|512) bit\)/],
    ['gost-r/signed_a121.pem', /GOST R 34\.10-2012 \((?:256|512) bit\)/],
  ])('%s: found, its algorithm named, no verdict', async (path, algorithm) => {
    const anchors = certificates.map((fileName) => ({ fileName, bytes: corpusFile(fileName) }));
    for (const trusted of [[], anchors]) {
      const signatures = await signaturesOf({ fileName: path, bytes: corpusFile(path) }, [], trusted);
      expect(signatures).toHaveLength(1);
      for (const signature of signatures) expectNamedAndOpen(signature, algorithm);
    }
  });
});
