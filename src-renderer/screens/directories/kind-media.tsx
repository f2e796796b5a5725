import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { MethodInput } from '#shared/contract/index.ts';
import { KIND_MEDIA } from '#shared/domain/document-kinds.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import own from './directories.module.css';

type Media = MethodInput<'directories.defineKind'>['kind']['media'];

/** Which form the original may have, from which day, by which order (REG-15). */
export function KindMedia({ media, error, onMedia }: { readonly media: Media; readonly error: string | undefined; readonly onMedia: (media: Media) => void }) {
  const { t, todayDay } = useWords();
  const set = (at: number, changes: Partial<Media[number]>): void => onMedia(media.map((one, index) => (index === at ? { ...one, ...changes } : one)));
  return (
    <fieldset className={own['inner']}>
      <legend>{t('kinds.media')}</legend>
      {error === undefined ? null : <p role="alert">{error}</p>}
      {media.map((one, at) => (
        <div key={at} className={own['mediumRow']}>
          <NativeSelect label={t('kinds.medium')} value={one.medium} data={KIND_MEDIA.map((medium) => ({ value: medium, label: t(`kinds.medium.${medium}`) }))} onChange={(event) => set(at, { medium: KIND_MEDIA.find((medium) => medium === event.currentTarget.value) ?? one.medium })} />
          <DayField label={t('kinds.from')} value={one.from} today={todayDay()} onDay={(from) => set(at, { from })} />
          <TextInput label={t('kinds.basis')} maxLength={300} value={one.basis ?? ''} onChange={(event) => set(at, { basis: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
          <ActionIcon aria-label={t('kinds.removeMedium', { at: at + 1 })} onClick={() => onMedia(media.filter((_one, index) => index !== at))}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onMedia([...media, { medium: 'electronic-allowed', from: null, basis: null }])}>
          {t('kinds.addMedium')}
        </Button>
      </div>
    </fieldset>
  );
}
