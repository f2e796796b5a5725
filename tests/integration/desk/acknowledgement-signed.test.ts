import { describe, expect, it } from 'vitest';
import { basicConstraints, extension, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { oid, sequence } from '../../../src-main/demo/pki/der.ts';
import type { TestSigner } from '../../../src-main/demo/pki/index.ts';
import { errorOf, PASSWORD, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { add, at, DAY, HOUR, listOf, office, pki, sha256 } from './evidence-office.ts';

/** The issuer states that the certificate is a qualified one (EN 319 412-5: QcCompliance). */
const QUALIFIED = extension('1.3.6.1.5.5.7.1.3', false, sequence(sequence(oid('0.4.0.1862.1.1'))));

const keyOf = (commonName: string, qualified: boolean): Promise<TestSigner> =>
  pki.issue({ country: 'UA', organization: 'TEST Office', commonName }, 'p-256', { extensions: [basicConstraints(null), keyUsage(0, 1), ...(qualified ? [QUALIFIED] : [])] });

/** An office in which everything is known of the authority, with an employee at a window of his own. */
async function signingOffice() {
  const here = await office();
  await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  const { accountId } = valueOf(await here.admin.accounts.create({ name: 'Ткаченко О. І.', login: 'tkachenko', password: PASSWORD, roles: ['executor'] }));
  const { personId } = valueOf(await here.client.review.definePerson({ personId: null, name: 'Ткаченко О. І.', position: '', unitId: null, accountId }));
  const own = here.desk.client('tkachenko');
  valueOf(await own.session.signIn({ login: 'tkachenko', password: PASSWORD }));
  const register = async () => {
    const fileName = 'Наказ.txt';
    const { sha256: hash } = await upload(here.client, fileName, new TextEncoder().encode(crypto.randomUUID()));
    const [letter] = valueOf(await here.client.intake.receive({ files: [{ sha256: hash, fileName }] })).letters;
    await here.desk.rooms.intake.settled(letter?.letterId ?? '');
    return valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites: await someRequisites(here.client) }));
  };
  /** Signs the main file of a document at the employee's window and checks the document. */
  const sign = async (card: Awaited<ReturnType<typeof register>>, signer: TestSigner, form: 'cades-detached' | 'asic-e' = 'cades-detached') => {
    const [main] = card.files;
    const key = { by: 'keyFile' as const, container: Uint8Array.from(signer.keys.privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [Uint8Array.from(signer.certificate), Uint8Array.from(pki.intermediate.certificate)], certificate: sha256(signer.certificate) };
    const made = valueOf(await own.signing.sign({ subject: { documentId: card.documentId }, file: main?.sha256 ?? '', fileName: main?.fileName ?? '', form, key }));
    await here.desk.rooms.signing.settled();
    valueOf(await here.client.registration.recheck({ documentId: card.documentId }));
    return { documentId: card.documentId, sha256: made.file.sha256 };
  };
  const acknowledge = async (signature: { documentId: string; sha256: string }) => {
    const { items } = valueOf(await own.acknowledgements.mine({}));
    return own.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'signature', signature, documents: items.flatMap(({ listId, texts }) => texts.slice(0, 1).map((agreed) => ({ listId, agreed }))) });
  };
  const send = async (documentId: string, withDocumentId: string | null = null) => valueOf(await here.client.acknowledgements.request({ listId: crypto.randomUUID(), documentId, form: 'signature', withDocumentId, personIds: [personId] }));
  return { ...here, own, register, sign, acknowledge, send };
}

describe('acknowledgement against signature', () => {
  it('[ACK-02] counts with the qualified signature of the person over the document, and with no other', async () => {
    const { client, register, sign, acknowledge, send } = await signingOffice();
    const [card, other] = [await register(), await register()];
    await send(card.documentId);
    const his = 'Ткаченко Олена Іванівна';
    expect(errorOf(await acknowledge(await sign(card, await keyOf('Коваль Петро Савович', true)))).message).toBe('error.acknowledgement.signature.notHis');
    expect(errorOf(await acknowledge(await sign(card, await keyOf(his, false)))).message).toBe('error.acknowledgement.signature.notQualified');
    const signer = await keyOf(his, true);
    const good = await sign(card, signer);
    // The file of this signature is none of another document.
    expect(errorOf(await acknowledge({ documentId: card.documentId, sha256: other.files[0]?.sha256 ?? '' })).message).toBe('error.acknowledgement.signature.missing');
    valueOf(await acknowledge(good));
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0]).toMatchObject({ acknowledged: 1, people: [{ state: 'acknowledged', mark: { way: 'signature', signature: good, by: 'Ткаченко О. І.' } }] });
  });

  it('[ACK-02] counts inside a container that lies beside the document', async () => {
    const { client, register, sign, acknowledge, send } = await signingOffice();
    const card = await register();
    await send(card.documentId);
    const inside = await sign(card, await keyOf('Ткаченко Олена Іванівна', true), 'asic-e');
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).reports.find((report) => report.sha256 === inside.sha256)).toMatchObject({ container: 'asic-e' });
    valueOf(await acknowledge(inside));
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: card.documentId })).lists[0]).toMatchObject({ acknowledged: 1, people: [{ mark: { way: 'signature', signature: inside } }] });
  });

  it('[ACK-10] [SIGN-19] the signature of the contract acknowledges its documents too, in words of full agreement that are recorded', async () => {
    const { client, own, register, sign, acknowledge, send } = await signingOffice();
    const [contract, rules, policy] = [await register(), await register(), await register()];
    await send(contract.documentId);
    for (const { documentId } of [rules, policy]) await send(documentId, contract.documentId);
    const signature = await sign(contract, await keyOf('Ткаченко Олена Іванівна', true));
    valueOf(await acknowledge(signature));
    expect(valueOf(await own.acknowledgements.mine({})).items).toEqual([]);
    for (const { documentId, registrationIndex } of [rules, policy]) {
      const mark = valueOf(await client.acknowledgements.ofDocument({ documentId })).lists[0]?.people[0]?.mark;
      expect(mark).toMatchObject({ way: 'signature', signature });
      expect(mark?.agreed?.text).toContain(`№ ${registrationIndex}`);
      expect(mark?.agreed?.text).toContain(`з умовами документа № ${contract.registrationIndex} повністю погоджуюся`);
    }
  });

  it('[ACK-10] a signature of another document acknowledges nothing of the contract', async () => {
    const { client, register, sign, acknowledge, send } = await signingOffice();
    const [contract, rules, apart] = [await register(), await register(), await register()];
    await send(rules.documentId, contract.documentId);
    // So that he may read and sign it.
    const { listId } = await send(apart.documentId);
    const signature = await sign(apart, await keyOf('Ткаченко Олена Іванівна', true));
    valueOf(await client.acknowledgements.withdraw({ listId, stepId: crypto.randomUUID(), personIds: null, reason: 'помилково' }));
    expect(errorOf(await acknowledge(signature)).message).toBe('error.acknowledgement.signature.ofOtherDocument');
  });
});
