import { expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { basicConstraints, extension, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { upload, valueOf } from '../../support/test-desk.ts';
import { add, at, DAY, HOUR, listOf, office, pki, sha256 } from './evidence-office.ts';

/** The issuer states that the certificate is a qualified one (EN 319 412-5: QcCompliance). */
const QUALIFIED = extension('1.3.6.1.5.5.7.1.3', false, sequence(sequence(oid('0.4.0.1862.1.1'))));

it.each([
  [true, 'present'],
  [false, 'missing'],
] as const)('[SIGN-11] [SIGN-13] an HR order is signed inside by the employer; a certificate that is a qualified one: %s, what the kind demands: %s', async (qualified, state) => {
  const { client, admin, desk } = await office({ country: 'KG' });
  await add(admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  const content = new TextEncoder().encode('О предоставлении отпуска');
  const { sha256: hash } = await upload(client, 'Приказ.txt', content);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256: hash, fileName: 'Приказ.txt' }] })).letters[0]?.letterId ?? '';
  await desk.rooms.intake.settled(letterId);
  const { journals, cases } = valueOf(await client.registration.choices({}));
  const journalId = journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
  const requisites = { ...blankRequisites({ direction: 'internal', journalId, kindId: 'hr-order-annual-leave' }), subject: 'О предоставлении отпуска', language: 'ru', author: 'Чудинов Э. А.', caseId: cases[0]?.caseId ?? null };
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites }));
  const employer = async () => valueOf(await client.simpleSignatures.ofDocument({ documentId })).demanded.find(({ party }) => party === 'employer');
  expect(await employer()).toMatchObject({ level: 'qualified', state: 'missing' });

  const signer = await pki.issue({ country: 'KG', organization: 'TEST Office', commonName: 'Чудинов Эрлан Асанович' }, 'p-256', { extensions: [basicConstraints(null), keyUsage(0, 1), ...(qualified ? [QUALIFIED] : [])] });
  const key = { by: 'keyFile' as const, container: Uint8Array.from(signer.keys.privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [Uint8Array.from(signer.certificate), Uint8Array.from(pki.intermediate.certificate)], certificate: sha256(signer.certificate) };
  valueOf(await client.signing.sign({ subject: { documentId }, file: hash, fileName: 'Приказ.txt', form: 'cades-detached', key }));
  await desk.rooms.signing.settled();
  valueOf(await client.registration.recheck({ documentId }));
  expect(await employer()).toMatchObject({ level: 'qualified', state });
});
