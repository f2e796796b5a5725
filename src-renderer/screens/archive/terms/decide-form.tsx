import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { TermOfCase } from '#shared/contract/retention-terms.ts';
import type { Retention } from '#shared/domain/retention.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { RetentionFields } from './retention-fields.tsx';

interface Props {
  readonly whole: TermOfCase;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

const GROUNDS = ['appraisal', 'correction'] as const;
const NO_PERIOD: Retention = { period: 'years', years: null, event: null, article: null, expertMark: false };

/** Another period of one case, by the expert commission or as the correction of a slip. */
export function DecideForm({ whole, onCancel, onDone }: Props) {
  const words = useWords();
  const { t, day } = words;
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('appraisal');
  const [retention, setRetention] = useState<Retention>(whole.retention ?? NO_PERIOD);
  const [protocolId, setProtocolId] = useState(whole.protocols[0]?.protocolId ?? '');
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useCall((client, input: MethodInput<'retentionTerms.decide'>, options) => client.retentionTerms.decide(input, options));
  const problem = (path: string): string | null => {
    const found = decide.error?.issues.find((issue) => issue.path === path)?.message;
    return found !== undefined && isMessageKey(found) ? t(found) : null;
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (basis.trim() === '') return;
    void decide.run({ caseId: whole.caseId, ground, retention, basis: basis.trim(), protocolId: ground === 'appraisal' && protocolId !== '' ? protocolId : null }).then((made) => (made === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {decide.error === null || decide.error.issues.length > 0 ? null : <ErrorNote error={decide.error} />}
        <NativeSelect data-autofocus label={t('terms.ground')} value={ground} onChange={(event) => setGround(GROUNDS.find((one) => one === event.currentTarget.value) ?? ground)} data={GROUNDS.map((one) => ({ value: one, label: t(`terms.ground.${one}`) }))} />
        {ground === 'appraisal' ? (
          <NativeSelect label={t('terms.protocol')} required error={problem('protocolId')} value={protocolId} onChange={(event) => setProtocolId(event.currentTarget.value)} data={whole.protocols.length === 0 ? [{ value: '', label: t('terms.protocolNone') }] : whole.protocols.map((one) => ({ value: one.protocolId, label: t('terms.protocolOf', { number: one.number, date: day(one.date) }) }))} />
        ) : null}
        <RetentionFields retention={retention} error={problem('retention')} onRetention={setRetention} />
        <TextInput label={t('terms.basis')} description={t('terms.basisHint')} required maxLength={500} value={basis} onChange={(event) => setBasis(event.currentTarget.value)} error={tried && basis.trim() === '' ? t('terms.basisNeeded') : null} />
        <FormFoot action={t('common.save')} running={decide.running} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
