/** Desk and server under one command. Each is loaded only where it is asked for: a desk holds no server. */
export async function chancery(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'server') return (await import('../src-server/cli/main.ts')).serverCommand(rest);
  return (await import('../src-main/cli/main.ts')).main(args);
}
