/**
 * Lets an errand run one at a time. Asked for while it runs, it runs once more afterwards, however often it was asked
 * for: the last run always begins after the last wish.
 */
export function oneAtATime(errand: () => Promise<void>): () => void {
  let running = false;
  let wanted = false;

  async function run(): Promise<void> {
    running = true;
    try {
      do {
        wanted = false;
        await errand();
      } while (wanted);
    } finally {
      running = false;
    }
  }

  return () => {
    wanted = true;
    if (!running) void run();
  };
}
