import { Checkbox, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { PACKAGE_CASE_LIMIT } from '#shared/contract/packages.ts';
import { PACKAGE_FORMATS, type PackageFormat } from '#shared/domain/transfer-packages.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { MoreRows } from '../../../ui/paged-rows.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { Working } from '../../../ui/working.tsx';
import styles from './packages.module.css';
import { useCaseChoices } from './use-case-choices.ts';

/** Cases that are overlooked without a search. */
const SHORT_LIST = 12;

/** Closed cases, one by one or as an inventory lists them, become one package. */
export function MakeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [sought, setSought] = useState('');
  const { answer, next } = useCaseChoices(sought);
  return (
    <Modal opened size="lg" onClose={onClose} title={t('packages.make')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {answer.value === null ? answer.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null : answer.value.total === 0 ? <p>{t('packages.cases.empty')}</p> : <MakeForm choices={answer.value} sought={sought} onSought={setSought} onMore={next} onClose={onClose} />}
    </Modal>
  );
}

interface FormProps {
  readonly choices: MethodOutput<'packages.choices'>;
  readonly sought: string;
  readonly onSought: (text: string) => void;
  readonly onMore: () => void;
  readonly onClose: () => void;
}

function MakeForm({ choices: { total, found, cases, inventories }, sought, onSought, onMore, onClose }: FormProps) {
  const words = useWords();
  const { t } = words;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [inventoryId, setInventoryId] = useState('');
  const [format, setFormat] = useState<PackageFormat>('eark');
  const [madeFor, setMadeFor] = useState('');
  const [permission, setPermission] = useState('');
  /** Once a document turned out to be barred from leaving (CARD-17). */
  const [permits, setPermits] = useState(false);
  const [tried, setTried] = useState(false);
  // A second press of the button after a broken line asks for the same package.
  const [packageId] = useState(() => crypto.randomUUID());
  const make = useCall((client, input: MethodInput<'packages.make'>, options) => client.packages.make(input, options));

  const needsPermission = permits || make.error?.issues.some(({ path }) => path === 'permission') === true;

  function chooseInventory(id: string): void {
    setInventoryId(id);
    const inventory = inventories.find((one) => one.inventoryId === id);
    if (inventory !== undefined) setChosen(inventory.caseIds);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (chosen.length === 0 || chosen.length > PACKAGE_CASE_LIMIT || madeFor.trim() === '' || (needsPermission && permission.trim() === '')) return;
    setPermits(needsPermission);
    void make.run({ packageId, format, caseIds: [...chosen], madeFor: madeFor.trim(), permission: needsPermission ? permission.trim() : null }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('packages.done', { file: made.fileName }));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {make.error === null ? null : <ErrorNote error={make.error} />}
        <TextInput data-autofocus required label={t('packages.for')} placeholder={t('packages.for.example')} maxLength={300} value={madeFor} onChange={(event) => setMadeFor(event.currentTarget.value)} error={tried && madeFor.trim() === '' ? t('setup.fieldNeeded') : null} />
        {needsPermission ? <TextInput required label={t('packages.permission')} maxLength={300} value={permission} onChange={(event) => setPermission(event.currentTarget.value)} error={permission.trim() === '' ? t('setup.fieldNeeded') : null} /> : null}
        <Radio.Group label={t('packages.column.format')} value={format} onChange={(value) => setFormat(PACKAGE_FORMATS.find((one) => one === value) ?? format)}>
          <Stack gap={6} mt={4}>
            {PACKAGE_FORMATS.toReversed().map((one) => (
              <Radio key={one} value={one} label={t(`packages.format.${one}.about`)} />
            ))}
          </Stack>
        </Radio.Group>
        {inventories.length === 0 ? null : (
          <NativeSelect
            label={t('packages.byInventory')}
            value={inventoryId}
            onChange={(event) => chooseInventory(event.currentTarget.value)}
            data={[{ value: '', label: t('packages.byInventory.none') }, ...inventories.map(({ inventoryId: value, number, year, title }) => ({ value, label: t('packages.inventory', { number, year, title }) }))]}
          />
        )}
        {total > SHORT_LIST ? <TextInput label={t('packages.find')} maxLength={100} value={sought} onChange={(event) => onSought(event.currentTarget.value)} /> : null}
        <Checkbox.Group
          label={t('packages.cases')}
          required
          value={[...chosen]}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t('setup.fieldNeeded') : chosen.length > PACKAGE_CASE_LIMIT ? t('packages.tooMany', { most: words.number(PACKAGE_CASE_LIMIT) }) : null}
        >
          <Stack gap={6} mt={4} className={styles['cases'] ?? ''}>
            {found === 0 ? <p className="quiet">{t('packages.foundNone')}</p> : null}
            {cases.map(({ caseId, index, title, year, documents }) => (
              <Checkbox key={caseId} value={caseId} label={t('packages.case', { index, title, year, documents: words.number(documents) })} />
            ))}
            <MoreRows shown={cases.length} total={found} onMore={onMore} />
          </Stack>
        </Checkbox.Group>
        <p className="quiet" role="status">
          {t('packages.chosen', { count: words.number(chosen.length), most: words.number(PACKAGE_CASE_LIMIT) })}
        </p>
        {make.running ? <Working call={make} label={t('packages.making')} /> : null}
        <FormFoot action={t('packages.make')} running={make.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
