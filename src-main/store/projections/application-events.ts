import { applicationFacts } from '#shared/contract/applications.ts';
import type { ApplicationEvent, ApplicationStanding } from '#shared/domain/applications.ts';
import { INDICATIONS } from '#shared/domain/signature-indications.ts';
import type { SignatureFinding } from '#shared/domain/signature-findings.ts';
import { z } from 'zod';
import { stepRow } from './document-steps.ts';

const row = z.discriminatedUnion('what', [
  stepRow('received', applicationFacts.received),
  stepRow('verified', applicationFacts.verified),
  stepRow('protocolImported', applicationFacts.protocolImported),
  stepRow('declared', applicationFacts.declared),
  stepRow('accepted', applicationFacts.accepted),
  stepRow('forceDecided', applicationFacts.forceDecided),
]);

/** Steps of one application, of rows in the order of the log. */
export function applicationEvents(rows: readonly unknown[]): ApplicationEvent[] {
  return rows.map((one) => row.parse(one));
}

const findings = z.array(z.object({ sha256: z.string(), id: z.string(), indication: z.enum(INDICATIONS), revokedAt: z.string().nullable() }));

/** What a recorded check concluded of each signature; null: it was recorded by an older desk, which did not say. */
export function storedFindings(stored: unknown): SignatureFinding[] | null {
  return typeof stored === 'string' ? findings.parse(JSON.parse(stored)) : null;
}

/** The conclusion about the author's signature that was counted; null: none is known. */
export function conclusionOf({ verified }: Pick<ApplicationStanding, 'verified'>, found: readonly SignatureFinding[] | null): SignatureFinding | null {
  const place = verified?.signature ?? null;
  return found?.find(({ sha256, id }) => sha256 === place?.sha256 && id === place.id) ?? null;
}
