import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ChainDesk } from '../../support/central-server/chain-desk.ts';
import { FileClient, letterWith, sha256Of } from '../../support/central-server/file-server.ts';
import { HttpsClient } from '../../support/central-server/https-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NODE = path.resolve(import.meta.dirname, '..', '..', 'support', 'central-server', 'killed-node.ts');

interface Running {
  readonly process: ChildProcess;
  readonly client: HttpsClient;
  readonly code: string | null;
}

async function start(folder: string, place = ''): Promise<Running> {
  const child = spawn(process.execPath, [NODE, folder, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const { address, code } = JSON.parse(said) as { address: string; code: string | null };
  const client = new HttpsClient(address, readFileSync(path.join(folder, 'server-certificate.pem'), 'utf8'));
  onTestFinished(() => client.close());
  return { process: child, client, code };
}

function ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return child.signalCode !== null ? Promise.resolve(child.signalCode) : new Promise((resolve) => void child.once('exit', (_code, signal) => resolve(signal)));
}

describe('a server that is killed while it takes a file', () => {
  it.each(['server.blob.verified', 'server.blob.beforeRename', 'server.blob.published', 'server.blob.beforeHeld'])('at %s has the whole file or none, and the desk finishes without sending it again', async (place) => {
    const folder = temporaryFolder();
    const bytes = randomBytes(500_000);
    const sha256 = sha256Of(bytes);
    const first = await start(folder, place);
    const desk = new ChainDesk(first.client.methods, 'desk', true);
    await desk.enrol(first.code ?? '');
    await desk.hello();
    await desk.say(letterWith(bytes));
    const begun = await new FileClient(first.client, desk).begin(sha256, bytes.length);
    const upload = begun.headers.location ?? '';
    await new FileClient(first.client, desk).append(upload, 0, bytes.subarray(0, 300_000));
    await expect(new FileClient(first.client, desk).append(upload, 300_000, bytes.subarray(300_000))).rejects.toThrow(/ECONNRESET|hang up|EPIPE/);
    expect(await ended(first.process)).toBe('SIGKILL');

    const second = await start(folder);
    const again = new FileClient(second.client, desk);
    // Not said to be held before that is certain.
    expect((await again.read(sha256)).status).toBe(404);
    expect((await again.tus('HEAD', upload)).headers['upload-offset']).toBe('500000');
    expect((await again.append(upload, 500_000, Buffer.alloc(0))).status).toBe(204);
    expect(sha256Of((await again.read(sha256)).bytes)).toBe(sha256);
    expect(readdirSync(path.join(folder, 'blobs', 'uploads'))).toEqual([]);
    second.process.kill('SIGKILL');
  });
});
