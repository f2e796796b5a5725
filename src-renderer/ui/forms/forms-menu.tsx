import { Button, Menu } from '@mantine/core';
import { IconDeviceFloppy, IconFileText, IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { FormId, FormSubject } from '#shared/domain/forms.ts';
import type { Language } from '#shared/domain/languages.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useMadeFile } from '../../app/use-made-file.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../error-note.tsx';
import styles from './forms-menu.module.css';

interface Props {
  readonly about: FormSubject;
  /** The document, outage or case; null for forms about nothing. */
  readonly subjectId: string | null;
  /** Of a case: the volume whose papers are made; left out: its only one. */
  readonly volume?: number;
}

type Made = MethodOutput<'forms.make'>;

/** Forms of the rule pack to print and fill in by hand: chosen in a menu, made by the desk, then printed or saved. */
export function FormsMenu({ about, subjectId, volume }: Props) {
  const { t } = useWords();
  const offered = useAsk('forms.offered', (client, options) => client.forms.offered({}, options));
  const make = useCall((client, chosen: { form: FormId; language: Language }, options) => client.forms.make({ ...chosen, subjectId, ...(volume === undefined ? {} : { volume }) }, options));
  const [made, setMade] = useState<Made | null>(null);
  const file = useMadeFile();
  const printButton = useRef<HTMLButtonElement>(null);
  const forms = offered.value?.forms.filter((form) => form.about === about) ?? [];
  if (offered.error !== null && offered.value === null) return <ErrorNote error={offered.error} again={offered.again} />;
  if (forms.length === 0) return null;

  async function choose(form: FormId, language: Language): Promise<void> {
    const one = await make.run({ form, language });
    setMade(one);
    // What is likely wanted next is one key away.
    if (one !== null) requestAnimationFrame(() => printButton.current?.focus());
  }

  return (
    <div className={styles['forms']}>
      <Menu position="bottom-start" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} portalProps={{ target: '#content' }}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />} loading={make.running}>
            {t('forms.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {forms.flatMap(({ form, languages, names, doubtful }) =>
            languages.map((language) => (
              <Menu.Item key={`${form} ${language}`} onClick={() => void choose(form, language)}>
                <span lang={language}>{names[language]}</span>
                {languages.length > 1 ? <span className="quiet"> · {t(`language.${language}`)}</span> : null}
                {doubtful ? <span className={styles['doubtful']}>{t('forms.doubtful')}</span> : null}
              </Menu.Item>
            )),
          )}
        </Menu.Dropdown>
      </Menu>
      {made === null ? null : (
        <div className={styles['made']} role="group" aria-label={made.fileName}>
          <span className={styles['name']}>{made.fileName}</span>
          <Button ref={printButton} variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => void file.print(made)}>
            {t('forms.print')}
          </Button>
          <Button variant="default" leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => file.save(made)}>
            {t('forms.save')}
          </Button>
        </div>
      )}
      {make.error === null ? null : <ErrorNote error={make.error} />}
    </div>
  );
}
