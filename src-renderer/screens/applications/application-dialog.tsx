import { Checkbox, FileInput, Modal, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { type ComponentType, type FormEvent, useState } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { storeFile } from '../../state/uploads.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

export type ApplicationStep = 'receive' | 'import' | 'declare' | 'decideForce';

interface Props {
  readonly application: ApplicationView;
  readonly step: ApplicationStep;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What has to be entered for a step of an HR application. */
export function ApplicationDialog(props: Props) {
  const { t } = useWords();
  const { application, step, onClose, onDone } = props;
  const Form = FORMS[step];
  return (
    <Modal opened onClose={onClose} title={t(`application.${step}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Form application={application} onClose={onClose} onDone={onDone} />
    </Modal>
  );
}

type FormProps = Omit<Props, 'step'>;
const FORMS: Readonly<Record<ApplicationStep, ComponentType<FormProps>>> = { receive: ReceiveForm, import: ImportForm, declare: DeclareForm, decideForce: ForceForm };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function ReceiveForm({ application: { documentId, received }, onClose, onDone }: FormProps) {
  const { t, todayDay } = useWords();
  const today = todayDay();
  const [stepId] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [authorId, setAuthorId] = useState(received?.author.personId ?? '');
  const [name, setName] = useState(received?.author.name ?? '');
  const [addresseeId, setAddresseeId] = useState(received?.addressee.personId ?? '');
  const [day, setDay] = useState<string | null>(received?.receivedOn ?? today);
  const people = useAsk('review.settings', (client, options) => client.review.settings({}, options), ['directories']);
  const known = people.value?.people ?? [];
  const listed = known.map(({ personId, name: ofPerson, position }) => ({ value: personId, label: position === '' ? ofPerson : `${ofPerson} — ${position}` }));
  const authorName = known.find(({ personId }) => personId === authorId)?.name ?? name.trim();
  const isDay = day !== null && DAY.test(day);
  const call = useCall((client, receivedOn: string, options) => client.applications.receive({ documentId, stepId, author: { personId: authorId === '' ? null : authorId, name: authorName }, addresseePersonId: addresseeId, receivedOn }, options));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isDay && authorName !== '' && addresseeId !== '') void call.run(day).then((done) => (done === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        <NativeSelect data-autofocus label={t('application.authorPerson')} value={authorId} onChange={(event) => setAuthorId(event.currentTarget.value)} data={[{ value: '', label: t('application.authorOther') }, ...listed]} />
        {authorId === '' ? <TextInput label={t('application.authorName')} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} error={tried && name.trim() === '' ? t('setup.fieldNeeded') : null} /> : null}
        <NativeSelect label={t('application.addressee')} required value={addresseeId} onChange={(event) => setAddresseeId(event.currentTarget.value)} data={[{ value: '', label: '' }, ...listed]} error={tried && addresseeId === '' ? t('setup.fieldNeeded') : null} />
        <DayField label={t('application.receivedOn')} required today={today} latest={today} value={day} onDay={setDay} error={tried && !isDay ? t('requisite.invalid.notACalendarDay') : null} />
        <FormFoot action={t('application.receive')} running={call.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function ImportForm({ application: { documentId }, onClose, onDone }: FormProps) {
  const { t } = useWords();
  const [stepId] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [confirms, setConfirms] = useState(false);
  const call = useCall(async (client, given: File, options) => {
    const stored = await storeFile(client, given, options.signal ?? new AbortController().signal, () => undefined);
    return stored.ok ? client.applications.importProtocol({ documentId, stepId, file: { sha256: stored.value.sha256, fileName: given.name }, confirms: true }, options) : stored;
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (file !== null && confirms) void call.run(file).then((done) => (done === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        <FileInput data-autofocus label={t('application.importFile')} required value={file} onChange={setFile} error={tried && file === null ? t('setup.fieldNeeded') : null} />
        <Checkbox label={t('application.confirms')} checked={confirms} onChange={(event) => setConfirms(event.currentTarget.checked)} error={tried && !confirms ? t('setup.fieldNeeded') : null} />
        <FormFoot action={t('application.import')} running={call.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function DeclareForm({ application: { documentId, declaration }, onClose, onDone }: FormProps) {
  const { t, todayDay } = useWords();
  const today = todayDay();
  const [stepId] = useState(() => crypto.randomUUID());
  const [day, setDay] = useState<string | null>(today);
  const isDay = day !== null && DAY.test(day);
  const call = useCall((client, talkedOn: string, options) => client.applications.declare({ documentId, stepId, talkedOn }, options));

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isDay) void call.run(day).then((done) => (done === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        <p className="quiet">{t('application.declareHint')}</p>
        {declaration === null ? null : <p lang={declaration.language}>«{declaration.text}»</p>}
        <DayField label={t('application.talkedOn')} required today={today} latest={today} value={day} onDay={setDay} error={isDay ? null : t('requisite.invalid.notACalendarDay')} />
        <FormFoot action={t('application.declare')} running={call.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function ForceForm({ application: { documentId }, onClose, onDone }: FormProps) {
  const { t } = useWords();
  const [stepId] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [choice, setChoice] = useState<string | null>(null);
  const [basis, setBasis] = useState('');
  const call = useCall((client, keeps: boolean, options) => client.applications.decideForce({ documentId, stepId, keeps, basis: basis.trim() }, options));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (choice !== null && basis.trim() !== '') void call.run(choice === 'keep').then((done) => (done === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        <Radio.Group label={t('application.decideForce')} withAsterisk value={choice} onChange={setChoice} error={tried && choice === null ? t('setup.fieldNeeded') : null}>
          <Stack gap="xs" mt="xs">
            <Radio data-autofocus value="keep" label={t('application.force.keep')} />
            <Radio value="lose" label={t('application.force.lose')} />
          </Stack>
        </Radio.Group>
        <Textarea label={t('application.forceBasis')} required autosize minRows={2} maxLength={2000} value={basis} onChange={(event) => setBasis(event.currentTarget.value)} error={tried && basis.trim() === '' ? t('setup.fieldNeeded') : null} />
        <FormFoot action={t('application.decideForce')} running={call.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
