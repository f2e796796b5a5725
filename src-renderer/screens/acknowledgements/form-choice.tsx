import { Radio, Stack } from '@mantine/core';
import { ACKNOWLEDGEMENT_FORMS, type AcknowledgementForm } from '#shared/domain/acknowledgement.ts';
import { useWords } from '../../app/use-text.ts';

interface Props {
  readonly form: AcknowledgementForm;
  readonly onChange: (form: AcknowledgementForm) => void;
}

/** By what a person acknowledges, each way with what it means. */
export function FormChoice({ form, onChange }: Props) {
  const { t } = useWords();
  return (
    <Radio.Group label={t('acknowledgement.form')} value={form} onChange={(value) => onChange(ACKNOWLEDGEMENT_FORMS.find((one) => one === value) ?? form)}>
      <Stack gap={4} mt={4}>
        {ACKNOWLEDGEMENT_FORMS.map((one) => (
          <Radio key={one} value={one} label={t(`acknowledgement.form.${one}`)} description={t(`acknowledgement.formHint.${one}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
