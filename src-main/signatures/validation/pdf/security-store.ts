import { evidenceFrom, joinEvidence, objectsOf } from '../evidence-bag.ts';
import type { DocumentSecurityStore, DssObject } from '../../formats/pdf/index.ts';
import type { EmbeddedEvidence } from '../subject.ts';

/** Evidence of the document security store, with the revision of the file that brought each piece. */
export interface SecurityStore {
  readonly evidence: EmbeddedEvidence;
  /** Objects that the file held by that revision, counted from 1. */
  heldBy(revision: number): object[];
}

export function securityStore({ certificates, crls, ocspResponses, vri }: DocumentSecurityStore): SecurityStore {
  const entries = [...vri.values()];
  const all = {
    certificates: distinct([certificates, ...entries.map((entry) => entry.certificates)].flat()),
    crls: distinct([crls, ...entries.map((entry) => entry.crls)].flat()),
    ocspResponses: distinct([ocspResponses, ...entries.map((entry) => entry.ocspResponses)].flat()),
  };
  const revisions = new Set(Object.values(all).flatMap((objects) => objects.map(({ revision }) => revision)));
  const byRevision = new Map(
    [...revisions].map((revision): [number, EmbeddedEvidence] => {
      const of = (objects: readonly DssObject[]): Uint8Array[] =>
        objects.filter((object) => object.revision === revision).map(({ bytes }) => bytes);
      return [revision, evidenceFrom({ certificates: of(all.certificates), crls: of(all.crls), ocspResponses: of(all.ocspResponses) })];
    }),
  );
  return {
    evidence: joinEvidence(...byRevision.values()),
    heldBy: (revision) => [...byRevision].flatMap(([brought, bag]) => (brought <= revision ? objectsOf(bag) : [])),
  };
}

/** The same bytes once, with the earliest revision that brought them. */
function distinct(objects: readonly DssObject[]): DssObject[] {
  const seen = new Map<string, DssObject>();
  for (const object of objects) {
    const key = Buffer.from(object.bytes.buffer, object.bytes.byteOffset, object.bytes.length).toString('base64');
    const known = seen.get(key);
    if (known === undefined || object.revision < known.revision) seen.set(key, object);
  }
  return [...seen.values()];
}
