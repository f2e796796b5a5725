import { Modal, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PrintedForm, SystemPrinter } from '#shared/contract/printing.ts';
import { MOST_COPIES, type Sides, SIDES } from '#shared/domain/print-options.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

/** Forms that are made for printing, the usual one first. */
const MADE_FORMS = ['paper', 'card', 'protocol'] as const satisfies readonly PrintedForm[];
type MadeForm = (typeof MADE_FORMS)[number];

interface Wish {
  readonly form: MadeForm;
  readonly printer: string;
  readonly copies: number;
  readonly sides: Sides;
}

interface Props {
  readonly documentIds: readonly string[];
  readonly printers: readonly SystemPrinter[];
  readonly onClose: () => void;
  readonly onEntered: () => void;
}

/** What of the documents goes to which printer, and how (PAP-03). */
export function PrintDialog({ documentIds, printers, onClose, onEntered }: Props) {
  const words = useWords();
  const { t } = words;
  // A repeated press must not print twice.
  const [batchId] = useState(() => crypto.randomUUID());
  const standard = printers.find(({ isDefault, accepting }) => isDefault && accepting) ?? printers.find(({ accepting }) => accepting) ?? printers[0];
  const [wish, setWish] = useState<Wish>({ form: 'paper', printer: standard?.name ?? '', copies: 1, sides: 'one-sided' });
  const enter = useCall((client, { form, ...options }: Wish, call) => client.printing.enqueue({ batchId, options, items: documentIds.map((documentId) => ({ form, documentId })) }, call));

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const entered = await enter.run(wish);
    if (entered === null) return;
    toastsFor(words).done(t('printing.entered', { count: words.number(entered.entered) }));
    onEntered();
  }

  return (
    <Modal opened onClose={onClose} title={t('printing.printCount', { count: words.number(documentIds.length) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {enter.error === null ? null : <ErrorNote error={enter.error} />}
          <NativeSelect data-autofocus label={t('printing.what')} value={wish.form} onChange={(event) => setWish({ ...wish, form: MADE_FORMS.find((form) => form === event.currentTarget.value) ?? wish.form })} data={MADE_FORMS.map((value) => ({ value, label: t(`printing.form.${value}`) }))} />
          <NativeSelect
            label={t('printing.printer')}
            value={wish.printer}
            onChange={(event) => setWish({ ...wish, printer: event.currentTarget.value })}
            data={printers.map(({ name, description, accepting }) => ({ value: name, label: accepting ? description : t('printing.notAccepting', { printer: description }) }))}
          />
          <NumberInput label={t('printing.copies')} min={1} max={MOST_COPIES} allowDecimal={false} clampBehavior="strict" value={wish.copies} onChange={(value) => setWish({ ...wish, copies: typeof value === 'number' ? value : 1 })} />
          <NativeSelect label={t('printing.sides')} value={wish.sides} onChange={(event) => setWish({ ...wish, sides: SIDES.find((sides) => sides === event.currentTarget.value) ?? wish.sides })} data={SIDES.map((value) => ({ value, label: t(`printing.sides.${value}`) }))} />
          <FormFoot action={t('printing.print')} running={enter.running} disabled={wish.printer === ''} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
