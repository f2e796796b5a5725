import { beforeAll, describe, expect, it } from 'vitest';

import { general, nameConstraints, subjectAltName } from '../../../src-main/demo/pki/extensions.ts';
import { sequence, explicit, retag, integer, implicit } from '../../../src-main/demo/pki/der.ts';
import { extension } from '../../../src-main/demo/pki/certificates.ts';
import { preparedString } from '../../../src-main/signatures/certificates/string-preparation.ts';
import { caExtensions, endExtensions, issue, issueCa, issueEnd, issueRoot, outcome, party, validateHolders } from './path-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';

const { rfc822, dns, uri, ip, directory, other } = general;

let root: Holder;
beforeAll(async () => {
  root = await issueRoot();
});

interface Constraints {
  readonly permitted?: readonly Uint8Array[];
  readonly excluded?: readonly Uint8Array[];
}

let count = 0;
/** Outcome for a certificate with these alternative names below a CA with these constraints. */
async function judge(constraints: Constraints, names: readonly Uint8Array[]): Promise<string> {
  count += 1;
  const ca = await issueCa(`CA ${count}`, root, nameConstraints(constraints));
  const end = await issueEnd('End', ca, ...(names.length === 0 ? [] : [subjectAltName(...names)]));
  return outcome(validateHolders([end, ca, root], { use: 'any' }));
}

const v4 = (a: number, b: number, c: number, d: number): number[] => [a, b, c, d];

describe('name constraints (RFC 5280 clause 4.2.1.10)', () => {
  it.each([
    ['mail at the host', { permitted: [rfc822('gov.kz')] }, [rfc822('a@gov.kz')], 'trusted'],
    ['mail at another host', { permitted: [rfc822('gov.kz')] }, [rfc822('a@x.gov.kz')], 'nameConstraints'],
    ['mail below the domain', { permitted: [rfc822('.gov.kz')] }, [rfc822('a@x.GOV.kz')], 'trusted'],
    ['mail at the domain itself', { permitted: [rfc822('.gov.kz')] }, [rfc822('a@gov.kz')], 'nameConstraints'],
    ['one mailbox', { permitted: [rfc822('a@gov.kz')] }, [rfc822('b@gov.kz')], 'nameConstraints'],
    ['local part in another case', { permitted: [rfc822('a@gov.kz')] }, [rfc822('A@gov.kz')], 'nameConstraints'],
    ['excluded local part in another case', { excluded: [rfc822('a@gov.kz')] }, [rfc822('A@gov.kz')], 'nameConstraints'],
    ['no mailbox at all', { permitted: [rfc822('gov.kz')] }, [rfc822('nobody')], 'nameConstraints'],
    ['host and what is below', { permitted: [dns('gov.kz')] }, [dns('gov.kz'), dns('a.b.gov.kz')], 'trusted'],
    ['host that only ends alike', { permitted: [dns('gov.kz')] }, [dns('notgov.kz')], 'nameConstraints'],
    ['excluded host', { excluded: [dns('gov.kz')] }, [dns('a.gov.kz')], 'nameConstraints'],
    ['excluded host with a final dot', { excluded: [dns('gov.kz')] }, [dns('a.gov.kz.')], 'nameConstraints'],
    ['wildcard that may stand for an excluded host', { excluded: [dns('x.gov.kz')] }, [dns('*.gov.kz')], 'nameConstraints'],
    ['URI at the host', { permitted: [uri('gov.kz')] }, [uri('https://u@GOV.kz:443/a')], 'trusted'],
    ['URI below the host', { permitted: [uri('gov.kz')] }, [uri('https://a.gov.kz/')], 'nameConstraints'],
    ['URI below the domain', { permitted: [uri('.gov.kz')] }, [uri('https://a.gov.kz/')], 'trusted'],
    ['URI with an address', { excluded: [uri('gov.kz')] }, [uri('https://10.0.0.1/')], 'nameConstraints'],
    ['URI without a host', { excluded: [uri('gov.kz')] }, [uri('urn:x:y')], 'nameConstraints'],
    ['URI that hides its host', { permitted: [uri('gov.kz')] }, [uri('https://gov.kz@evil.example/')], 'nameConstraints'],
    ['address in the net', { permitted: [ip([...v4(10, 1, 0, 0), ...v4(255, 255, 0, 0)])] }, [ip(v4(10, 1, 2, 3))], 'trusted'],
    ['address outside', { permitted: [ip([...v4(10, 1, 0, 0), ...v4(255, 255, 0, 0)])] }, [ip(v4(10, 2, 2, 3))], 'nameConstraints'],
    ['excluded address', { excluded: [ip([...v4(10, 0, 0, 0), ...v4(255, 0, 0, 0)])] }, [ip(v4(10, 2, 2, 3))], 'nameConstraints'],
    ['address of another length', { permitted: [ip([...v4(10, 0, 0, 0), ...v4(255, 0, 0, 0)])] }, [ip(Array.from({ length: 16 }, () => 0))], 'nameConstraints'],
    ['a mask with holes', { permitted: [ip([...v4(10, 0, 0, 0), ...v4(255, 0, 255, 0)])] }, [ip(v4(10, 0, 0, 1))], 'chainConstraint'],
    ['other names under a constraint on other names', { permitted: [other('x')] }, [other('x')], 'nameConstraints'],
    ['other names under a constraint on mail', { permitted: [rfc822('gov.kz')] }, [other('x')], 'trusted'],
    ['directory name within', { permitted: [directory(party('End'))] }, [], 'trusted'],
    ['directory name outside', { permitted: [directory(party('Someone'))] }, [], 'nameConstraints'],
    ['directory name excluded, in another case', { excluded: [directory(party('END'))] }, [], 'nameConstraints'],
    ['alternative directory name', { excluded: [directory(party('Hidden'))] }, [directory(party('Hidden'))], 'nameConstraints'],
  ])('%s', async (_what, constraints, names, expected) => {
    expect(await judge(constraints, names)).toBe(expected);
  });

  it('lists of several CAs all have to be met', async () => {
    const wide = await issueCa('Wide', root, nameConstraints({ permitted: [dns('kz')] }));
    const narrow = await issueCa('Narrow', wide, nameConstraints({ permitted: [dns('gov.kz'), dns('example')] }));
    const at = async (host: string): Promise<string> =>
      outcome(validateHolders([await issueEnd('End', narrow, subjectAltName(dns(host))), narrow, wide, root]));
    expect([await at('a.gov.kz'), await at('a.example'), await at('b.kz')]).toEqual(['trusted', 'nameConstraints', 'nameConstraints']);
  });

  it('constraints of the anchor bind as well', async () => {
    const bound = await issueRoot('Bound root', nameConstraints({ excluded: [directory(party('End'))] }));
    expect(outcome(validateHolders([await issueEnd('End', bound), bound]))).toBe('nameConstraints');
  });

  it('a self-issued CA certificate is free, a self-issued end certificate is not', async () => {
    const constrained = await issueCa('Self', root, nameConstraints({ permitted: [directory(party('End'))] }));
    const anew = await issue('Self anew', constrained, caExtensions(), { name: party('Self') });
    expect(outcome(validateHolders([await issueEnd('End', anew), anew, constrained, root]))).toBe('trusted');
    const selfEnd = await issue('Self end', constrained, endExtensions(), { name: party('Self') });
    expect(outcome(validateHolders([selfEnd, constrained, root]))).toBe('nameConstraints');
  });

  it.each([
    ['empty', sequence()],
    ['with a minimum', sequence(explicit(0, sequence(dns('kz'), retag(0x80, integer(1)))))],
    ['with a maximum', sequence(explicit(0, sequence(dns('kz'), implicit(1, Uint8Array.of(1)))))],
    ['no SEQUENCE', integer(1)],
  ])('malformed constraints (%s) refuse the path', async (what, value) => {
    const ca = await issueCa(`Malformed ${what}`, root, extension('2.5.29.30', true, value));
    expect(outcome(validateHolders([await issueEnd('End', ca), ca, root]))).toBe('chainConstraint');
  });

  it('more comparisons than the bound refuse the path in bounded time', async () => {
    const bases = Array.from({ length: 1200 }, (_, index) => dns(`h${index}.kz`));
    const names = Array.from({ length: 1200 }, (_, index) => dns(`x${index}.example`));
    const started = performance.now();
    expect(await judge({ excluded: bases }, names)).toBe('nameConstraints');
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('name comparison (RFC 5280 clause 7.1)', () => {
  it.each([
    ['  A  b ', 'a B', true],
    ['Straße', 'STRASSE', true],
    ['Ａ', 'a', true],
    ['a\u00ADb', 'ab', true],
    ['ΟΔΟΣ', 'οδος', true],
    ['Қазақ', 'ҚАЗАҚ', true],
    ['ab', 'a b', false],
    ['ı', 'i', false],
    ['е', 'e', false],
  ])('%j and %j: %s', (left, right, same) => {
    expect(preparedString(left) === preparedString(right)).toBe(same);
  });
});
