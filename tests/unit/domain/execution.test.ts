import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASSIGNMENT_ACTIONS, ASSIGNMENT_STATES, assignmentAllows, disciplineShare, isExecuted, mayDecideExecution, timelinessBounds, timelinessOf } from '#shared/domain/execution.ts';
import { EXECUTOR_ROLES } from '#shared/domain/resolutions.ts';
import { calendarFor, loadRulePack } from '../../../src-main/rule-packs/index.ts';

describe('an assignment', () => {
  it('[RES-16] is closed by an accepted report alone, and one who only gets to know reports nothing', () => {
    const allowed = (state: (typeof ASSIGNMENT_STATES)[number], role: (typeof EXECUTOR_ROLES)[number], extensionAsked = false) => ASSIGNMENT_ACTIONS.filter((action) => assignmentAllows(action, { state, role, extensionAsked }));
    expect(allowed('open', 'main')).toEqual(['interimReport', 'executionReport', 'requestExtension', 'issueResolution']);
    expect(allowed('open', 'co', true)).toEqual(['interimReport', 'executionReport', 'decideExtension', 'issueResolution']);
    expect(allowed('open', 'information')).toEqual(['note']);
    expect(allowed('reported', 'main')).toEqual(['accept', 'return']);
    for (const state of ['executed', 'noted', 'withdrawn'] as const) for (const role of EXECUTOR_ROLES) expect(allowed(state, role, true)).toEqual([]);
  });

  it('[RES-16] nobody accepts his own report, be he the author or the controller as well', () => {
    const who = { executorPersonId: 'dean', authorPersonId: 'rector', controllerPersonId: 'vice' };
    expect(mayDecideExecution(new Set(['rector']), who)).toBe(true);
    expect(mayDecideExecution(new Set(['vice']), who)).toBe(true);
    expect(mayDecideExecution(new Set(['dean']), who)).toBe(false);
    expect(mayDecideExecution(new Set(['clerk']), who)).toBe(false);
    expect(mayDecideExecution(new Set(['dean']), { ...who, controllerPersonId: 'dean' })).toBe(false);
    expect(mayDecideExecution(new Set(['clerk']), { ...who, controllerPersonId: null })).toBe(false);
  });

  it('[CTRL-01] a document leaves control when the first main executor’s report was accepted, of each of several', () => {
    expect(isExecuted([{ state: 'executed' }])).toBe(true);
    expect(isExecuted([{ state: 'reported' }])).toBe(false);
    expect(isExecuted([{ state: 'executed' }, { state: 'open' }])).toBe(false);
    expect(isExecuted([])).toBe(false);
  });
});

describe('deviation from due days', async () => {
  const calendar = calendarFor(await loadRulePack(path.resolve('resources/rule-packs/kz')));

  it('[CTRL-05] [NOT-06] warns before, on and after the day; what is at risk is counted in working days', () => {
    // Friday noon in Almaty: two working days on are Monday and Tuesday.
    const bounds = timelinessBounds(calendar, '2026-02-06T07:00:00.000Z');
    const at = (dueOn: string, executedAt: string | null = null) => timelinessOf({ dueOn, dueAt: `${dueOn}T13:00:00.000Z`, executedAt }, bounds);
    expect(bounds).toMatchObject({ today: '2026-02-06', atRiskUntil: '2026-02-10' });
    expect(['2026-02-05', '2026-02-06', '2026-02-09', '2026-02-10', '2026-02-11'].map((day) => at(day))).toEqual(['overdue', 'dueToday', 'atRisk', 'atRisk', 'inTime']);
    expect([at('2026-02-05', '2026-02-05T13:00:00.000Z'), at('2026-02-05', '2026-02-05T13:00:00.001Z')]).toEqual(['executedInTime', 'executedLate']);
  });

  it('discipline is the share of what was due; nothing due is no full mark', () => {
    expect(disciplineShare({ open: 5, overdue: 1, executedInTime: 2, executedLate: 1 })).toBe(0.5);
    expect(disciplineShare({ open: 5, overdue: 0, executedInTime: 0, executedLate: 0 })).toBeNull();
  });
});
