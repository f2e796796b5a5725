import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { Office } from '#shared/contract/desk.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { Working } from '../../ui/working.tsx';
import { CertifyFields, isCertifiable } from './certify-fields.tsx';
import { type Certification, useCertifiedCopy } from './use-certified-copy.ts';
import { useOwnPosition } from './use-own-position.ts';
import { usePageCount } from './use-page-count.ts';

interface Props {
  readonly entry: CopyEntry;
  readonly office: Office;
  readonly barred: boolean;
  readonly onClose: () => void;
}

/** The certified copy for an application that was entered before (PAP-02). */
export function MakeDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} title={t('copyRegister.makeFor', { requester: props.entry.requester })} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <MakeForm {...props} />
    </Modal>
  );
}

function MakeForm({ entry, office, barred, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const pageCount = usePageCount(entry.documentId);
  const own = useOwnPosition();
  const [typed, setTyped] = useState<Certification | null>(null);
  const certification = typed ?? { position: own, pages: '', permission: '', language: '' };
  const [tried, setTried] = useState(false);
  const make = useCertifiedCopy(entry.documentId);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (make.running || !isCertifiable(certification, barred, pageCount)) return;
    void make.run({ requestId: entry.requestId, ...certification }).then((copy) => {
      if (copy === null) return;
      toastsFor(words).done(t('document.copy.made', { file: copy.fileName }));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {make.error === null ? null : <ErrorNote error={make.error} />}
        <CertifyFields pageCount={pageCount} value={certification} onChange={setTyped} office={office} barred={barred} tried={tried} error={make.error} />
        {make.running ? <Working call={make} label={t('document.copy.making')} /> : null}
        <FormFoot action={t('copyRegister.make')} running={make.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
