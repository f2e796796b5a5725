import { sha256Hex } from './algorithms/digests.ts';
import { detect } from './formats/detect.ts';
import { LimitExceededError } from './limits.ts';
import { validateSignedData } from './validation/cms.ts';
import { createContext } from './validation/context.ts';
import { failed, indeterminate } from './validation/findings.ts';
import { unreadSignature } from './validation/unread-signature.ts';
import { worstIndication } from '#shared/domain/signature-report.ts';
import type { SignatureValidator, ValidationInput } from './validator.ts';
import type { ValidationContext } from './validation/context.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

/** Name and version that every report carries, so that an old verdict can be told from a new one. */
const ENGINE = 'chancery-signatures 0.1';

type Body = Pick<ValidationReport, 'container' | 'content' | 'signatures'>;

/**
 * The validator: CMS and CAdES in this version; signatures in PDF, XML and ASiC are found and reported as
 * INDETERMINATE, never as absent.
 */
export function createSignatureValidator(): SignatureValidator {
  return {
    async validate(input, options) {
      const context = createContext(options);
      const body = validateBody(input, context);
      return {
        fileName: input.fileName,
        sha256: sha256Hex(input.bytes),
        size: input.bytes.length,
        ...body,
        indication: worstIndication(body.signatures.map((signature) => signature.indication)),
        checkedAt: new Date(context.now).toISOString(),
        validationTime: new Date(context.validationTime).toISOString(),
        engine: ENGINE,
      };
    },
  };
}

/** An unforeseen error is an answer as well: "stopped", with what stopped it, and never a verdict. */
function validateBody(input: ValidationInput, context: ValidationContext): Body {
  try {
    return validateDetected(input, context);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const finding =
      error instanceof LimitExceededError
        ? indeterminate(null, 'verdict.tooLarge', { limit: detail })
        : indeterminate(null, 'verdict.engineStopped', { detail });
    return single('unreadable', unreadSignature('CMS', finding));
  }
}

function validateDetected({ fileName, bytes, detachedContents = [] }: ValidationInput, context: ValidationContext): Body {
  const detected = detect(fileName, bytes);
  switch (detected.kind) {
    case 'signed-data':
      return validateSignedData(detected.signedData, detachedContents, context);
    case 'unsupported': {
      const { container, format, count } = detected;
      const one = unreadSignature(format, indeterminate(null, 'verdict.unsupportedFormat', { format }));
      return { container, content: null, signatures: Array.from({ length: count }, () => one) };
    }
    case 'unreadable': {
      const finding = failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: detected.detail });
      return single('unreadable', unreadSignature('CMS', finding));
    }
    case 'too-large': {
      const finding = indeterminate(null, 'verdict.tooLarge', { limit: detected.limit });
      return single('unreadable', unreadSignature('CMS', finding));
    }
    case 'unsigned':
      return { container: detected.container, content: null, signatures: [] };
  }
}

function single(container: Body['container'], signature: SignatureReport): Body {
  return { container, content: null, signatures: [signature] };
}
