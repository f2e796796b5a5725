import { Button, Group } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import type { ResolutionOfDocument, ResolutionPlace } from '#shared/contract/resolutions.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { ControlLine } from './control-line.tsx';
import { ResolutionEditor } from './resolution-editor.tsx';
import { ResolutionNode } from './resolution-node.tsx';
import styles from './resolutions.module.css';

interface Props {
  readonly documentId: string;
  /** Brings this part before the person, whatever part he looks at. */
  readonly onShow: () => void;
  readonly onChanged: () => void;
}

/** Resolutions of a document as a tree, what the person may do in it, and the control of its execution. */
export function ResolutionsSection({ documentId, onShow, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const answer = useAsk(`resolutions.ofDocument:${documentId}`, (client, options) => client.resolutions.ofDocument({ documentId }, options), ['cards', 'directories']);
  const [editing, setEditing] = useState<ResolutionPlace | null>(null);
  const value = answer.value;
  const first = value?.places.find(({ standing, as }) => standing === null && as !== 'order') ?? value?.places.find(({ standing }) => standing === null) ?? null;
  useScreenShortcuts(first !== null && editing === null ? [{ id: 'resolution', keys: ['F8'], label: 'shortcut.resolution', group: 'screen', run: lay }] : []);
  function lay(): void {
    onShow();
    setEditing(first);
  }

  if (answer.error !== null && value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  const changed = (): void => {
    setEditing(null);
    answer.again();
    onChanged();
  };
  if (editing !== null) {
    return <ResolutionEditor documentId={documentId} place={editing} standing={value.resolutions.find(({ resolutionId }) => resolutionId === editing.standing) ?? null} onDone={changed} onCancel={() => setEditing(null)} />;
  }
  const ids = new Set(value.resolutions.flatMap(({ assignments }) => assignments.map(({ assignmentId }) => assignmentId)));
  // What follows from an assignment that is gone stands at the root: nothing is hidden.
  const roots = value.resolutions.filter(({ source, sourceId }) => source !== 'assignment' || !ids.has(sourceId));
  const open = value.places.filter(({ standing }) => standing === null);

  return (
    <>
      <ControlLine documentId={documentId} control={value.control} maySet={value.maySetControl} obstacle={value.liftObstacle} onChanged={changed} />
      {open.length === 0 ? null : (
        <Group gap="xs" mb="sm">
          {open.map((place) => (
            <Button key={`${place.source}:${place.sourceId}`} variant={place === first ? 'filled' : 'default'} leftSection={<IconGavel size={16} aria-hidden />} rightSection={place === first ? <kbd className={styles['key']}>F8</kbd> : null} onClick={() => setEditing(place)}>
              {placeText(place)}
            </Button>
          ))}
        </Group>
      )}
      {roots.length === 0 ? (
        <Empty icon={<IconGavel size={40} stroke={1.2} aria-hidden />} title={t('resolution.none')} hint={t('resolution.noneHint')} />
      ) : (
        <ul className={styles['tree']} aria-label={t('resolution.title')}>
          {roots.map((resolution) => (
            <ResolutionNode key={resolution.resolutionId} documentId={documentId} resolution={resolution} below={below} placeOf={placeOf} onReplace={setEditing} onChanged={changed} />
          ))}
        </ul>
      )}
    </>
  );

  function below(assignmentId: string): readonly ResolutionOfDocument[] {
    return value?.resolutions.filter(({ source, sourceId }) => source === 'assignment' && sourceId === assignmentId) ?? [];
  }

  function placeOf(resolutionId: string): ResolutionPlace | null {
    return value?.places.find(({ standing }) => standing === resolutionId) ?? null;
  }

  function placeText(place: ResolutionPlace): string {
    if (place.as === 'order') return t('resolution.order');
    if (place.as === 'paper') return t('resolution.enterPaper', { name: place.authorName });
    return place.as === 'onBehalf' ? t('resolution.layFor', { name: place.authorName }) : t('resolution.lay');
  }
}
