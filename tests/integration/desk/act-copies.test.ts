import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, openOffice, PROJECT_ROOT, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { readWhole } from '../../support/read-whole.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';

const HOLDER = 'Оқу-әдістемелік басқарма';

describe('numbered copies of a controlled local act', () => {
  it.skipIf(!judgesPresent)('[NUM-05] bear on paper the registration number, the copy number and the holder, for each copy its own', async () => {
    const here = await openOffice('KZ');
    const bytes = await makeTextPdf({ title: 'Ереже', paragraphs: ['1. Жалпы ережелер.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
    const { letters } = valueOf(await here.client.intake.receive({ files: [{ fileName: 'ереже.pdf', sha256: (await upload(here.client, 'ереже.pdf', bytes)).sha256 }] }));
    const letterId = letters[0]?.letterId ?? '';
    await here.rooms.intake.settled(letterId);
    const { documentId, registrationIndex } = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(here.client) }));
    valueOf(await here.client.localActs.issueCopy({ documentId, holder: 'Мұрағат', issuedOn: '2026-03-01' }));
    const { number } = valueOf(await here.client.localActs.issueCopy({ documentId, holder: HOLDER, issuedOn: '2026-03-01' }));

    const copy = valueOf(await here.client.registration.makeCopy({ documentId, form: 'stamped', language: 'kk', actCopy: number }));
    expect(copy.fileName).toContain('көшірме № 2');
    const text = textOf(await readWhole(here.client, copy.sha256)).replaceAll(/\s+/g, ' ');
    expect(text).toContain(registrationIndex);
    expect(text).toMatch(new RegExp(`Көшірме № 2 .*Кімге берілді ${HOLDER}`));
    expect(text).not.toContain('Мұрағат');
    const plain = valueOf(await here.client.registration.makeCopy({ documentId, form: 'stamped', language: 'kk' }));
    expect(textOf(await readWhole(here.client, plain.sha256))).not.toContain('Кімге берілді');

    for (const wish of [{ form: 'stamped', actCopy: '3' }, { form: 'paper', actCopy: number }] as const) {
      expect(errorOf(await here.client.registration.makeCopy({ documentId, ...wish }))).toMatchObject({ code: 'not-found', message: 'error.actCopyNotFound' });
    }
  });
});
