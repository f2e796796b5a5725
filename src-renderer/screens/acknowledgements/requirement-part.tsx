import { Button, Checkbox, Modal, Radio, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { AcknowledgementForm } from '#shared/domain/acknowledgement.ts';
import { PERSON_CATEGORIES, type PersonCategory } from '#shared/domain/person-category.ts';
import type { ActRequirement } from '#shared/domain/required-acts.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import styles from './acknowledgements.module.css';
import { FormChoice } from './form-choice.tsx';
import { whomText } from './whom-text.ts';

type Required = MethodInput<'acknowledgements.requireAct'>['required'];

/** Who has to know the document, and the key that says so (ACK-08, NOT-03). */
export function RequirementPart({ documentId, mayChange }: { readonly documentId: string; readonly mayChange: boolean }) {
  const { t } = useWords();
  const choices = useChoices();
  const [choosing, setChoosing] = useState(false);
  const answer = useAsk(`acknowledgements.requirement:${documentId}`, (client, options) => client.acknowledgements.requirement({ documentId }, options), ['cards']);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  const required = answer.value?.required ?? null;
  if (answer.value === null || (required === null && !mayChange)) return null;
  const units = choices.value?.units ?? [];
  return (
    <div className={styles['line']}>
      {required === null ? null : <p>{t('required.isRequired', { whom: whomText(required, units, t), form: t(`acknowledgement.form.${required.form}`) })}</p>}
      {mayChange ? (
        <Button variant="default" onClick={() => setChoosing(true)}>
          {t(required === null ? 'required.make' : 'required.change')}
        </Button>
      ) : null}
      <Modal opened={choosing} onClose={() => setChoosing(false)} title={t(required === null ? 'required.make' : 'required.change')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <RequirementForm documentId={documentId} required={required} units={units} onClose={() => setChoosing(false)} />
      </Modal>
    </div>
  );
}

interface FormProps {
  readonly documentId: string;
  readonly required: ActRequirement | null;
  readonly units: readonly { readonly unitId: string; readonly name: string }[];
  readonly onClose: () => void;
}

function RequirementForm({ documentId, required, units, onClose }: FormProps) {
  const words = useWords();
  const { t } = words;
  const [form, setForm] = useState<AcknowledgementForm>(required?.form ?? 'mark');
  const [whom, setWhom] = useState<'office' | 'units'>(required === null || required.unitIds === null ? 'office' : 'units');
  const [chosen, setChosen] = useState<readonly string[]>(required?.unitIds ?? []);
  const [categories, setCategories] = useState<readonly PersonCategory[]>(required?.categories ?? []);
  const [tried, setTried] = useState(false);
  const save = useCall((client, given: Required, options) => client.acknowledgements.requireAct({ documentId, stepId: crypto.randomUUID(), required: given }, options));

  function put(given: Required): void {
    void save.run(given).then((saved) => {
      if (saved === null) return;
      toastsFor(words).done(t('required.saved'));
      onClose();
    });
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const of = categories.length === 0 ? null : [...categories];
    if (whom === 'office') put({ form, unitIds: null, categories: of });
    else if (chosen.length > 0) put({ form, unitIds: [...chosen], categories: of });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p>{t('required.makeHint')}</p>
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <Radio.Group label={t('required.of')} value={whom} onChange={(value) => setWhom(value === 'units' ? 'units' : 'office')}>
          <Stack gap={4} mt={4}>
            <Radio data-autofocus value="office" label={t('required.wholeOffice')} />
            <Radio value="units" label={t('required.someUnits')} disabled={units.length === 0} />
          </Stack>
        </Radio.Group>
        {whom === 'units' ? (
          <Checkbox.Group label={t('required.someUnits')} value={[...chosen]} onChange={setChosen} error={tried && chosen.length === 0 ? t('required.chooseUnit') : null}>
            <div className={styles['people']}>
              {units.map(({ unitId, name }) => (
                <Checkbox key={unitId} value={unitId} label={name} />
              ))}
            </div>
          </Checkbox.Group>
        ) : null}
        <Checkbox.Group label={t('required.categories')} description={t('required.categoriesHint')} value={[...categories]} onChange={(values) => setCategories(PERSON_CATEGORIES.filter((one) => values.includes(one)))}>
          <Stack gap={4} mt={4}>
            {PERSON_CATEGORIES.map((one) => (
              <Checkbox key={one} value={one} label={t(`person.category.${one}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <FormChoice form={form} onChange={setForm} />
        {required === null ? null : (
          <Button variant="subtle" color="red" disabled={save.running} onClick={() => put(null)}>
            {t('required.stop')}
          </Button>
        )}
        <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
