import { toastsFor } from './toasts.tsx';
import { useCall } from './use-call.ts';
import { useWords } from './use-text.ts';

/** A round of exchange at once; a notice says how it ended. */
export function useExchangeNow(): { readonly run: () => Promise<void>; readonly running: boolean } {
  const words = useWords();
  const call = useCall(async (client, _nothing: null, options) => {
    const result = await client.sync.now({}, options);
    const toasts = toastsFor(words);
    if (!result.ok) toasts.fail(words.error(result.error));
    else if (result.value.problem === null) toasts.done(words.t('sync.exchanged'));
    else toasts.fail(`${words.t(`sync.problem.${result.value.problem.problem}`)} ${words.t(`sync.todo.${result.value.problem.problem}`)}`);
    return result;
  });
  return {
    running: call.running,
    run: async () => {
      await call.run(null);
    },
  };
}
