import { digestByName, sha256Hex } from './algorithms/digests.ts';
import { contentDigests } from './validation/cms/file.ts';
import { detect } from './formats/detect.ts';
import { LimitExceededError } from './limits.ts';
import { createContext } from './validation/context.ts';
import { reportOf } from './validation/file-report.ts';
import { indeterminate } from './validation/findings.ts';
import { withTrustLists } from './validation/trust-lists.ts';
import { withPreservedEvidence } from './validation/preserved-evidence.ts';
import { readFile, unreadFile } from './validation/read-file.ts';
import { loadContents } from './validation/signed-content.ts';
import { worstIndication } from '#shared/domain/signature-indications.ts';
import type { SignatureValidator, ValidationInput, ValidationOptions } from './validator.ts';
import type { ValidationContext } from './validation/context.ts';
import type { FileReport } from './validation/file-report.ts';
import type { ReadFile } from './validation/read-file.ts';

/** Name and version that every report carries, so that an old verdict can be told from a new one. */
const ENGINE = 'chancery-signatures 0.2';

/** The validator of every format: CMS and CAdES, PAdES, XAdES, ASiC and archives with signatures beside files. */
export function createSignatureValidator(): SignatureValidator {
  return {
    async validate(input, options) {
      const context = contextFor(options);
      const body = await validateBody(input, context);
      return {
        fileName: input.fileName,
        sha256: sha256Hex(input.bytes),
        size: input.bytes.length,
        ...body,
        indication: worstIndication(body.signatures.map((signature) => signature.indication)),
        checkedAt: new Date(context.now).toISOString(),
        validationTime: new Date(context.validationTime).toISOString(),
        engine: ENGINE,
        policy: `${context.policy.name} ${context.policy.version}`,
        trust: { anchors: context.anchors.length, lists: context.trustLists },
      };
    },
  };
}

const contexts = new WeakMap<ValidationOptions, ValidationContext>();

/** Trust and revocation files are read once for all files that are validated with the same options. */
function contextFor(options: ValidationOptions): ValidationContext {
  const known = contexts.get(options);
  if (known !== undefined) return known;
  const context = withTrustLists(createContext(options), options.trustLists ?? []);
  contexts.set(options, context);
  return context;
}

type Body = Pick<ReadFile, 'container' | 'content'> & FileReport;

/** An unforeseen error is an answer as well: "stopped", with what stopped it, and never a verdict. */
async function validateBody(input: ValidationInput, context: ValidationContext): Promise<Body> {
  try {
    return judged(await read(input, context), context);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const finding =
      error instanceof LimitExceededError
        ? indeterminate(null, 'verdict.tooLarge', { limit: detail })
        : indeterminate(null, 'verdict.engineStopped', { detail });
    return judged(unreadFile('CMS', finding), context);
  }
}

function judged(file: ReadFile, context: ValidationContext): Body {
  const { container, content } = file;
  return { container, content, ...reportOf(file, context) };
}

async function read({ fileName, bytes, detachedContents = [], preserved = [] }: ValidationInput, context: ValidationContext): Promise<ReadFile> {
  const detected = detect(fileName, bytes);
  const digests = detected.kind === 'signed-data' ? contentDigests(detected.signedData) : XML_DIGESTS;
  const beside = await loadContents(detachedContents, digests);
  const file = readFile(detected, bytes, beside, context, { fileName, firstId: 1, depth: 0 });
  return withPreservedEvidence(file, bytes, preserved);
}

/** Hashes that XML signatures of streamed documents may ask for; theirs are known only while they are read. */
const XML_DIGESTS = ['SHA-1', 'SHA-384', 'SHA-512'].map(digestByName);
