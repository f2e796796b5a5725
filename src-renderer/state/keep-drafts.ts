import type { ContractError, MethodInput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { type Draft, UNTOUCHED, useDrafts } from './drafts.ts';

/** Rest after the last letter typed before the desk is asked to keep the drafts. */
const REST_MILLISECONDS = 400;
const BATCH = 100;

type Kept = MethodInput<'drafts.keep'>['drafts'][number];

function toKeep({ key, letterId, requestId, requisites }: Draft): Kept {
  return { key, letterId, requestId, requisites };
}

/** A card of a signed draft is begun again from the draft's page: kept without its tie it would be a card of nothing. */
function isKept({ begun, signedDraft }: Draft): boolean {
  return begun && signedDraft === null;
}

/** Hands all begun drafts to the desk at once, before another person takes the window over; the error where that failed. */
export async function keepDraftsNow(client: Client): Promise<ContractError | null> {
  const begun = Object.values(useDrafts.getState().drafts).filter(isKept);
  for (let at = 0; at < begun.length; at += BATCH) {
    const result = await client.drafts.keep({ drafts: begun.slice(at, at + BATCH).map(toKeep) });
    if (!result.ok) return result.error;
  }
  return null;
}

/**
 * Lets the desk keep what people type, so that a crash or a power cut loses nothing: begun drafts a moment after
 * the last letter, and none once its card is registered or dropped.
 *
 * @returns ends the keeping; what was typed last is still handed over
 */
export function keepDrafts(client: Client): () => void {
  let kept = new Map<string, Draft>();
  let keptOf = useDrafts.getState().owner;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running = Promise.resolve();

  async function flush(): Promise<void> {
    const { drafts, noteKeepError, owner: now } = useDrafts.getState();
    if (now !== keptOf) {
      // Another person works at this window: what was kept before is not theirs to drop.
      kept = new Map();
      keptOf = now;
    }
    const begun = Object.values(drafts).filter(isKept);
    const changed = begun.filter((draft) => kept.get(draft.key) !== draft);
    const gone = [...kept.keys()].filter((key) => drafts[key] === undefined);
    for (let at = 0; at < changed.length; at += BATCH) {
      const result = await client.drafts.keep({ drafts: changed.slice(at, at + BATCH).map(toKeep) });
      if (!result.ok) return noteKeepError(result.error);
    }
    if (gone.length > 0) {
      const result = await client.drafts.drop({ keys: gone });
      if (!result.ok) return noteKeepError(result.error);
    }
    kept = new Map(begun.map((draft) => [draft.key, draft]));
    if (useDrafts.getState().keepError !== null) noteKeepError(null);
  }

  function soon(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      running = running.then(flush);
    }, REST_MILLISECONDS);
  }

  const unsubscribe = useDrafts.subscribe((now, before) => {
    if (now.drafts !== before.drafts) soon();
  });
  const { restored, owner } = useDrafts.getState();
  if (!restored) {
    void client.drafts.list({}).then((result) => {
      // Another person has signed in meanwhile: these drafts are not theirs.
      if (useDrafts.getState().owner !== owner) return;
      if (!result.ok) {
        useDrafts.getState().restore([]);
        return useDrafts.getState().noteKeepError(result.error);
      }
      const drafts = result.value.drafts.map(({ key, letterId, requestId, requisites }): Draft => ({ key, letterId, requestId, requisites, ...UNTOUCHED, begun: true }));
      for (const draft of drafts) kept.set(draft.key, draft);
      useDrafts.getState().restore(drafts);
    });
  }
  return () => {
    unsubscribe();
    if (timer === null) return;
    clearTimeout(timer);
    running = running.then(flush);
  };
}
