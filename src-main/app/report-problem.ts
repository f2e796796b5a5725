/** Writes a problem of the main process that no person waits for. The desk's own log belongs to the desk thread. */
export function reportProblem(what: string, error: unknown): void {
  process.stderr.write(`chancery: ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
