import { Button, Progress } from '@mantine/core';
import { useWords } from '../app/use-text.ts';

interface Props {
  readonly call: { readonly progress: number | null; readonly cancel: () => void };
  readonly label: string;
}

/** Work that takes a while: how far it is, and the way to stop it. */
export function Working({ call, label }: Props) {
  const { t } = useWords();
  return (
    <div role="status">
      <p>{label}</p>
      <Progress maw={640} my={8} value={(call.progress ?? 1) * 100} animated={call.progress === null} aria-label={label} />
      <Button variant="default" onClick={call.cancel}>
        {t('common.stop')}
      </Button>
    </div>
  );
}
