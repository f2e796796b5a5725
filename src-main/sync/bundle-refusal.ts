import { Refusal } from '#shared/contract/errors.ts';
import { BundleRefused } from '#shared/sync/sealed-bundle.ts';
import { ServerOrderBroken } from '../store/server-order.ts';
import { BundleHindered } from './bundles.ts';

/** Does something with bundles. @throws Refusal where a bundle is at fault, or the desk's state hinders it */
export async function withBundles<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BundleRefused) throw new Refusal('refused', `error.bundle.${error.problem}`);
    if (error instanceof BundleHindered) throw new Refusal('refused', `error.bundle.${error.hindrance}`);
    if (error instanceof ServerOrderBroken) throw new Refusal('refused', 'error.bundle.damaged');
    throw error;
  }
}

/** Name of the file in which a bundle is carried, by code of the desk and time. */
export function bundleFileName(deskCode: string, at: string): string {
  return `desk-${deskCode} ${at.slice(0, 16).replaceAll(':', '-')}.chancery-bundle`;
}
