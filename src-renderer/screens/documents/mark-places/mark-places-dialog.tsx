import { Modal } from '@mantine/core';
import type { ComponentProps } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useAsk } from '../../../app/use-ask.ts';
import type { RunningCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import type { Copy, MarkPlaces } from '#shared/contract/registration.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { usePdf } from '../../../ui/viewer/use-pdf.ts';
import { MarkPlacesForm } from './mark-places-form.tsx';
import { useMadePdf } from './use-made-pdf.ts';

interface Props {
  readonly documentId: string;
  /** Of the copy; null: that of the office. */
  readonly language: string | null;
  readonly making: Pick<RunningCall<unknown, Copy>, 'running' | 'error'>;
  readonly onMake: (places: MarkPlaces) => void;
  readonly onClose: () => void;
}

/** Shows where the stamp and the signature blocks of a copy will stand, and lets them be moved before it is made. */
export function MarkPlacesDialog({ documentId, language, making, onMake, onClose }: Props) {
  const { t } = useWords();
  const asked = useAsk(`registration.previewMarks ${documentId} ${language ?? ''}`, (client, options) => client.registration.previewMarks({ documentId, language }, options));
  const preview = asked.value;
  const rest = { making, onMake, onClose };
  return (
    <Modal opened onClose={onClose} size="min(1080px, 96vw)" title={t('markPlaces.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {asked.error === null ? null : <ErrorNote error={asked.error} again={asked.again} />}
      {asked.loading ? <SlowLoading label={t('markPlaces.searching')} lines={6} /> : null}
      {preview === null ? null : preview.marks.length === 0 ? <Empty title={t('markPlaces.none')} /> : preview.made === null ? <OnStoredPages {...preview} {...rest} /> : <OnMadePages {...preview} made={preview.made} {...rest} />}
    </Modal>
  );
}

type FormProps = Omit<ComponentProps<typeof MarkPlacesForm>, 'opened'>;

/** Pages of a PDF that is stored: only what is shown of it is read. */
function OnStoredPages({ source, ...form }: FormProps & Pick<MethodOutput<'registration.previewMarks'>, 'source'>) {
  return <MarkPlacesForm {...form} opened={usePdf(source)} />;
}

/** Pages that were made for the preview, as those of an image. */
function OnMadePages({ made, ...form }: FormProps & { readonly made: Uint8Array }) {
  return <MarkPlacesForm {...form} opened={useMadePdf(made)} />;
}
