import { app } from 'electron';

/** Puts every renderer into the operating system's sandbox, whatever a window asks for. Before `ready` only. */
export function enableSandbox(): void {
  app.enableSandbox();
}
