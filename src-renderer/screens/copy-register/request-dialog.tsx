import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CopyRequest } from '#shared/contract/copy-register.ts';
import type { Office } from '#shared/contract/desk.ts';
import { GIVEN_AS, HANDING_WAYS, REQUESTER_KINDS } from '#shared/domain/copy-register.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { Working } from '../../ui/working.tsx';
import { CertifyFields, isCertifiable } from './certify-fields.tsx';
import { type Certification, isOfField, useCertifiedCopy } from './use-certified-copy.ts';
import { useOwnPosition } from './use-own-position.ts';
import { usePageCount } from './use-page-count.ts';

interface Props {
  readonly opened: boolean;
  readonly documentId: string;
  readonly office: Office;
  readonly barred: boolean;
  readonly onClose: () => void;
}

/** An application for the document (PAP-04, PAP-06), and the certified copy that answers it at once (PAP-02). */
export function RequestDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('copyRegister.file')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <RequestForm {...props} />
    </Modal>
  );
}

function RequestForm({ documentId, office, barred, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  // The same call again, after a copy that failed, enters nothing twice.
  const [requestId] = useState(() => crypto.randomUUID());
  const [request, setRequest] = useState<Omit<CopyRequest, 'appliedOn'> & { readonly appliedOn: string | null }>({ requester: '', requesterKind: 'employee', appliedOn: today, givenAs: 'certified-copy', way: 'in-person' });
  const pageCount = usePageCount(documentId);
  const own = useOwnPosition();
  const [typed, setTyped] = useState<Certification | null>(null);
  const certification = typed ?? { position: own, pages: '', permission: '', language: '' };
  const [tried, setTried] = useState<'file' | 'make' | null>(null);
  const file = useCall((client, given: CopyRequest, options) => client.copyRegister.file({ requestId, documentId, request: given }, options));
  const make = useCertifiedCopy(documentId);
  const copies = request.givenAs === 'certified-copy';
  const running = file.running || make.running;
  const dayProblem = isOfField(file.error, 'request.appliedOn') && file.error !== null ? words.error(file.error) : null;

  async function enter(andMake: boolean): Promise<void> {
    setTried(andMake ? 'make' : 'file');
    const { appliedOn } = request;
    if (request.requester.trim() === '' || appliedOn === null || !/^\d{4}-\d{2}-\d{2}$/.test(appliedOn)) return;
    if (andMake && !isCertifiable(certification, barred, pageCount)) return;
    const entry = await file.run({ ...request, appliedOn });
    if (entry === null) return;
    if (!andMake) {
      toastsFor(words).done(t('copyRegister.filed', { day: words.day(entry.dueOn) }));
      onClose();
      return;
    }
    const copy = await make.run({ requestId, ...certification });
    if (copy === null) return;
    toastsFor(words).done(t('document.copy.made', { file: copy.fileName }));
    onClose();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!running) void enter(copies);
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {file.error === null || dayProblem !== null ? null : <ErrorNote error={file.error} />}
        {make.error === null ? null : <ErrorNote error={make.error} />}
        <TextInput data-autofocus label={t('copyRegister.requester')} required maxLength={300} value={request.requester} onChange={(event) => setRequest({ ...request, requester: event.currentTarget.value })} error={tried !== null && request.requester.trim() === '' ? t('setup.fieldNeeded') : null} />
        <Group grow align="start">
          <NativeSelect label={t('copyRegister.requesterKind')} value={request.requesterKind} onChange={(event) => setRequest({ ...request, requesterKind: REQUESTER_KINDS.find((one) => one === event.currentTarget.value) ?? request.requesterKind })} data={REQUESTER_KINDS.map((one) => ({ value: one, label: t(`copyRegister.kind.${one}`) }))} />
          <DayField label={t('copyRegister.appliedOn')} required today={today} latest={today} value={request.appliedOn} onDay={(appliedOn) => setRequest({ ...request, appliedOn })} error={dayProblem ?? (tried !== null && (request.appliedOn === null || !/^\d{4}-\d{2}-\d{2}$/.test(request.appliedOn)) ? t('requisite.invalid.notACalendarDay') : null)} />
        </Group>
        <Group grow align="start">
          <NativeSelect label={t('copyRegister.givenAs')} value={request.givenAs} onChange={(event) => setRequest({ ...request, givenAs: GIVEN_AS.find((one) => one === event.currentTarget.value) ?? request.givenAs })} data={GIVEN_AS.map((one) => ({ value: one, label: t(`copyRegister.givenAs.${one}`) }))} />
          <NativeSelect label={t('copyRegister.way')} value={request.way} onChange={(event) => setRequest({ ...request, way: HANDING_WAYS.find((one) => one === event.currentTarget.value) ?? request.way })} data={HANDING_WAYS.map((one) => ({ value: one, label: t(`copyRegister.way.${one}`) }))} />
        </Group>
        {copies ? <CertifyFields pageCount={pageCount} value={certification} onChange={setTyped} office={office} barred={barred} tried={tried === 'make'} error={make.error} /> : null}
        {make.running ? <Working call={make} label={t('document.copy.making')} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {copies ? (
            <Button variant="default" disabled={running} onClick={() => void enter(false)}>
              {t('copyRegister.file')}
            </Button>
          ) : null}
          <Button type="submit" loading={running}>
            {t(copies ? 'copyRegister.fileAndMake' : 'copyRegister.file')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
