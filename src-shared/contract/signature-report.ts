import { z } from 'zod';
import type { ValidationReport } from '../domain/signature-report.ts';

/**
 * A report as the store keeps it. Its shape is fixed by the type of the domain; the desk is its only
 * author, so the schema checks that it is a report and leaves the parts to the type.
 */
export const validationReport = z.custom<ValidationReport>(
  (value) => typeof value === 'object' && value !== null && 'signatures' in value && 'indication' in value,
);
