import { Button, Group } from '@mantine/core';
import { useWords } from '../app/use-text.ts';

interface Props {
  /** What the form does, as its button says it. */
  readonly action: string;
  readonly running: boolean;
  readonly disabled?: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialog: out of it, and on. */
export function FormFoot({ action, running, disabled = false, onCancel }: Props) {
  const { t } = useWords();
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" loading={running} disabled={disabled}>
        {action}
      </Button>
    </Group>
  );
}
