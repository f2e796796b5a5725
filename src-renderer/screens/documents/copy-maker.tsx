import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDragDrop, IconFileCheck, IconId, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { Card, Copy, MarkPlaces } from '#shared/contract/registration.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CopyPrintPart } from '../printing/copy-print-part.tsx';
import { useCopyPrint } from '../printing/use-copy-print.ts';
import styles from './copy-maker.module.css';
import { Working } from '../../ui/working.tsx';
import { CopyLine } from './copy-line.tsx';
import { MarkPlacesDialog } from './mark-places/mark-places-dialog.tsx';
import { usePlaceable } from './mark-places/use-placeable.ts';

interface Props {
  readonly documentId: string;
  readonly office: Office;
  /** Copies made before, shown elsewhere; the newest is what Ctrl+P prints. */
  readonly newest?: Copy | undefined;
  /** Of the document; upon the pages of the main one the places of the marks can be chosen. */
  readonly files: Card['files'];
  /** True where the page lists the copies itself. */
  readonly listed?: boolean;
}

const FORMS = ['stamped', 'paper', 'card'] as const;
const ICONS = { stamped: IconFileCheck, paper: IconPrinter, card: IconId } as const;

/** Makes copies for print: progress, a way to stop, and what to do with the result. */
export function CopyMaker({ documentId, office, newest, files, listed = false }: Props) {
  const words = useWords();
  const { t } = words;
  const person = useDesk((desk) => desk.person);
  const [language, setLanguage] = useState('');
  const [made, setMade] = useState<readonly Copy[]>([]);
  const printing = useCopyPrint(documentId);
  const [permission, setPermission] = useState('');
  const [placing, setPlacing] = useState(false);
  const placeable = usePlaceable(files);
  const copyLanguage = language === '' ? null : language;
  const make = useCall((client, { form, places }: { readonly form: Copy['form']; readonly places: MarkPlaces | null }, options) =>
    client.registration.makeCopy({ documentId, form, language: copyLanguage, permission: permission.trim() === '' ? null : permission.trim(), places }, options),
  );
  const barred = make.error?.issues.some(({ path }) => path === 'permission') === true || permission !== '';
  const last = made[0] ?? newest;

  async function makeCopy(form: Copy['form'], places: MarkPlaces | null = null): Promise<Copy | null> {
    const copy = await make.run({ form, places });
    if (copy === null) return null;
    setPlacing(false);
    toastsFor(words).done(t('document.copy.made', { file: copy.fileName }));
    setMade((before) => [copy, ...before]);
    return copy;
  }
  const mayMake = hasPersonRight(person, 'copy.make');

  function printLast(): void {
    if (last !== undefined) printing.print(last);
    else if (mayMake && !make.running) void makeCopy('stamped').then((copy) => (copy === null ? undefined : printing.print(copy)));
  }
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: printLast }]);
  if (!mayMake && last === undefined) return null;

  return (
    <section className={styles['maker']} aria-label={t('document.tab.copies')}>
      {barred ? <TextInput label={t('document.permissionHint')} value={permission} maxLength={300} onChange={(event) => setPermission(event.currentTarget.value)} /> : null}
      {mayMake ? (
        <div className={styles['forms']}>
          {FORMS.map((form) => {
            const Icon = ICONS[form];
            return (
              <div key={form} className={styles['form']}>
                <Button variant="default" disabled={make.running} leftSection={<Icon size={16} aria-hidden />} onClick={() => void makeCopy(form)} aria-label={t('document.copy.make', { form: t(`document.copy.${form}`) })}>
                  {t(`document.copy.${form}`)}
                </Button>
                <p className="quiet">{t(`document.copy.${form}Hint`)}</p>
                {form === 'stamped' && placeable ? (
                  <Button variant="subtle" size="compact-sm" disabled={make.running} leftSection={<IconDragDrop size={16} aria-hidden />} onClick={() => setPlacing(true)}>
                    {t('markPlaces.choose')}
                  </Button>
                ) : null}
              </div>
            );
          })}
          {office.documentLanguages.length > 1 ? (
            <NativeSelect
              className={styles['language']}
              label={t('document.copy.language')}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value)}
              data={[{ value: '', label: t('document.copy.officeLanguage') }, ...office.documentLanguages.map((value) => ({ value, label: t(`language.${value}`) }))]}
            />
          ) : null}
        </div>
      ) : null}
      {make.running ? (
        <Working call={make} label={t('document.copy.making')} />
      ) : null}
      <CopyPrintPart printing={printing} />
      {make.error === null || placing ? null : <ErrorNote error={make.error} />}
      {placing ? <MarkPlacesDialog documentId={documentId} language={copyLanguage} making={make} onMake={(places) => void makeCopy('stamped', places)} onClose={() => setPlacing(false)} /> : null}
      {listed ? null : made.map((copy) => <CopyLine key={copy.copyId} copy={copy} onPrint={() => printing.print(copy)} />)}
    </section>
  );
}
