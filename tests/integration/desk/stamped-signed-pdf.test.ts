import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { prepareSignatureField } from '../../../src-main/pdf/index.ts';
import { readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { readWhole } from '../../support/read-whole.ts';
import { openOffice, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';
import { fieldRequest, makeOpensslKey, pdfsig, signWithOpenssl } from '../pdf/signature-field-support.ts';

describe.skipIf(!judgesPresent)('a PDF that is signed inside', () => {
  it('keeps its bytes and its signature when it is stamped; the copy shows it added to and says that its marks are no signature', async () => {
    const signed = Buffer.from(signWithOpenssl(await prepareSignatureField(await fieldRequest()), makeOpensslKey()));
    expect(pdfsig(signed)).toMatchObject([{ valid: true, whole: true }]);
    const here = await openOffice('UA');
    const { sha256 } = await upload(here.client, 'наказ.pdf', signed);
    const { letters } = valueOf(await here.client.intake.receive({ files: [{ fileName: 'наказ.pdf', sha256 }] }));
    const letterId = letters[0]?.letterId ?? '';
    await here.rooms.intake.settled(letterId);
    const { documentId } = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(here.client) }));
    const copy = valueOf(await here.client.registration.makeCopy({ documentId, form: 'stamped' }));

    const original = await readWhole(here.client, sha256);
    expect(createHash('sha256').update(original).digest('hex')).toBe(sha256);
    expect(original.equals(signed)).toBe(true);
    expect(pdfsig(original)).toMatchObject([{ valid: true, whole: true }]);

    const stamped = await readWhole(here.client, copy.sha256);
    expect(stamped.subarray(0, signed.length).equals(signed)).toBe(true);
    // The signed range still verifies, which is why a judge must see that the file goes on behind it.
    expect(pdfsig(stamped)).toMatchObject([{ valid: true, whole: false }]);
    expect(readPdfSignatures(stamped).signatures[0]?.changesAfter.filter(({ allowed }) => !allowed)).not.toEqual([]);
    expect(textOf(stamped).replaceAll(/\s+/g, ' ')).toContain('Відмітка не є підписом: вона показує стан на час перевірки. Оригінал зберігається в електронній формі.');
  });
});
