import type { Timeliness } from '#shared/domain/execution.ts';
import type { ConcreteRoute, RouteOffice } from '#shared/domain/routes/resolve.ts';
import type { DueTime } from '#shared/domain/working-time.ts';
import { isoInstant } from '../environment.ts';
import type { Directories } from '../registration/directories.ts';
import type { PackRoute } from '../rule-packs/index.ts';
import { type RoutingOptions, RoutingRoom } from './routing-room.ts';

export interface OpenRoutingOptions extends Pick<RoutingOptions, 'store' | 'environment' | 'signByPassword' | 'draftWords' | 'checkSignature' | 'signDraft' | 'wasHandedIn' | 'mayActFor' | 'officialsOf' | 'personsOf' | 'official' | 'mediaTypeOf' | 'readableCard' | 'execution' | 'protocols' | 'onChanged'> {
  readonly directories: Directories;
  readonly rules: {
    approvalDue(startedAt: string, urgent: boolean): DueTime;
    evenSplit(startedAt: string, dueAt: string, route: ConcreteRoute): readonly string[];
    timeliness(dueAt: string, endedAt: string | null, now: string): Timeliness;
    routesAt(instant: string): readonly PackRoute[];
  };
  readonly headPersonId: () => string | null;
}

/** Puts the room of drafts and routes together with the directories and the country's rules. */
export function openRouting({ directories, rules, headPersonId, ...options }: OpenRoutingOptions): RoutingRoom {
  const office = (): RouteOffice => ({
    structure: {
      headPersonId: headPersonId(),
      units: directories.units(),
      people: directories.people(),
    },
    people: directories.people(),
    units: directories.units(),
  });
  return new RoutingRoom({
    ...options,
    people: () => directories.people(),
    office,
    isTransitional: (kindId) => directories.kinds().find((kind) => kind.kindId === kindId)?.transitional ?? null,
    isRestrictedKind: (kindId) => directories.kinds().find((kind) => kind.kindId === kindId)?.access === 'restricted',
    packRoutes: () => rules.routesAt(isoInstant(options.environment.now())),
    approvalDue: (startedAt, urgent) => rules.approvalDue(startedAt, urgent),
    evenSplit: (startedAt, dueAt, route) => rules.evenSplit(startedAt, dueAt, route),
    timeliness: (dueAt, endedAt, now) => rules.timeliness(dueAt, endedAt, now),
  });
}
