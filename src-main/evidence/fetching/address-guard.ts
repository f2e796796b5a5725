import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** ISATAP interface identifiers (RFC 5214 clause 6.1): an IPv4 address inside a global-looking IPv6 one. */
const ISATAP = new Set(['00005efe', '02005efe']);

/**
 * Whether an address lies on the public Internet. An address that a certificate names must not lead into
 * this computer or the office's network (server-side request forgery): loopback, private, link-local,
 * shared (CGNAT), multicast, reserved and every form that carries an IPv4 address inside an IPv6 one
 * (mapped, 6to4, Teredo, NAT64, ISATAP) count as not public.
 */
export function isPublicAddress(address: string): boolean {
  // `node:net` is strict where ipaddr.js takes octal and shortened forms; what it refuses is no address.
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return true;
  const bytes = parsed.toByteArray();
  // Global unicast is 2000::/3 and nothing else (IANA); the rest is unassigned or special.
  if (((bytes[0] ?? 0) & 0xe0) !== 0x20) return false;
  return !ISATAP.has(Buffer.from(bytes.slice(8, 12)).toString('hex'));
}
