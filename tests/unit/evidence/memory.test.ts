import { describe, expect, it, onTestFinished } from 'vitest';
import type { FetchFailure } from '#shared/contract/evidence.ts';
import { validationReport } from '#shared/contract/signature-report.ts';
import { FetchMemory } from '../../../src-main/evidence/fetch-memory.ts';
import { factsOf } from '../../../src-main/evidence/fetching/evidence-reader.ts';
import { questionsOf } from '../../../src-main/evidence/fetching/questions.ts';
import { issuerKey, missingKeys } from '../../../src-main/store/projections/evidence-keys.ts';
import { Store } from '../../../src-main/store/store.ts';
import { keysOfReports, summariseMissing } from '../../../src-main/verification/report-reading.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const START = Date.parse('2026-03-02T04:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NONE = new Map<string, string | null>();

async function memory() {
  const store = await Store.open(temporaryFolder(), testEnvironment());
  onTestFinished(() => store.close());
  const made = new FetchMemory(store.database);
  const attempt = (request: string, failure: FetchFailure | null) => ({ request, url: `http://${request}/`, failure, detail: '' });
  return { memory: made, attempt, nextOf: (request: string): number => Date.parse(made.attempts([request])[0]?.nextAt ?? '') };
}

describe('the memory of attempts', () => {
  it('waits longer after each failure, and by the kind of it', async () => {
    const { memory: kept, attempt, nextOf } = await memory();
    const waits = (failure: FetchFailure, count: number): number[] =>
      Array.from({ length: count }, () => {
        kept.record([attempt(failure, failure)], NONE, START);
        return (nextOf(failure) - START) / MINUTE;
      });
    expect(waits('unreachable', 8)).toEqual([1, 2, 5, 15, 30, 60, 60, 60]);
    expect(waits('timedOut', 2)).toEqual([1, 2]);
    expect(waits('httpStatus', 5)).toEqual([10, 60, 360, 1440, 1440]);
    expect(waits('forbiddenAddress', 2)).toEqual([1440, 1440]);
  });

  it('waits after a success until the list is renewed, within a day', async () => {
    const { memory: kept, attempt, nextOf } = await memory();
    const wait = (nextUpdate: string | null): number => {
      kept.record([attempt('list', null)], new Map([['list', nextUpdate]]), START);
      return (nextOf('list') - START) / MINUTE;
    };
    const later = (milliseconds: number): string => new Date(START + milliseconds).toISOString();
    expect([wait(later(3 * HOUR)), wait(later(-HOUR)), wait(later(1000 * HOUR)), wait(null)]).toEqual([180, 10, 1440, 360]);
  });

  it('counts from one again after a success', async () => {
    const { memory: kept, attempt, nextOf } = await memory();
    for (const failure of ['unreachable', 'unreachable', null, 'unreachable'] as const) kept.record([attempt('a', failure)], NONE, START);
    expect(nextOf('a') - START).toBe(MINUTE);
  });

  it('tells the link by the answers alone: an error of a server is an answer, a forbidden address tells nothing', async () => {
    const { memory: kept, attempt } = await memory();
    const at = (failure: FetchFailure | null, now: number): boolean => kept.record([attempt('a', failure)], NONE, now);
    expect(kept.link()).toMatchObject({ lastSuccessAt: null, failures: 0, nextAt: null });
    expect(at('forbiddenUrl', START)).toBe(false);
    expect(kept.link()).toMatchObject({ failures: 0, nextAt: null, lastFailureReason: 'forbiddenUrl' });
    expect(at('unreachable', START)).toBe(false);
    expect(at('timedOut', START)).toBe(false);
    expect(kept.link()).toMatchObject({ failures: 2, nextAt: '2026-03-02T04:02:00.000Z', lastFailureReason: 'timedOut' });
    expect(at('forbiddenUrl', START)).toBe(false);
    expect(kept.link()).toMatchObject({ failures: 2 });
    expect(at('httpStatus', START + MINUTE)).toBe(true);
    expect(kept.link()).toMatchObject({ failures: 0, nextAt: null, lastSuccessAt: null, lastFailureAt: '2026-03-02T04:01:00.000Z' });
    expect(at(null, START + MINUTE)).toBe(false);
    expect(kept.link()).toMatchObject({ lastSuccessAt: '2026-03-02T04:01:00.000Z' });
  });

  it('makes those due that failed for lack of a link when it returns, and no others', async () => {
    const { memory: kept, attempt, nextOf } = await memory();
    kept.record([attempt('bad', 'unreadable')], NONE, START - HOUR);
    kept.record([attempt('far', 'unreachable'), attempt('wrong', 'timedOut')], NONE, START);
    const now = START + 10_000;
    expect(kept.record([attempt('near', null)], NONE, now)).toBe(true);
    expect([nextOf('far'), nextOf('wrong')]).toEqual([now, now]);
    expect(nextOf('bad')).toBe(START - HOUR + 10 * MINUTE);
  });

  it('is empty after the rules have changed', async () => {
    const { memory: kept, attempt } = await memory();
    kept.record([attempt('a', 'forbiddenAddress'), attempt('b', 'unreachable')], NONE, START);
    kept.forget();
    expect(kept.attempts(['a', 'b'])).toEqual([]);
    expect(kept.link()).toMatchObject({ failures: 0, nextAt: null });
  });
});

describe('what a description says', () => {
  it('is read for lists, answers and certificates', () => {
    expect(factsOf('crl', 'CN=CA · 1,O=X · 2026-03-01T00:00:00.000Z – 2026-03-08T00:00:00.000Z')).toMatchObject({ names: ['CN=CA · 1,O=X'], serialNumbers: [], thisUpdate: '2026-03-01T00:00:00.000Z', nextUpdate: '2026-03-08T00:00:00.000Z' });
    expect(factsOf('crl', 'CN=CA · 2026-03-01T00:00:00.000Z –')).toMatchObject({ names: ['CN=CA'], nextUpdate: null });
    expect(factsOf('ocsp', '5a01 · 2026-03-01T00:00:00.000Z – 2026-03-02T00:00:00.000Z\n5a02 · 2026-02-01T00:00:00.000Z – 2026-03-01T00:00:00.000Z')).toMatchObject({ serialNumbers: ['5a01', '5a02'], names: [], thisUpdate: '2026-02-01T00:00:00.000Z', nextUpdate: '2026-03-01T00:00:00.000Z' });
    expect(factsOf('issuer', 'CN=CA,O=X · 5a01 · 2026-03-01 – 2036-03-01')).toMatchObject({ names: ['CN=CA,O=X'], thisUpdate: null, nextUpdate: null });
  });

  it('is bounded, and nothing is guessed from other words', () => {
    const long = factsOf('crl', Array.from({ length: 1000 }, () => `CN=${'a'.repeat(1000)} · 2026-03-01T00:00:00.000Z –`).join('\n'));
    expect(long.description.length).toBeLessThanOrEqual(4000);
    expect(long.names.length).toBeLessThanOrEqual(40);
    expect(Math.max(...long.names.map(({ length }) => length))).toBeLessThanOrEqual(500);
    expect(factsOf('crl', 'anything else')).toMatchObject({ names: [], thisUpdate: null, nextUpdate: null });
  });
});

describe('keys', () => {
  it('find a name whatever its case and spaces', () => {
    expect(issuerKey('CN=Test  CA,O=Ґанок')).toBe(issuerKey('cn=test ca,o=ґанок'));
    expect(missingKeys([{ kind: 'issuer', certificate: null, serialNumber: null, issuer: 'CN=CA', urls: ['http://a/'] }])).toEqual(['url:http://a/', 'issuer:cn=ca', 'chain']);
    expect(missingKeys([{ kind: 'document', certificate: null, serialNumber: null, issuer: null, urls: [] }])).toEqual([]);
  });
});

describe('reports', () => {
  /** As engine 0.1 wrote them. */
  const old = {
    fileName: 'a.p7s', sha256: 'a', size: 1, container: 'cms-detached', content: null, indication: 'INDETERMINATE', checkedAt: '2026-03-02T04:00:00.000Z', validationTime: '2026-03-02T04:00:00.000Z', engine: '0.1',
    signatures: [{ format: 'CMS', indication: 'INDETERMINATE', subIndication: 'TRY_LATER', reasons: [], certificate: null, chain: [], signer: null, timestamps: [{ time: '2026-03-02T04:00:00.000Z', issuer: null, indication: 'TOTAL-PASSED', subIndication: null }], revocation: [{ kind: 'crl', source: 'list.crl' }] }],
  };

  it('of an older engine are completed with what it did not know, and say nothing more', () => {
    const report = validationReport.parse(old);
    expect(report).toMatchObject({ documentTimestamps: [], unsignedFiles: [], trust: { lists: [] } });
    expect(report.signatures[0]).toMatchObject({ id: '1', kind: 'signature', missing: [], constraints: [], timestamps: [{ certificate: null, chain: [], revocation: [] }], revocation: [{ obtainedAt: null, issuer: null, reason: null }] });
    expect(validationReport.parse(report)).toEqual(report);
    expect(summariseMissing([report])).toEqual([]);
    expect(keysOfReports([report])).toEqual([]);
    for (const wrong of [null, 'x', {}, { signatures: 1, indication: 'x' }, []]) expect(validationReport.safeParse(wrong).success).toBe(false);
  });

  it('are summed up within what an operation may hold', () => {
    const missing = Array.from({ length: 500 }, (_unused, at) => ({ kind: 'revocation' as const, certificate: Buffer.from(`certificate ${at}`).toString('base64'), issuer: 'aXNzdWVy', ocspUrls: Array.from({ length: 50 }, () => `http://ca/${'x'.repeat(200)}`), crlUrls: [] }));
    const report = validationReport.parse({ ...old, signatures: [{ ...old.signatures[0], missing }] });
    expect(Buffer.byteLength(JSON.stringify(summariseMissing([report])))).toBeLessThan(25_000);
    expect(questionsOf(missing).length).toBeLessThanOrEqual(40);
  });
});
