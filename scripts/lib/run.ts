import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project.ts';

export class ToolFailed extends Error {
  readonly exitCode: number;

  constructor(tool: string, exitCode: number) {
    super(`${tool} ended with exit code ${exitCode}`);
    this.name = 'ToolFailed';
    this.exitCode = exitCode;
  }
}

interface RunOptions {
  readonly stdout?: 'inherit' | 'stderr' | 'ignore';
  readonly env?: NodeJS.ProcessEnv;
}

/** File that a package names as its command, so that it runs under this Node and not through a shell. */
function binaryOf(tool: string): string {
  const packageName: Readonly<Record<string, string>> = { depcruise: 'dependency-cruiser', tsc: '@typescript/native', playwright: '@playwright/test' };
  const packageFile = path.join(projectRoot, 'node_modules', packageName[tool] ?? tool, 'package.json');
  const { bin } = JSON.parse(readFileSync(packageFile, 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[tool];
  if (file === undefined) throw new Error(`package of ${tool} names no such command`);
  return path.join(path.dirname(packageFile), file);
}

/** Runs a command of an installed package. @throws ToolFailed */
export async function runTool(tool: string, args: readonly string[], options: RunOptions = {}): Promise<void> {
  await runProcess(process.execPath, [binaryOf(tool), ...args], tool, options);
}

/** Runs a program in the project's root. @throws ToolFailed */
export async function runProcess(command: string, args: readonly string[], name: string = command, options: RunOptions = {}): Promise<void> {
  const stdout = options.stdout === 'stderr' ? 2 : (options.stdout ?? 'inherit');
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', stdout, 'inherit'], env: { ...process.env, ...options.env } });
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0) throw new ToolFailed(name, code);
}
