import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COUNTRIES, type Country } from '#shared/domain/languages.ts';
import { recogniseMediaType } from '#shared/domain/media-type.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import { copySourceOf } from '../jobs/copy-job.ts';
import { loadFonts, makePaperCopy, PdfRefused } from '../pdf/index.ts';
import { CopyTexts } from '../registration/copy-texts.ts';
import { loadRulePack } from '../rule-packs/index.ts';
import { createSignatureValidator } from '../signatures/index.ts';
import { readContents, readEvidence, readTrust, readLimited } from './evidence-files.ts';
import { fromCaller, projectPaths } from './paths.ts';
import { say, terminalLanguage, terminalText } from './terminal.ts';
import { readArguments, UsageError } from './usage.ts';

const OPTIONS = {
  content: { type: 'string', multiple: true, default: [] as string[] },
  trust: { type: 'string', multiple: true, default: [] as string[] },
  crl: { type: 'string', multiple: true, default: [] as string[] },
  ocsp: { type: 'string', multiple: true, default: [] as string[] },
  country: { type: 'string' },
} as const;

function countryOf(given: string | undefined): Country {
  const byLanguage: Readonly<Record<string, Country>> = { uk: 'UA', ky: 'KG' };
  if (given === undefined) return byLanguage[terminalLanguage()] ?? 'KZ';
  const country = COUNTRIES.find((candidate) => candidate === given.toUpperCase());
  if (country === undefined) throw new UsageError(`--country ${given}: ${COUNTRIES.join(' | ')}`);
  return country;
}

/**
 * `chancery copy IN OUT`: paper copy of a file with the protocol of its signature check, without
 * registering it. Exit 0 written, 1 refused, 3 unreadable.
 */
export async function copyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, { minimum: 2, maximum: 2 });
  const [input, output] = positionals.map(fromCaller) as [string, string];
  if (existsSync(output)) {
    say('cli.outputExists', { file: output });
    return 1;
  }
  const pack = await loadRulePack(path.join(projectPaths.resources, 'rule-packs', countryOf(values.country).toLowerCase()));
  const options = { now: new Date().toISOString(), ...(await readTrust(values.trust)), crls: await readEvidence(values.crl), ocspResponses: await readEvidence(values.ocsp) };
  const contents = await readContents(values.content);
  let bytes: Uint8Array;
  try {
    bytes = await readLimited(input);
  } catch (error) {
    say('cli.contentUnreadable', { file: input, detail: error instanceof Error ? error.message : String(error) });
    return 3;
  }
  const file = { fileName: path.basename(input), bytes };
  const report = await createSignatureValidator().validate({ ...file, detachedContents: contents }, options);
  // A detached signature is printed with the document that it covers.
  const covered = contents.find((content) => content.fileName === report.content?.fileName) ?? file;
  const zone = pack.content.calendar.zone.id;
  const language = pack.documentLanguages.find((candidate) => candidate === terminalLanguage()) ?? pack.documentLanguages[0];
  if (language === undefined) throw new Error(`rule pack ${pack.packVersion} names no document language`);
  const texts = new CopyTexts({
    card: null,
    files: [{ fileName: report.fileName, sha256: report.sha256, size: report.size }],
    reports: [report],
    officeName: '',
    zone,
    pack,
    language,
    today: dayInZone(zone, options.now),
  });
  try {
    const copy = await makePaperCopy({
      source: copySourceOf(covered.bytes, recogniseMediaType(covered.bytes), texts.otherSheet()),
      fonts: await loadFonts(path.join(projectPaths.resources, 'fonts')),
      stamp: texts.stamp(),
      title: texts.title(),
      createdAt: options.now,
      ...texts.paperCopy(report.content?.sha256 ?? report.sha256),
    });
    await writeFile(output, copy.bytes, { flag: 'wx' });
    say('cli.copyMade', { file: output, pages: copy.pages });
    return 0;
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    const key = `error.pdf.${error.code}`;
    say('cli.copyRefused', { detail: isMessageKey(key) ? terminalText(key) : error.code });
    return 1;
  }
}
