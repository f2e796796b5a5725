import type { JobPort } from '../../jobs/job-messages.ts';
import { serveJobs } from '../../jobs/serve-jobs.ts';
import { type Driver, driverFault, loadDriver } from './driver.ts';
import { listTokens } from './list-tokens.ts';
import { openToken } from './open-token.ts';
import { signWithToken } from './sign-with-token.ts';
import { TokenError } from './token-error.ts';
import type { TokenAnswer, TokenCalls, TokenOpenRequest } from './token-messages.ts';

/** Runs inside the token process: one driver, loaded by the first call that names it. */
export function serveTokens(port: JobPort): void {
  let loaded: { readonly driverPath: string; readonly driver: Driver } | null = null;
  const driverOf = async (driverPath: string): Promise<Driver> => {
    if (loaded === null) loaded = { driverPath, driver: await loadDriver(driverPath) };
    if (loaded.driverPath !== driverPath) throw new TokenError('driver-failed', 'this process serves another driver');
    return loaded.driver;
  };
  serveJobs(port, {
    list: ({ driverPath }: TokenCalls['list']['input']) => answered(async () => listTokens(await driverOf(driverPath))),
    open: (request: TokenCalls['open']['input']) => withPin(request, async () => openToken(await driverOf(request.driverPath), request)),
    sign: (request: TokenCalls['sign']['input']) => withPin(request, async () => signWithToken(await driverOf(request.driverPath), request)),
  });
}

function withPin<Value>({ pin }: TokenOpenRequest, work: () => Promise<Value>): Promise<TokenAnswer<Value>> {
  return answered(async () => {
    try {
      return await work();
    } finally {
      pin.fill(0);
    }
  });
}

async function answered<Value>(work: () => Promise<Value>): Promise<TokenAnswer<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const fault = driverFault(error);
    if (!(fault instanceof TokenError)) throw fault;
    return { ok: false, problem: fault.problem, detail: fault.message.replace(`${fault.problem}: `, ''), pinTries: fault.pinTries };
  }
}
