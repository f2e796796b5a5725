import { z } from 'zod';
import { APPROVAL_MODES, DRAFT_CONCERNS, RESTART_RULES, SIGNER_MEANS, SIGNING_PROFILES, STEP_ROLES } from '#shared/domain/routes/template.ts';
import { documentTexts, packId, provenance, shortText, validity } from './common.ts';

const words = z.array(shortText).min(1).max(30);

/** Whom a pack can mean: it knows the words of positions and units, never persons or units of an office. */
const taker = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('position'), positions: words }),
  z.strictObject({ by: z.literal('positionInAuthorUnit'), positions: words }),
  z.strictObject({ by: z.literal('namedUnitHead'), unitNames: words }),
  z.strictObject({ by: z.enum(['author', 'authorUnitHead', 'headAboveAuthorUnit', 'namedSigner', 'namedExecutors', 'responsibleUnitHeads', 'coordinator', 'officeHead']) }),
]);

const when = z.array(z.enum(DRAFT_CONCERNS)).max(DRAFT_CONCERNS.length).default([]);

const step = z.strictObject({ id: packId, role: z.enum(STEP_ROLES), names: documentTexts, taker, when, mayBeNobody: z.boolean().default(false) });
const stage = z.strictObject({ names: documentTexts, when, steps: z.array(step).max(30) });

const route = z.strictObject({
  id: packId,
  names: documentTexts,
  stages: z.array(stage).max(30),
  approval: z.enum(APPROVAL_MODES),
  signing: z.enum(SIGNING_PROFILES),
  signerMeans: z.array(z.enum(SIGNER_MEANS)).max(SIGNER_MEANS.length),
  restart: z.enum(RESTART_RULES),
  ...validity,
  ...provenance,
});

/** `routes.json`: typical routes of drafts, which the office may change and add to (ROUTE-06), dated. */
export const routesFile = z.strictObject({ routes: z.array(route).min(1).max(100) });
export type RoutesFile = z.output<typeof routesFile>;
