import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { methods } from '#shared/contract/index.ts';
import { NUMBER_SAFETY, SYNC_PROBLEMS, WAITING_STATES } from '#shared/contract/sync.ts';
import { SYNC_LINKS } from '#shared/contract/sync-state.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { PASSWORD_PROBLEMS } from '#shared/domain/passwords.ts';
import { RIGHTS } from '#shared/domain/rights.ts';
import { CONSTRAINTS } from '#shared/domain/signature-constraints.ts';
import { DOCUMENT_CHANGES, TIMESTAMP_KINDS } from '#shared/domain/signature-evidence.ts';
import { VERDICT_REASON_KEYS } from '#shared/domain/verdict-reasons.ts';
import { messages } from '#shared/i18n/messages/index.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import { REJECTION_REASONS } from '#shared/sync/admission.ts';
import { CONFLICT_DECISIONS, CONFLICT_SORTS } from '#shared/sync/conflicts.ts';
import { OPERATION_KINDS } from '#shared/sync/operation-kinds.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));
}

const entries = Object.entries(messages).map(([key, texts]) => ({ key, texts: texts as Readonly<Record<string, string>> }));
const prefixes = [...new Set(entries.map(({ key }) => key.slice(0, key.indexOf('.'))))];

/** Names of calls and of rights look like keys of messages. */
const otherNames = new Set<string>([...methods.keys(), ...RIGHTS]);

/** Literal keys in the code, such as `t('common.save')`. */
function keysIn(code: string): string[] {
  return [...code.matchAll(new RegExp(`'((?:${prefixes.join('|')})\\.[A-Za-z0-9.-]+)'`, 'g'))].map((match) => match[1] ?? '');
}

describe('message catalogues', () => {
  it('every text is there in all languages', () => {
    const empty = entries.flatMap(({ key, texts }) => LANGUAGES.filter((language) => (texts[language] ?? '').trim() === '').map((language) => `${key} ${language}`));
    expect(empty).toEqual([]);
  });

  it('all languages have the same {places}', () => {
    const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted((one, other) => one.localeCompare(other)).join();
    const different = entries.filter(({ texts }) => new Set(LANGUAGES.map((language) => places(texts[language] ?? ''))).size > 1).map(({ key }) => key);
    expect(different).toEqual([]);
  });

  it('every key that the window uses exists', () => {
    const used = sources('src-renderer').flatMap(keysIn).filter((key) => !otherNames.has(key));
    expect(used.length).toBeGreaterThan(200);
    expect([...new Set(used)].filter((key) => !isMessageKey(key))).toEqual([]);
  });

  it('every error, issue and job title that the desk sends has words', () => {
    const sent = sources('src-main').flatMap((code) => [...code.matchAll(/'((?:error|job|requisite)\.[A-Za-z.]+)'/g)].map((match) => match[1] ?? ''));
    expect(sent.length).toBeGreaterThan(20);
    expect([...new Set(sent)].filter((key) => !isMessageKey(key))).toEqual([]);
    expect(PASSWORD_PROBLEMS.map((problem) => `password.problem.${problem}`).filter((key) => !isMessageKey(key))).toEqual([]);
    expect(VERDICT_REASON_KEYS.filter((key) => !isMessageKey(key))).toEqual([]);
    expect([...CONSTRAINTS, ...DOCUMENT_CHANGES.map((change) => `signature.change.${change}`), ...TIMESTAMP_KINDS.map((kind) => `signature.timestampKind.${kind}`)].filter((key) => !isMessageKey(key))).toEqual([]);
  });

  it('every operation has words: a history or the list of what is to be sent may hold any', () => {
    expect(Object.keys(OPERATION_KINDS).filter((kind) => !isMessageKey(`operation.${kind}`))).toEqual([]);
  });

  it('whatever the exchange may tell has words', () => {
    const told = [
      ...SYNC_LINKS.map((link) => `frame.link.${link}`),
      ...SYNC_PROBLEMS.flatMap((problem) => [`sync.problem.${problem}`, `sync.todo.${problem}`]),
      ...NUMBER_SAFETY.map((safety) => `sync.numbers.${safety}`),
      ...WAITING_STATES.flatMap((state) => [`sync.item.${state}`, `sync.itemHint.${state}`]),
      ...REJECTION_REASONS.map((reason) => `sync.reason.${reason}`),
      ...CONFLICT_SORTS.flatMap((sort) => [`sync.sort.${sort}`, `sync.why.${sort}`, `sync.side.later.${sort}`, `sync.side.earlier.${sort}`]),
      ...CONFLICT_DECISIONS.map((decision) => `sync.decided.${decision}`),
    ];
    expect(told.filter((key) => !isMessageKey(key))).toEqual([]);
  });

  it('Kazakh, Ukrainian and Kyrgyz texts are not left in Russian', () => {
    const long = entries.filter(({ texts }) => (texts['ru'] ?? '').split(' ').length > 4);
    const copied = long.flatMap(({ key, texts }) => (['kk', 'uk', 'ky'] as const).filter((language) => texts[language] === texts['ru']).map((language) => `${key} ${language}`));
    expect(copied).toEqual([]);
  });
});
