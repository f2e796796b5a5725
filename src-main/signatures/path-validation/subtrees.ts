import type { GeneralName } from '../certificates/general-names.ts';
import type { Name } from '../certificates/names.ts';

/** A base of GeneralSubtrees that can be compared (RFC 5280 clause 4.2.1.10). */
export type Subtree = Exclude<GeneralName, { readonly kind: 'other' }>;

/**
 * Whether a name lies in a subtree of its own kind.
 *
 * Where the name cannot be taken apart the answer is null: it must be refused, whichever list is asked.
 * Doubt differs by list: what might be excluded is, what might be permitted is not.
 */
export function liesWithin(name: Subtree, base: Subtree, list: 'permitted' | 'excluded'): boolean | null {
  if (name.kind === 'directory' && base.kind === 'directory') return directoryWithin(name.name, base.name);
  if (name.kind === 'rfc822' && base.kind === 'rfc822') return mailboxWithin(name.text, base.text, list);
  if (name.kind === 'dns' && base.kind === 'dns') return dnsWithin(name.text, base.text, list);
  if (name.kind === 'uri' && base.kind === 'uri') return uriWithin(name.text, base.text);
  if (name.kind === 'ip' && base.kind === 'ip') return addressWithin(name.bytes, base.bytes);
  return false;
}

function directoryWithin(name: Name, base: Name): boolean {
  return base.comparableRdns.every((rdn, index) => rdn === name.comparableRdns[index]);
}

const HOST = /^[a-z0-9_*]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/** Lower case without the final dot of the root; null where it is no host name. */
function hostOf(text: string): string | null {
  const host = text.toLowerCase().replace(/\.$/, '');
  return HOST.test(host) ? host : null;
}

/** "host" is that host alone, ".domain" every host below the domain: the rule for mailboxes and URIs. */
function hostWithin(host: string, base: string): boolean {
  const wanted = base.toLowerCase();
  return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted;
}

function mailboxWithin(mailbox: string, base: string, list: 'permitted' | 'excluded'): boolean | null {
  const parts = splitMailbox(mailbox);
  const host = parts === null ? null : hostOf(parts.host);
  if (parts === null || host === null) return null;
  const wanted = splitMailbox(base);
  if (wanted === null) return hostWithin(host, base);
  // Local parts are case-sensitive; few mail systems heed it, so exclusion does not.
  const sameLocal =
    parts.local === wanted.local ||
    (list === 'excluded' && parts.local.toLowerCase() === wanted.local.toLowerCase());
  return sameLocal && host === wanted.host.toLowerCase();
}

function splitMailbox(text: string): { local: string; host: string } | null {
  const at = text.lastIndexOf('@');
  return at < 1 ? null : { local: text.slice(0, at), host: text.slice(at + 1) };
}

/** Labels may be added to the left of the base; a wildcard is excluded by anything that it might stand for. */
function dnsWithin(name: string, base: string, list: 'permitted' | 'excluded'): boolean | null {
  const host = hostOf(name);
  if (host === null) return null;
  const wanted = base.toLowerCase().replace(/\.$/, '');
  const domain = wanted.replace(/^\./, '');
  if (domain === '') return true;
  if (host.endsWith(`.${domain}`) || (host === domain && wanted === domain)) return true;
  return list === 'excluded' && host.startsWith('*.') && `.${domain}`.endsWith(host.slice(1));
}

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/** The host of the URI decides; one without a host name cannot be compared (RFC 5280 clause 4.2.1.10). */
function uriWithin(uri: string, base: string): boolean | null {
  const authority = AUTHORITY.exec(uri)?.[1];
  if (authority === undefined) return null;
  const host = hostOf(authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, ''));
  // Addresses are no host names.
  if (host === null || host.startsWith('*') || /^[\d.]+$/.test(host)) return null;
  return hostWithin(host, base);
}

/** The base is an address and a mask of the same length; other lengths were refused when it was read. */
function addressWithin(address: Uint8Array, base: Uint8Array): boolean | null {
  if (address.length !== 4 && address.length !== 16) return null;
  if (base.length !== address.length * 2) return false;
  return address.every((byte, index) => {
    const mask = base[address.length + index] ?? 0;
    return (byte & mask) === ((base[index] ?? 0) & mask);
  });
}

/** Whether a base can be compared at all: addresses need a contiguous mask, hosts must be hosts. */
export function isProperBase(base: Subtree): boolean {
  switch (base.kind) {
    case 'directory':
      return true;
    case 'ip':
      return (base.bytes.length === 8 || base.bytes.length === 32) && isContiguous(base.bytes.subarray(base.bytes.length / 2));
    case 'dns':
      return base.text === '' || base.text === '.' || hostOf(base.text.replace(/^\./, '')) !== null;
    case 'uri':
      return hostOf(base.text.replace(/^\./, '')) !== null;
    case 'rfc822':
      return hostOf((splitMailbox(base.text)?.host ?? base.text).replace(/^\./, '')) !== null;
  }
}

function isContiguous(mask: Uint8Array): boolean {
  const bits = [...mask].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
}

