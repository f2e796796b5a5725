import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src-main/evidence/fetching/address-guard.ts';
import { FetchRefused } from '../../../src-main/evidence/fetching/failure.ts';
import { type AllowedHost, checkUrl, parseAllowedHost, parseProxy } from '../../../src-main/evidence/fetching/url-guard.ts';

function failureOf(url: string, allowed: readonly AllowedHost[] = []): string {
  try {
    checkUrl(url, allowed);
    return 'asked';
  } catch (error) {
    if (error instanceof FetchRefused) return error.failure;
    throw error;
  }
}

describe('addresses', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2a00:1450:4001::1', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['unspecified', '0.0.0.0', '0.1.2.3', '::'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fdff::1'],
    ['link-local', '169.254.169.254', 'fe80::1', 'fec0::1'],
    ['shared', '100.64.0.1', '100.127.255.255'],
    ['multicast and broadcast', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
    ['reserved', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', '100::1', '4000::1', '5f00::1'],
    ['relays', '192.88.99.1'],
    ['IPv4 inside IPv6', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', '2a00:1450::5efe:7f00:1', '2a00:1450::200:5efe:10.0.0.1'],
    ['no address at all', '', 'localhost', '0177.0.0.1', '2130706433', '127.1', '1.2.3', '::1%eth0', '8.8.8.8 '],
  ])('%s is not public', (_name, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});

describe('URLs from certificates', () => {
  it.each(['http://ca.example.org/list.crl', 'https://ca.example.org/a?b=c', 'http://8.8.8.8/x', 'http://ca.example.org:443/', 'https://[2a00:1450:4001::1]/'])('%s may be asked', (url) => {
    expect(failureOf(url)).toBe('asked');
  });

  it.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://%31%32%37.0.0.1/', 'http://127.0.0.1./',
    'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://169.254.169.254/latest/meta-data', 'https://10.1.2.3/', 'http://①②⑦.⓪.⓪.①/',
  ])('%s leads into a private network', (url) => {
    expect(failureOf(url)).toBe('forbiddenAddress');
  });

  it.each(['ftp://ca.example.org/list.crl', 'ldap://ca.example.org/cn=list', 'file:///etc/passwd', 'http://user@ca.example.org/', 'http://user:word@ca.example.org/', 'http://ca.example.org:22/', 'http://ca.example.org:8080/', 'http://[::1%25eth0]/', 'http://', 'list.crl', '', `http://ca.example.org/${'a'.repeat(3000)}`, 'javascript:alert(1)'])('%s is no address for this desk', (url) => {
    expect(failureOf(url)).toBe('forbiddenUrl');
  });

  it('may go where the administrator allows it, to that port and no other', () => {
    const hosts = ['10.1.2.3', 'ca.ministry:8080', '[::1]:8443'].map((host) => parseAllowedHost(host) ?? { host: 'none', port: null });
    expect(['http://10.1.2.3/', 'https://10.1.2.3/', 'http://CA.Ministry:8080/x', 'https://[::1]:8443/'].map((url) => failureOf(url, hosts))).toEqual(['asked', 'asked', 'asked', 'asked']);
    expect(failureOf('http://10.1.2.3:8080/', hosts)).toBe('forbiddenUrl');
    expect(failureOf('http://10.1.2.4/', hosts)).toBe('forbiddenAddress');
    expect(failureOf('http://evil.ca.ministry:8080/', hosts)).toBe('forbiddenUrl');
    expect(failureOf('http://user@10.1.2.3/', hosts)).toBe('forbiddenUrl');
  });

  it('never opens a literal private address, however it is spelled', () => {
    const spelled = fc.tuple(fc.constantFrom(10, 127), fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(4)).map(([a, b, c, d, form]) => {
      const whole = ((a * 256 + b) * 256 + c) * 256 + d;
      return [`${a}.${b}.${c}.${d}`, String(whole), `0x${whole.toString(16)}`, `0${a.toString(8)}.${b}.0x${c.toString(16)}.${d}`, `[::ffff:${a}.${b}.${c}.${d}]`][form] ?? '';
    });
    fc.assert(
      fc.property(spelled, (host) => {
        expect(failureOf(`http://${host}/`)).toBe('forbiddenAddress');
      }),
    );
  });
});

describe('what the administrator writes', () => {
  it.each([
    ['ca.example.kz', { host: 'ca.example.kz', port: null }],
    ['CA.example.kz:8080', { host: 'ca.example.kz', port: 8080 }],
    ['10.0.0.1:80', { host: '10.0.0.1', port: 80 }],
    ['[fd00::1]', { host: 'fd00::1', port: null }],
    ['[fd00::1]:80', { host: 'fd00::1', port: 80 }],
  ])('%s is a host', (text, expected) => {
    expect(parseAllowedHost(text)).toEqual(expected);
  });

  it.each(['', 'http://ca.example.kz', 'ca.example.kz/list', 'user@ca.example.kz', 'a b', 'ca.example.kz:99999', 'ca.example.kz:0', '*'])('%s is none', (text) => {
    expect(parseAllowedHost(text)).toBeNull();
  });

  it('is a proxy only as http with host and port', () => {
    expect(parseProxy('http://proxy.example:3128')?.host).toBe('proxy.example:3128');
    expect(['proxy:3128', 'https://proxy', 'socks5://proxy', 'http://user:word@proxy', 'http://proxy/path', ''].map(parseProxy)).toEqual([null, null, null, null, null, null]);
  });
});
