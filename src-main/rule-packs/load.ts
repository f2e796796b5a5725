import { createHash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { JsonRefused, parseJsonWithPositions, pointerOf, type Position, type PositionedJson } from './json-positions.ts';
import { checkArchive } from './meaning/archive.ts';
import { checkBodies } from './meaning/bodies.ts';
import { checkCalendar } from './meaning/calendar.ts';
import { checkJournals, checkKinds, checkNomenclature, checkPack, checkSentences, checkTerms } from './meaning/documents.ts';
import { checkDuties } from './meaning/duties.ts';
import { checkForms } from './meaning/forms.ts';
import { checkRegisters } from './meaning/registers.ts';
import { checkRoutes } from './meaning/routes.ts';
import { checkSimpleSignatures } from './meaning/simple-signatures.ts';
import { checkNomenclatureForm, checkRetention } from './meaning/nomenclature.ts';
import { PACK_FILES, type PackContent, type PackSubject, type RulePack } from './model.ts';
import { type PackProblem, type PackProblemKind, RulePackRefused } from './refusal.ts';
import { archiveFile } from './schema/archive.ts';
import { bodiesFile } from './schema/bodies.ts';
import { calendarFile } from './schema/calendar.ts';
import { dutiesFile } from './schema/duties.ts';
import { formsFile } from './schema/forms.ts';
import { registersFile } from './schema/registers.ts';
import { routesFile } from './schema/routes.ts';
import { journalsFile } from './schema/journals.ts';
import { kindsFile } from './schema/kinds.ts';
import { nomenclatureFile } from './schema/nomenclature.ts';
import { nomenclatureFormFile } from './schema/nomenclature-form.ts';
import { packFile } from './schema/pack.ts';
import { retentionFile } from './schema/retention.ts';
import { sentencesFile } from './schema/sentences.ts';
import { simpleSignaturesFile } from './schema/simple-signatures.ts';
import { termsFile } from './schema/terms.ts';

/** A pack's file is a few tens of kilobytes; a megabyte is not a pack. */
const FILE_LIMIT = 1024 * 1024;
const DEPTH_LIMIT = 24;
const ENTRY_LIMIT = 50;
/** Problems of shape told per file; a file that has more is not a pack with mistakes but something else. */
const PROBLEM_LIMIT = 200;
const TOP: Position = { line: 1, column: 1 };

class Findings {
  readonly problems: PackProblem[] = [];

  add(file: string, position: Position, pointer: string, problem: PackProblemKind, detail: string): void {
    this.problems.push({ file, ...position, pointer, problem, detail });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Reads at most the limit, whatever size the file claims. */
async function readLimited(path: string): Promise<Uint8Array | 'fileTooLarge'> {
  const handle = await open(path, 'r');
  try {
    const buffer = new Uint8Array(FILE_LIMIT + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return length > FILE_LIMIT ? 'fileTooLarge' : buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/** The first line whose bytes are not UTF-8, or null; `\n` is never part of a longer UTF-8 character. */
function firstBadLine(bytes: Uint8Array): number | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let start = 0;
  for (let line = 1; start <= bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      return line;
    }
    start = end + 1;
  }
  return null;
}

async function readFile(directory: string, file: string, findings: Findings): Promise<PositionedJson | null> {
  try {
    const bytes = await readLimited(join(directory, file));
    if (bytes === 'fileTooLarge') {
      findings.add(file, TOP, '', bytes, `more than ${FILE_LIMIT} bytes`);
      return null;
    }
    const badLine = firstBadLine(bytes);
    if (badLine !== null) {
      findings.add(file, { line: badLine, column: 1 }, '', 'notUtf8', 'bytes that are not UTF-8');
      return null;
    }
    return parseJsonWithPositions(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), { length: FILE_LIMIT, depth: DEPTH_LIMIT });
  } catch (cause) {
    if (cause instanceof JsonRefused) findings.add(file, cause.position, '', cause.problem, cause.message);
    else findings.add(file, TOP, '', 'fileUnreadable', messageOf(cause));
    return null;
  }
}

function checkShape<Schema extends z.ZodType>(schema: Schema, file: string, json: PositionedJson | null, findings: Findings): z.output<Schema> | null {
  if (json === null) return null;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, PROBLEM_LIMIT)) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) findings.add(file, json.positionOf([...issue.path, key]), pointerOf([...issue.path, key]), 'unknownField', key);
    } else {
      findings.add(file, json.positionOf(issue.path), pointerOf(issue.path), 'shape', issue.message);
    }
  }
  return null;
}

async function checkFolder(directory: string): Promise<void> {
  const findings = new Findings();
  const expected: readonly string[] = Object.values(PACK_FILES);
  try {
    const found = (await readdir(directory, { withFileTypes: true })).slice(0, ENTRY_LIMIT);
    for (const entry of found) {
      // A link could lead out of the folder; a misspelt file would be missed unseen.
      if (!expected.includes(entry.name)) findings.add(entry.name, TOP, '', 'fileUnexpected', 'no file of a rule pack');
      else if (!entry.isFile()) findings.add(entry.name, TOP, '', 'fileUnreadable', 'not a plain file');
    }
    for (const file of expected) if (!found.some(({ name }) => name === file)) findings.add(file, TOP, '', 'fileMissing', 'the pack needs this file');
  } catch (cause) {
    throw new RulePackRefused(directory, [{ file: '', ...TOP, pointer: '', problem: 'notAFolder', detail: messageOf(cause) }], { cause });
  }
  if (findings.problems.length > 0) throw new RulePackRefused(directory, findings.problems);
}

function refuseIfAny(directory: string, findings: Findings): void {
  if (findings.problems.length === 0) return;
  const order: readonly string[] = Object.values(PACK_FILES);
  throw new RulePackRefused(directory, findings.problems.toSorted((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line || a.column - b.column));
}

type ReadFiles = Readonly<Record<PackSubject, PositionedJson | null>>;

function contentOf(read: ReadFiles, findings: Findings): PackContent | null {
  const pack = checkShape(packFile, PACK_FILES.pack, read.pack, findings);
  const calendar = checkShape(calendarFile, PACK_FILES.calendar, read.calendar, findings);
  const sentences = checkShape(sentencesFile, PACK_FILES.sentences, read.sentences, findings);
  const journals = checkShape(journalsFile, PACK_FILES.journals, read.journals, findings);
  const kinds = checkShape(kindsFile, PACK_FILES.kinds, read.kinds, findings);
  const nomenclature = checkShape(nomenclatureFile, PACK_FILES.nomenclature, read.nomenclature, findings);
  const nomenclatureForm = checkShape(nomenclatureFormFile, PACK_FILES.nomenclatureForm, read.nomenclatureForm, findings);
  const retention = checkShape(retentionFile, PACK_FILES.retention, read.retention, findings);
  const terms = checkShape(termsFile, PACK_FILES.terms, read.terms, findings);
  const bodies = checkShape(bodiesFile, PACK_FILES.bodies, read.bodies, findings);
  const forms = checkShape(formsFile, PACK_FILES.forms, read.forms, findings);
  const registers = checkShape(registersFile, PACK_FILES.registers, read.registers, findings);
  const routes = checkShape(routesFile, PACK_FILES.routes, read.routes, findings);
  const simpleSignatures = checkShape(simpleSignaturesFile, PACK_FILES.simpleSignatures, read.simpleSignatures, findings);
  const duties = checkShape(dutiesFile, PACK_FILES.duties, read.duties, findings);
  const archive = checkShape(archiveFile, PACK_FILES.archive, read.archive, findings);
  if (pack === null || calendar === null || sentences === null || journals === null || kinds === null || nomenclature === null || nomenclatureForm === null || retention === null || terms === null || bodies === null || forms === null || registers === null || routes === null || simpleSignatures === null || duties === null || archive === null) return null;
  return { pack, calendar, sentences, journals, kinds, nomenclature, nomenclatureForm, retention, terms, bodies, forms, registers, routes, simpleSignatures, duties, archive };
}

/**
 * Loads the rule pack of a folder named as its country (`kz`, `ua`, `kg`). Throws
 * {@link RulePackRefused} with every problem found, each with file, line and column; a pack is used
 * whole or not at all.
 */
export async function loadRulePack(directory: string): Promise<RulePack> {
  await checkFolder(directory);
  const findings = new Findings();
  const read = {
    pack: await readFile(directory, PACK_FILES.pack, findings),
    calendar: await readFile(directory, PACK_FILES.calendar, findings),
    sentences: await readFile(directory, PACK_FILES.sentences, findings),
    journals: await readFile(directory, PACK_FILES.journals, findings),
    kinds: await readFile(directory, PACK_FILES.kinds, findings),
    nomenclature: await readFile(directory, PACK_FILES.nomenclature, findings),
    nomenclatureForm: await readFile(directory, PACK_FILES.nomenclatureForm, findings),
    retention: await readFile(directory, PACK_FILES.retention, findings),
    terms: await readFile(directory, PACK_FILES.terms, findings),
    bodies: await readFile(directory, PACK_FILES.bodies, findings),
    forms: await readFile(directory, PACK_FILES.forms, findings),
    registers: await readFile(directory, PACK_FILES.registers, findings),
    routes: await readFile(directory, PACK_FILES.routes, findings),
    simpleSignatures: await readFile(directory, PACK_FILES.simpleSignatures, findings),
    duties: await readFile(directory, PACK_FILES.duties, findings),
    archive: await readFile(directory, PACK_FILES.archive, findings),
  } satisfies ReadFiles;
  const content = contentOf(read, findings);
  refuseIfAny(directory, findings);
  if (content === null) throw new Error('a rule pack without content must have a problem');

  const report = (subject: PackSubject, path: readonly (string | number)[], problem: PackProblemKind, detail: string): void => {
    findings.add(PACK_FILES[subject], read[subject]?.positionOf(path) ?? TOP, pointerOf(path), problem, detail);
  };
  for (const check of [checkPack, checkCalendar, checkSentences, checkJournals, checkKinds, checkNomenclature, checkNomenclatureForm, checkRetention, checkTerms, checkBodies, checkForms, checkRegisters, checkRoutes, checkSimpleSignatures, checkDuties, checkArchive]) check(content, report);
  const country = content.pack.country;
  if (basename(directory).toUpperCase() !== country) report('pack', ['country'], 'countryDiffers', `${country} in the folder ${basename(directory)}`);
  refuseIfAny(directory, findings);

  const digest = createHash('sha256').update(JSON.stringify(Object.keys(PACK_FILES).map((subject) => read[subject as PackSubject]?.value))).digest('hex');
  return {
    country,
    packVersion: `${country.toLowerCase()}-${content.pack.version}+${digest.slice(0, 12)}`,
    edition: content.pack.edition,
    title: content.pack.title,
    documentLanguages: content.pack.documentLanguages,
    content,
  };
}
