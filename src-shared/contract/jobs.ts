import { z } from 'zod';
import { nothing } from './common.ts';
import { method } from './define.ts';

export const jobs = {
  /** Stops a running job of the desk; what it had finished before stays. */
  cancel: method('signed-in', z.object({ jobId: z.string() }), nothing),
};
