/** What the running program does with files that come from outside. */
export interface HandoverTarget {
  openFile(file: string): void;
  bringToFront(): void;
}

/** Files named at this start and at later ones; they wait until the desk is open. */
export class Handover {
  readonly #waiting: string[];
  #target: HandoverTarget | null = null;

  constructor(files: readonly string[]) {
    this.#waiting = [...files];
  }

  /** A later start of the program, or the system, hands files over; the window comes to the front. */
  secondStart(files: readonly string[]): void {
    this.#waiting.push(...files);
    this.#target?.bringToFront();
    this.#handOn();
  }

  /** The desk is open. */
  begin(target: HandoverTarget): void {
    this.#target = target;
    this.#handOn();
  }

  #handOn(): void {
    if (this.#target === null) return;
    for (const file of this.#waiting.splice(0)) this.#target.openFile(file);
  }
}
