import { Checkbox, FileInput, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ContractView } from '#shared/contract/contracts.ts';
import { ADDRESS_KINDS, type AddressKind, type ContractStep } from '#shared/domain/contracts.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import type { ContractError } from '#shared/contract/index.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { storeFile } from '../../state/uploads.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { InstantField } from '../../ui/fields/instant-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly contract: ContractView;
  readonly step: ContractStep;
  /** Files of the document that may be the signed contract. */
  readonly files: readonly DocumentFile[];
  readonly zone: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What has to be entered for the next step of a contract. */
export function StepDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} title={t(`contract.step.${props.step}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <StepForm {...props} />
    </Modal>
  );
}

interface Entered {
  readonly day: string | null;
  readonly instant: string | null;
  readonly personId: string;
  readonly name: string;
  readonly address: string;
  readonly addressKind: AddressKind;
  readonly clausesRead: boolean;
  readonly there: string;
  readonly file: File | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ADDRESS = /^\S+@\S+\.\S+$/;

function StepForm({ contract, step, files, zone, onClose, onDone }: Props) {
  const { t, todayDay } = useWords();
  const today = todayDay();
  const [stepId] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [entered, setEntered] = useState<Entered>({ day: today, instant: null, personId: '', name: contract.agreed?.party.name ?? '', address: contract.sent.at(-1)?.address ?? '', addressKind: 'personal', clausesRead: false, there: '', file: null });
  const change = (changes: Partial<Entered>): void => setEntered((before) => ({ ...before, ...changes }));
  const people = useAsk(step === 'agreeText' ? 'review.settings' : null, (client, options) => client.review.settings({}, options), ['directories']);
  const chosen = people.value?.people.find(({ personId }) => personId === entered.personId)?.name ?? entered.name;
  const call = useCall((client, given: Entered, options) => send(client, contract, step, stepId, files, { ...given, name: chosen }, options));
  const isDay = entered.day !== null && DAY.test(entered.day);
  const isAddress = ADDRESS.test(entered.address.trim());
  const needed = (bad: boolean): string | null => (tried && bad ? t('setup.fieldNeeded') : null);
  const asksDay = step === 'agreeText' || step === 'signOnPaper' || step === 'handOver';
  const asksAddress = step === 'send' || step === 'receive';
  const asksName = step === 'handOver' || (step === 'agreeText' && entered.personId === '');
  const complete = (!asksDay || isDay) && (!asksAddress || (isAddress && entered.instant !== null)) && (!asksName || entered.name.trim() !== '') && (step !== 'receive' || entered.there !== '' || entered.file !== null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (complete) void call.run(entered).then((done) => (done === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        {step === 'agreeText' ? (
          <NativeSelect data-autofocus label={t('contract.partyPerson')} value={entered.personId} onChange={(event) => change({ personId: event.currentTarget.value })} data={[{ value: '', label: t('contract.partyOther') }, ...(people.value?.people ?? []).map(({ personId, name, position }) => ({ value: personId, label: position === '' ? name : `${name} — ${position}` }))]} />
        ) : null}
        {asksName ? <TextInput label={t(step === 'handOver' ? 'contract.handedTo' : 'contract.partyName')} required maxLength={200} value={entered.name} onChange={(event) => change({ name: event.currentTarget.value })} error={needed(entered.name.trim() === '')} /> : null}
        {step === 'receive' ? (
          <>
            {files.length === 0 ? null : <NativeSelect data-autofocus label={t('contract.receivedFile')} value={entered.there} onChange={(event) => change({ there: event.currentTarget.value })} data={[{ value: '', label: t('contract.chooseFile') }, ...files.map(({ sha256, fileName }) => ({ value: sha256, label: fileName }))]} />}
            {entered.there === '' ? <FileInput label={t('contract.chooseFile')} required value={entered.file} onChange={(file) => change({ file })} error={needed(entered.file === null)} /> : null}
          </>
        ) : null}
        {asksAddress ? <TextInput {...(step === 'send' ? { 'data-autofocus': true } : {})} type="email" label={t(step === 'send' ? 'contract.address' : 'contract.fromAddress')} required maxLength={200} value={entered.address} onChange={(event) => change({ address: event.currentTarget.value })} error={needed(!isAddress)} /> : null}
        {step === 'send' ? <NativeSelect label={t('contract.addressKind')} value={entered.addressKind} onChange={(event) => change({ addressKind: ADDRESS_KINDS.find((one) => one === event.currentTarget.value) ?? 'personal' })} data={ADDRESS_KINDS.map((one) => ({ value: one, label: t(`contract.addressKind.${one}`) }))} /> : null}
        {asksAddress ? <InstantField label={t(step === 'send' ? 'contract.sentAt' : 'contract.receivedAt')} required zone={zone} today={today} value={entered.instant} onInstant={(instant) => change({ instant })} error={needed(entered.instant === null)} /> : null}
        {step === 'send' ? <Checkbox label={t('contract.clausesRead')} description={t('contract.clauses.unreadable')} checked={entered.clausesRead} onChange={(event) => change({ clausesRead: event.currentTarget.checked })} /> : null}
        {asksDay ? <DayField label={t(step === 'agreeText' ? 'contract.agreedOn' : step === 'signOnPaper' ? 'contract.paperSignedOn' : 'contract.handedOn')} required today={today} latest={today} value={entered.day} onDay={(day) => change({ day })} error={tried && !isDay ? t('requisite.invalid.notACalendarDay') : null} /> : null}
        <FormFoot action={t(`contract.step.${step}`)} running={call.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

async function send(client: Client, { documentId }: ContractView, step: ContractStep, stepId: string, files: readonly DocumentFile[], entered: Entered, options: CallOptions): Promise<Result<ContractView, ContractError>> {
  const { contracts } = client;
  const at = { documentId, stepId };
  const day = entered.day ?? '';
  const instant = entered.instant ?? '';
  const address = entered.address.trim();
  switch (step) {
    case 'agreeText':
      return contracts.agreeText({ ...at, agreedOn: day, party: { personId: entered.personId === '' ? null : entered.personId, name: entered.name } }, options);
    case 'send':
      return contracts.send({ ...at, address, addressKind: entered.addressKind, sentAt: instant, clausesRead: entered.clausesRead }, options);
    case 'receive': {
      const there = files.find(({ sha256 }) => sha256 === entered.there);
      if (there !== undefined) return contracts.receive({ ...at, file: { sha256: there.sha256, fileName: there.fileName }, fromAddress: address, receivedAt: instant }, options);
      if (entered.file === null) return fail({ code: 'bad-input', message: 'setup.fieldNeeded', params: {}, issues: [] });
      const stored = await storeFile(client, entered.file, options.signal ?? new AbortController().signal, () => undefined);
      if (!stored.ok) return stored;
      return contracts.receive({ ...at, file: { sha256: stored.value.sha256, fileName: entered.file.name }, fromAddress: address, receivedAt: instant }, options);
    }
    case 'signOnPaper':
      return contracts.signOnPaper({ ...at, signedOn: day }, options);
    case 'handOver':
      return contracts.handOver({ ...at, handedOn: day, to: entered.name }, options);
    case 'checkHead':
      return contracts.checkHead(at, options);
    case 'composeProtocol':
      return fail({ code: 'bad-input', message: 'error.contract.noReceipt', params: {}, issues: [] });
  }
}
