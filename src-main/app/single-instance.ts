import path from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { reportProblem } from './report-problem.ts';
import { FILES_LIMIT } from './start-arguments.ts';

/** What a second start hands over. Its paths are absolute: the two starts may stand in different folders. */
const handedOver = z.object({ files: z.array(z.string().max(32_768).refine((file) => path.isAbsolute(file))).max(FILES_LIMIT) });

/**
 * Takes the lock of this data directory. False: another start holds it and has been handed the files;
 * this one ends.
 *
 * @param onSecondStart called in the running program for each later start
 */
export function takeSingleInstance(files: readonly string[], onSecondStart: (files: readonly string[]) => void): boolean {
  // Electron's own argument list is reordered on its way; the added data is not.
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => {
    const content = handedOver.safeParse(data);
    if (!content.success) reportProblem('second start', content.error);
    onSecondStart(content.success ? content.data.files : []);
  });
  return app.requestSingleInstanceLock({ files: [...files] });
}
