import { Modal, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { MadeForm, SystemPrinter } from '#shared/contract/printing.ts';
import { MOST_COPIES, type Sides, SIDES } from '#shared/domain/print-options.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

/** Forms that are made for printing, the usual one first. */
const OFFERED_FORMS = ['paper', 'card', 'protocol'] as const satisfies readonly MadeForm[];
/** Indexes that are named; the rest is counted. */
const MOST_NAMED = 12;

/** What is printed: documents, of which a form is made then, or one copy that the desk keeps. */
export type Printed =
  /** `indexes` names them where a person chose each one; null: they are what was found. */
  | { readonly documentIds: readonly string[]; readonly indexes: readonly string[] | null }
  | { readonly documentId: string; readonly copy: { readonly sha256: string; readonly title: string } };

interface Wish {
  readonly form: MadeForm;
  readonly printer: string;
  readonly copies: number;
  readonly sides: Sides;
}

interface Props {
  readonly printed: Printed;
  readonly printers: readonly SystemPrinter[];
  readonly onClose: () => void;
  readonly onEntered: () => void;
}

function itemsOf(printed: Printed, form: MadeForm): MethodInput<'printing.enqueue'>['items'] {
  return 'copy' in printed ? [{ form: 'stored', documentId: printed.documentId, sha256: printed.copy.sha256 }] : printed.documentIds.map((documentId) => ({ form, documentId }));
}

/** What goes to which printer, and how (PAP-03). */
export function PrintDialog({ printed, printers, onClose, onEntered }: Props) {
  const words = useWords();
  const { t } = words;
  // A repeated press must not print twice.
  const [batchId] = useState(() => crypto.randomUUID());
  const standard = printers.find(({ isDefault, accepting }) => isDefault && accepting) ?? printers.find(({ accepting }) => accepting) ?? printers[0];
  const [wish, setWish] = useState<Wish>({ form: 'paper', printer: standard?.name ?? '', copies: 1, sides: 'one-sided' });
  const enter = useCall((client, { form, ...options }: Wish, call) => client.printing.enqueue({ batchId, options, items: itemsOf(printed, form) }, call));
  const ofCopy = 'copy' in printed;

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const entered = await enter.run(wish);
    if (entered === null) return;
    toastsFor(words).done(ofCopy ? t('printing.copyEntered') : t('printing.entered', { count: words.number(entered.entered) }));
    onEntered();
  }

  return (
    <Modal opened onClose={onClose} title={ofCopy ? t('printing.printCopy') : t('printing.printCount', { count: words.number(printed.documentIds.length) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {enter.error === null ? null : <ErrorNote error={enter.error} />}
          {ofCopy ? <p>{printed.copy.title}</p> : null}
          {ofCopy || printed.indexes === null ? null : <p className="quiet">{t('printing.chosen', { list: named(printed.indexes) })}</p>}
          {ofCopy ? null : (
            <NativeSelect
              data-autofocus
              label={t('printing.what')}
              value={wish.form}
              onChange={(event) => setWish({ ...wish, form: OFFERED_FORMS.find((form) => form === event.currentTarget.value) ?? wish.form })}
              data={OFFERED_FORMS.map((value) => ({ value, label: t(`printing.form.${value}`) }))}
            />
          )}
          <NativeSelect
            data-autofocus={ofCopy || undefined}
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

function named(indexes: readonly string[]): string {
  const shown = indexes.slice(0, MOST_NAMED).map((index) => `№ ${index}`).join(', ');
  return indexes.length > MOST_NAMED ? `${shown}, … (+${indexes.length - MOST_NAMED})` : shown;
}
