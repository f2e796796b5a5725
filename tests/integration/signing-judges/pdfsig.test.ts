import { beforeAll, describe, expect, it } from 'vitest';

import { prepareSignatureField } from '../../../src-main/pdf/index.ts';
import { createPadesContents, createSignatureValidator, embedPadesContents, padesTimestampRequest, withPadesTimestamp } from '../../../src-main/signatures/index.ts';
import { isInstalled, pdfsigAnswers } from '../../support/signature-judges.ts';
import { memoryKey } from '../../unit/signatures/creation/support.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { fullTrust, later, testPki } from '../../unit/signatures/support.ts';
import { fieldRequest } from '../pdf/signature-field-support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { PreparedSignature } from '../../../src-main/pdf/index.ts';

const present = isInstalled('pdfsig');
let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const rangesOf = ({ bytes, contents }: PreparedSignature): Uint8Array[] => [bytes.subarray(0, contents.start), bytes.subarray(contents.start + contents.length)];
const validate = (bytes: Uint8Array) => createSignatureValidator().validate({ fileName: 'a.pdf', bytes }, fullTrust(pki));

describe.skipIf(!present)(`pdfsig on fields that we prepare and fill${present ? '' : ' (skipped: no pdfsig)'}`, () => {
  it('accepts level B and level T, RSA and ECDSA one after the other; our engine passes both', async () => {
    const first = await prepareSignatureField(await fieldRequest());
    const cms = await createPadesContents({ ranges: rangesOf(first), key: memoryKey(pki.signers.director) });
    const signed = embedPadesContents(first.bytes, first.contents.start, first.contents.length, cms);
    expect(pdfsigAnswers(signed).map(({ accepts }) => accepts)).toEqual([true]);
    expect((await validate(signed)).signatures).toMatchObject([{ indication: 'TOTAL-PASSED', level: 'PAdES-BASELINE-B' }]);

    const { start, length } = first.contents;
    const response = answerTo(padesTimestampRequest(signed, start, length, null), pki, { time: later(0) });
    const stamped = withPadesTimestamp(signed, start, length, response, null);
    const second = await prepareSignatureField(await fieldRequest({ source: stamped }));
    const more = await createPadesContents({ ranges: rangesOf(second), key: memoryKey(pki.signers.auditor) });
    const both = embedPadesContents(second.bytes, second.contents.start, second.contents.length, more);
    expect(pdfsigAnswers(both).map(({ accepts }) => accepts)).toEqual([true, true]);
    expect((await validate(both)).signatures).toMatchObject([
      { indication: 'TOTAL-PASSED', level: 'PAdES-BASELINE-T' },
      { indication: 'TOTAL-PASSED', level: 'PAdES-BASELINE-B' },
    ]);
    const changed = Uint8Array.from(stamped);
    changed[100] = (changed[100] ?? 0) ^ 1;
    expect(pdfsigAnswers(changed).map(({ accepts }) => accepts)).not.toContain(true);
  });
});
