import { Splitter } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../app/use-text.ts';
import { usePreferences } from '../state/preferences.ts';
import styles from './panes.module.css';

export interface Pane {
  readonly id: string;
  /** Width in per cent of the room, when all are open. */
  readonly size: number;
  readonly least: number;
  readonly content: ReactNode;
}

interface Props {
  readonly room: string;
  readonly panes: readonly Pane[];
  readonly closed: readonly string[];
}

/** Parts of a room side by side; widths are kept for each set of open parts. */
export function Panes({ room, panes, closed }: Props) {
  const { t } = useWords();
  const layout = usePreferences((preferences) => preferences.panes[room]);
  const setPanes = usePreferences((preferences) => preferences.setPanes);
  const open = panes.filter((pane) => !closed.includes(pane.id));
  const key = open.map((pane) => pane.id).join(' ');
  const only = open[0];
  if (open.length === 1 && only !== undefined) return <div className={styles['single']}>{only.content}</div>;

  const saved = layout?.sizes[key];
  const sum = open.reduce((total, pane) => total + pane.size, 0);
  return (
    <Splitter
      key={key}
      className={styles['panes']}
      lineSize={1}
      withHandle={false}
      attributes={{ handle: { 'aria-label': t('common.resizePanes') } }}
      onResizeEnd={(_handle, sizes) => setPanes(room, { closed, sizes: { ...layout?.sizes, [key]: sizes.map(Number) } })}
    >
      {open.map((pane, at) => (
        <Splitter.Pane key={pane.id} defaultSize={saved?.[at] ?? (pane.size / sum) * 100} min={pane.least} className={styles['pane']}>
          {pane.content}
        </Splitter.Pane>
      ))}
    </Splitter>
  );
}
