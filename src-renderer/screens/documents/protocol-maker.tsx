import { Button, NativeSelect } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Copy } from '#shared/contract/registration.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CopyPrintPart } from '../printing/copy-print-part.tsx';
import { useCopyPrint } from '../printing/use-copy-print.ts';
import { CopyLine } from './copy-line.tsx';
import styles from './protocol-maker.module.css';

type Chosen = NonNullable<MethodInput<'registration.makeCopy'>['signature']>;

interface Props {
  readonly documentId: string;
  readonly office: Office;
  readonly reports: readonly ValidationReport[];
}

/** Makes the signature protocol: about all signatures, or one for each signer (VER-06, VER-07). */
export function ProtocolMaker({ documentId, office, reports }: Props) {
  const words = useWords();
  const { t } = words;
  const person = useDesk((desk) => desk.person);
  const [language, setLanguage] = useState('');
  const [whose, setWhose] = useState('');
  const [made, setMade] = useState<readonly Copy[]>([]);
  const printing = useCopyPrint(documentId);
  const choices = reports.flatMap((report) => report.signatures.map(({ id, signer }) => ({ value: `${report.sha256}:${id}`, label: `${t('signature.number', { id })}: ${signer?.commonName ?? t('signature.signerUnknown')}`, chosen: { sha256: report.sha256, id } })));
  const make = useCall((client, signature: Chosen | null, options) => client.registration.makeCopy({ documentId, form: 'protocol', language: language === '' ? null : language, signature }, options));
  if (!hasPersonRight(person, 'copy.make')) return null;

  async function makeProtocol(): Promise<void> {
    const copy = await make.run(choices.find(({ value }) => value === whose)?.chosen ?? null);
    if (copy === null) return;
    toastsFor(words).done(t('document.copy.made', { file: copy.fileName }));
    setMade((before) => [copy, ...before]);
  }

  return (
    <section className={styles['maker']} aria-label={t('document.copy.protocol')}>
      <div className={styles['line']}>
        {choices.length > 1 ? (
          <NativeSelect
            label={t('document.protocol.whose')}
            value={whose}
            onChange={(event) => setWhose(event.currentTarget.value)}
            data={[{ value: '', label: t('document.protocol.all') }, ...choices.map(({ value, label }) => ({ value, label }))]}
          />
        ) : null}
        {office.documentLanguages.length > 1 ? (
          <NativeSelect
            label={t('document.copy.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
            data={[{ value: '', label: t('document.copy.officeLanguage') }, ...office.documentLanguages.map((value) => ({ value, label: t(`language.${value}`) }))]}
          />
        ) : null}
        <Button variant="default" leftSection={<IconFileCertificate size={16} aria-hidden />} loading={make.running} onClick={() => void makeProtocol()}>
          {t('document.copy.protocol')}
        </Button>
      </div>
      <p className="quiet">{t('document.copy.protocolHint')}</p>
      {make.error === null ? null : <ErrorNote error={make.error} />}
      <CopyPrintPart printing={printing} />
      {made.map((copy) => (
        <CopyLine key={copy.copyId} copy={copy} onPrint={() => printing.print(copy)} />
      ))}
    </section>
  );
}
