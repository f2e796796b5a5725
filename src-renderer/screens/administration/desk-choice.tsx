import { Checkbox, Group, Radio, Stack } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';

interface Props {
  /** Codes of the office's desks. */
  readonly desks: readonly string[];
  /** Null: at every desk. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (chosen: string[] | null) => void;
  readonly error: string | null;
}

/** At which desks a person may sign in: the password lies at these alone. */
export function DeskChoice({ desks, chosen, onChoose, error }: Props) {
  const { t } = useWords();
  return (
    <Radio.Group label={t('account.desks')} description={t('account.desksHint')} value={chosen === null ? 'all' : 'some'} onChange={(value) => onChoose(value === 'all' ? null : [])} error={error}>
      <Stack gap={6} mt={6}>
        <Radio value="all" label={t('account.desksAll')} />
        <Radio value="some" label={t('account.desksSome')} />
        {chosen === null ? null : (
          <Checkbox.Group aria-label={t('account.desksSome')} value={[...chosen]} onChange={onChoose} pl="lg">
            <Group gap="md">
              {[...new Set([...desks, ...chosen])].map((code) => (
                <Checkbox key={code} value={code} label={t('document.history.desk', { desk: code })} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
      </Stack>
    </Radio.Group>
  );
}
