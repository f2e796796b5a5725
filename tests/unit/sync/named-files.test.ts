import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { filesNamedBy, KINDS_WITH_FILES } from '#shared/sync/named-files.ts';
import { OPERATION_KINDS, OPERATION_VERSIONS, type OperationKind } from '#shared/sync/operation-kinds.ts';

/**
 * Hashes in payloads that bring no stored file, each with its reason. Every other place of a hash must be named by
 * `filesNamedBy`: a new kind, or a new field of an old one, ends up here or there.
 */
const BRING_NO_FILE: Readonly<Record<string, string>> = {
  'account.created verifier.hash': 'a hash of a password',
  'account.passwordSet verifier.hash': 'a hash of a password',
  'card.registered replaces': 'the id of a card',
  'verification.recorded contents.ofSha256': 'the file that holds the content; its own operation named it',
  'verification.recorded missing.certificate': 'a certificate',
  'verification.recorded findings.sha256': 'files of the document; their own operations named them',
  'verification.recorded evidence.sha256': 'evidence and trust that their own operations named',
  'evidence.obtained certificate': 'a certificate',
  'copy.made continues.sha256': 'the original; the registration of its card named it',
  'signature.made ofSha256': 'the file that was signed; its own operation named it',
  'signature.made certificate': 'a certificate',
  'signature.timestamped replaces': 'the file without the timestamp; its own operation named it',
  'route.started event.contentSha256': 'the content of the draft; the entry of the draft named it',
  'route.stepDecided event.contentSha256': 'the content that was decided on; its own operation named it',
  'route.registered event.contentSha256': 'the content that became a card; its own operation named it',
  'route.returned event.contentSha256': 'the content that was returned; its own operation named it',
  'route.started event.annexes.sha256': 'an annex of the draft; the entry of the draft named it',
  'route.stepDecided event.annexes.sha256': 'an annex that was decided on; its own operation named it',
  'route.registered event.annexes.sha256': 'an annex that became a file of the card; its own operation named it',
  'route.returned event.annexes.sha256': 'an annex that was returned; its own operation named it',
  'nomenclature.imported fileSha256': 'a table that was read and not kept',
  'acknowledgement.made signature.sha256': 'a file of the document; its own operation named it',
  'acknowledgement.recordedByRegistrar entry.scan': 'a file of the document; its own operation named it',
  'agreement.registered basis.sha256': 'a file of a registered document; its own operation named it',
  'contract.headSigned signature.sha256': 'a file of the document; its own operation named it',
  'contract.protocolComposed signature.sha256': 'a file of the document; its own operation named it',
  'contract.headSigned content': 'the text inside the main file, or that file; its own operation named it',
  'contract.sent content': 'the text that the head signed; its own operation named it',
  'contract.protocolComposed content': 'the text that the head signed; its own operation named it',
  'contract.protocolComposed protocol': 'a copy of the document; its own operation named it',
  'application.verified signature.sha256': 'a file of the document; its own operation named it',
  'application.verified protocol': 'a copy of the document; its own operation named it',
  'simpleSignature.made record.files.sha256': 'the file that was signed; its own operation named it',
  'simpleSignature.made hash': 'the hash of a record',
  'fixity.reported listed.sha256': 'files that other operations brought',
  'preservation.evidenceMade digest': 'the name of an algorithm',
  'preservation.evidenceMade pieces.sha256': 'evidence that other operations brought',
  'package.made sha256': 'the package, which stays at the desk that made it',
  'package.made manifestSha256': 'a file inside the package',
  'retention.listImported fileSha256': 'a table that was read and not kept',
};
const HASH_NAMES = /sha256$|^certificate$|^replaces$|hash|blob|digest/i;

/** A payload that fits a schema, with another hash in every place of a text that may be one; `places` says which. */
function sample(schema: z.ZodType, at: string, places: Map<string, string>): unknown {
  const { def } = schema as unknown as { def: { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; innerType?: z.ZodType; options?: z.ZodType[]; entries?: Record<string, string>; values?: unknown[]; in?: z.ZodType; keyType?: z.ZodType } };
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, field]) => [name, sample(field, at === '' ? name : `${at}.${name}`, places)]));
    case 'array':
      return def.element === undefined ? [] : [sample(def.element, at, places)];
    case 'nullable':
    case 'readonly':
    case 'optional':
    case 'default':
      return def.innerType === undefined ? null : sample(def.innerType, at, places);
    case 'union':
      return def.options?.[0] === undefined ? null : sample(def.options[0], at, places);
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'string': {
      const name = at.split('.').at(-1) ?? '';
      const hash = places.size.toString(16).padStart(64, 'a');
      const isHash = HASH_NAMES.test(name) || (schema.safeParse(hash).success && !schema.safeParse('some text').success && !/id$/i.test(name));
      if (isHash && schema.safeParse(hash).success) {
        places.set(hash, at);
        return hash;
      }
      return ['2026-03-02', '2026-03-02T04:00:00.000Z', 'text', 'AAAA'].find((text) => schema.safeParse(text).success) ?? 'text';
    }
    case 'number':
      return 1;
    case 'boolean':
      return false;
    default:
      return null;
  }
}

const kinds = Object.keys(OPERATION_KINDS) as OperationKind[];

describe('files that operations name', () => {
  it.each(kinds)('of %s are all hashes of its payload but those that are known to bring none', (kind) => {
    const places = new Map<string, string>();
    const payload = sample(OPERATION_KINDS[kind], '', places);
    const named = filesNamedBy(kind, OPERATION_VERSIONS[kind], payload).map(({ sha256 }) => places.get(sha256));
    const unnamed = [...places.values()].filter((place) => !named.includes(place));
    expect(unnamed.filter((place) => BRING_NO_FILE[`${kind} ${place}`] === undefined)).toEqual([]);
    expect(named.filter((place) => BRING_NO_FILE[`${kind} ${place}`] !== undefined)).toEqual([]);
    if (KINDS_WITH_FILES.includes(kind)) expect(named).not.toEqual([]);
  });

  it('says of no hash that does not exist that it brings no file', () => {
    const all = kinds.flatMap((kind) => {
      const places = new Map<string, string>();
      sample(OPERATION_KINDS[kind], '', places);
      return [...places.values()].map((place) => `${kind} ${place}`);
    });
    expect(Object.keys(BRING_NO_FILE).filter((place) => !all.includes(place))).toEqual([]);
  });

  it('of every released version are read like those of the newest', () => {
    const folder = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'operations');
    const fixtures = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { kind: string; v: number; payload: unknown }[]);
    const without = fixtures.filter(({ kind, v, payload }) => KINDS_WITH_FILES.includes(kind as OperationKind) && filesNamedBy(kind, v, payload).length === 0);
    expect(without.map(({ kind, v, payload }) => [kind, v, (payload as { files?: unknown[] }).files])).toEqual([['card.registered', 2, []]]);
  });

  it('are none of an unknown kind or version, of a payload that cannot be read, or where the hash is none', () => {
    expect(filesNamedBy('kind.unknown', 1, { sha256: 'a'.repeat(64) })).toEqual([]);
    expect(filesNamedBy('evidence.obtained', 99, {})).toEqual([]);
    expect(filesNamedBy('letter.received', 1, { letterId: 'l', files: 'none' })).toEqual([]);
    expect(filesNamedBy('trust.added', 1, { entryId: 'e', kind: 'anchor', fileName: 'f', sha256: '../../etc/passwd', description: '' })).toEqual([]);
  });
});
