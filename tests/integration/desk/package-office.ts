import type { Card } from '#shared/contract/registration.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { readWhole } from '../../support/read-whole.ts';
import { add, at, DAY, HOUR, LETTER, listOf, office, type Office, pki, sha256 } from './evidence-office.ts';

const { clerk } = pki.signers;
const key = { by: 'keyFile' as const, container: Uint8Array.from(clerk.keys.privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [Uint8Array.from(clerk.certificate), Uint8Array.from(pki.intermediate.certificate)], certificate: sha256(clerk.certificate) };

/** An office that trusts the signers of the letter and has the list of their authority. */
export async function trustingOffice(): Promise<Office> {
  const here = await office({});
  await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  return here;
}

/** A signed document with the protocol of its check, in a case. */
export async function officeWithDocument(): Promise<{ readonly here: Office; readonly card: Card; readonly caseId: string }> {
  const here = await trustingOffice();
  const { client, desk } = here;
  const { sha256: hash } = await upload(client, 'Наказ про відпустку.txt', LETTER);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256: hash, fileName: 'Наказ про відпустку.txt' }] })).letters[0]?.letterId ?? '';
  await desk.rooms.intake.settled(letterId);
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) }));
  valueOf(await client.signing.sign({ subject: { documentId }, file: hash, fileName: 'Наказ про відпустку.txt', form: 'cades-detached', key }));
  await desk.rooms.signing.settled();
  valueOf(await client.registration.recheck({ documentId }));
  valueOf(await client.registration.makeCopy({ documentId, form: 'protocol', language: 'uk' }));
  const { card } = valueOf(await client.registration.get({ documentId }));
  return { here, card, caseId: card.caseId ?? '' };
}

export function close({ desk }: Office, caseId: string): void {
  const { store } = desk.rooms;
  store.commit((transaction) =>
    transaction.append({
      kind: 'case.closed',
      entity: caseId,
      stream: MAIN_STREAM,
      actor: null,
      payload: {
        caseId,
        formerCaseIds: [],
        finishedOn: '2026-03-02',
        closedOn: '2026-03-02',
        termStart: { rule: 'january-after', packVersion: '2026.10' },
        volumes: [{ caseId, volume: 1, documents: 1, files: 2, sheets: null }],
        certifiedBy: { name: 'Роман Реєстратор', position: 'діловод' },
      },
    }),
  );
}

export const made = (here: Office, caseIds: string[], format: 'bagit' | 'eark', packageId = crypto.randomUUID()) => here.client.packages.make({ packageId, format, caseIds, madeFor: 'Державний архів Харківської області' });

/** The package of a signed document as the bytes that are handed over, and its card. */
export async function handedOver(format: 'bagit' | 'eark'): Promise<{ readonly card: Card; readonly bytes: Uint8Array; readonly organisation: string }> {
  const { here, card, caseId } = await officeWithDocument();
  close(here, caseId);
  const { sha256: hash } = valueOf(await made(here, [caseId], format));
  const { office: record } = valueOf(await here.client.desk.state({}));
  return { card, bytes: await readWhole(here.client, hash), organisation: record?.name ?? '' };
}

/** Keeps a package as one that came. @returns its id */
export async function keptPackage({ client }: Pick<Office, 'client'>, bytes: Uint8Array, fileName = 'передача.tar'): Promise<string> {
  const { sha256: hash } = await upload(client, fileName, bytes);
  const packageId = crypto.randomUUID();
  valueOf(await client.packages.import({ sha256: hash, fileName, packageId }));
  return packageId;
}

