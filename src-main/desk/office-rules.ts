import path from 'node:path';
import { Refusal } from '#shared/contract/errors.ts';
import type { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import { copyDue, copyToday, type CopyToday } from '#shared/domain/copy-register.ts';
import { type Timeliness, timelinessBounds, timelinessOf } from '#shared/domain/execution.ts';
import { APPROVAL_WORKING_DAYS, approvalDue, evenSplit } from '#shared/domain/routes/route-term.ts';
import type { SimpleSignatureRule } from '#shared/domain/interaction-agreement.ts';
import type { ConcreteRoute } from '#shared/domain/routes/resolve.ts';
import { addWorkingDays, type DueTime } from '#shared/domain/working-time.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { isoInstant } from '../environment.ts';
import { bodiesOf, calendarFor, loadRulePack, type PackRoute, routesOn, type RulePack, simpleSignatureRuleOn, termAt } from '../rule-packs/index.ts';

/** KSTU 5.1: an issued password is changed within 3 working days (SEC-05). */
const PASSWORD_CHANGE_WORKING_DAYS = 3;

/** KSTU R1-2.1.6: what an employee applies for is given within 3 working days; for a day on which the pack has no term of its own. */
const COPY_WORKING_DAYS = 3;

/** KSTU R1-1.2: a document is acknowledged within 3 working days; for a day on which the pack has no term of its own (ACK-05). */
const ACKNOWLEDGEMENT_WORKING_DAYS = 3;

/** The rules of the office's country, known once the office is. */
export class OfficeRules {
  readonly #directory: string;
  #pack: RulePack | null = null;
  #bodies: HeadOnlyBodies | null = null;

  constructor(resourcesDirectory: string) {
    this.#directory = path.join(resourcesDirectory, 'rule-packs');
  }

  /** @throws RulePackRefused */
  async load(country: string): Promise<RulePack> {
    const pack = await loadRulePack(path.join(this.#directory, country.toLowerCase()));
    this.#pack = pack;
    this.#bodies = bodiesOf(pack);
    return pack;
  }

  /** @throws Refusal while there is no office */
  pack(): RulePack {
    return known(this.#pack);
  }

  /** Senders whose letters go to the head only (REG-10). @throws Refusal while there is no office */
  bodies(): HeadOnlyBodies {
    return known(this.#bodies);
  }

  /** The instant by which a password that is issued now has to be changed. @throws Refusal while there is no office */
  passwordChangeDue(from: number): string {
    const calendar = calendarFor(this.pack());
    return addWorkingDays(calendar, dayInZone(calendar.zone, isoInstant(from)), PASSWORD_CHANGE_WORKING_DAYS).at;
  }

  /** Day by which a document that was applied for is to be given (PAP-04). @throws Refusal while there is no office */
  copyDue(appliedOn: string): { readonly dueOn: string; readonly calendarVersion: string } {
    const pack = this.pack();
    const term = termAt(pack, 'copies-on-application', appliedOn);
    return copyDue(calendarFor(pack), appliedOn, term?.unit === 'working-days' ? term.amount : COPY_WORKING_DAYS);
  }

  /** End of the approval of a draft that begins at an instant (ROUTE-09, X8). @throws Refusal while there is no office */
  approvalDue(startedAt: string, urgent: boolean): DueTime {
    const pack = this.pack();
    const calendar = calendarFor(pack);
    const term = termAt(pack, urgent ? 'internal-approval-urgent' : 'internal-approval', dayInZone(calendar.zone, startedAt));
    return approvalDue(calendar, startedAt, term?.unit === 'working-days' ? term.amount : APPROVAL_WORKING_DAYS[urgent ? 'urgent' : 'usual']);
  }

  /** The term shared evenly among the stages of approval, for the eye (X8). @throws Refusal while there is no office */
  evenSplit(startedAt: string, dueAt: string, route: ConcreteRoute): string[] {
    return evenSplit(calendarFor(this.pack()), startedAt, dueAt, route);
  }

  /** How something that ends at an instant stands to it. @throws Refusal while there is no office */
  timeliness(dueAt: string, endedAt: string | null, now: string): Timeliness {
    const calendar = calendarFor(this.pack());
    return timelinessOf({ dueOn: dayInZone(calendar.zone, dueAt), dueAt, executedAt: endedAt }, timelinessBounds(calendar, now));
  }

  /** Typical routes of the country at an instant. @throws Refusal while there is no office */
  routesAt(instant: string): PackRoute[] {
    const pack = this.pack();
    return routesOn(pack, dayInZone(calendarFor(pack).zone, instant));
  }

  /** The calendar of the country: working days, martial law. @throws Refusal while there is no office */
  calendar(): WorkingCalendar {
    return calendarFor(this.pack());
  }

  /** Working days in which a document that is sent on a day is to be acknowledged (ACK-05). @throws Refusal while there is no office */
  acknowledgementDays(sentOn: string): number {
    const term = termAt(this.pack(), 'acknowledgement', sentOn);
    return term?.unit === 'working-days' ? term.amount : ACKNOWLEDGEMENT_WORKING_DAYS;
  }

  /** What a password given for a document means on a day (SIGN-15, X1); null: nothing. @throws Refusal while there is no office */
  simpleSignature(day: string): SimpleSignatureRule | null {
    return simpleSignatureRuleOn(this.pack(), day);
  }

  /** The days by which open applications are judged (PAP-04). @throws Refusal while there is no office */
  copyToday(today: string): CopyToday {
    return copyToday(calendarFor(this.pack()), today);
  }
}

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Refusal('not-ready', 'error.deskNotReady');
  return value;
}
