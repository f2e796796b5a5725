import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { EXPORT_FORMATS, type SearchQuestion } from '#shared/contract/search.ts';
import { saveFile } from '../../app/save-file.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

type Format = (typeof EXPORT_FORMATS)[number];

/** Takes what was found out of the desk as a table. */
export function ExportMenu({ question }: { readonly question: SearchQuestion }) {
  const words = useWords();
  const { t, language } = words;
  const take = useCall(async (client, format: Format, options) => {
    const made = await client.search.export({ ...question, format, language }, options);
    if (!made.ok) return made;
    const saved = await saveFile(client, made.value, options);
    return saved.ok ? made : saved;
  });
  async function run(format: Format): Promise<void> {
    const made = await take.run(format);
    if (made !== null) toastsFor(words).done(t(made.complete ? 'search.export.done' : 'search.export.cut', { rows: words.number(made.rows), file: made.fileName }));
  }
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default" size="compact-md" loading={take.running} leftSection={<IconDownload size={16} aria-hidden />}>
            {t('search.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {EXPORT_FORMATS.map((format) => (
            <Menu.Item key={format} onClick={() => void run(format)}>
              {t(`search.export.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {take.error === null ? null : <ErrorNote error={take.error} />}
    </>
  );
}
