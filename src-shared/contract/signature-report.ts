import { z } from 'zod';
import { completeReport, type StoredReport } from '../domain/complete-report.ts';

/**
 * A report as the store keeps it; one of an earlier engine is completed. Its shape is fixed by the type of the
 * domain and the desk is its only author, so the schema checks that it is a report and leaves the parts to the type.
 */
export const validationReport = z
  .custom<StoredReport>((value) => typeof value === 'object' && value !== null && 'signatures' in value && Array.isArray(value.signatures) && 'indication' in value)
  .transform(completeReport);
