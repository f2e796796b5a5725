import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFilter, IconLayoutList, IconFileText, IconForms } from '@tabler/icons-react';
import { useWords } from '../app/use-text.ts';
import type { PaneState } from './use-panes.ts';
import styles from './pane-switch.module.css';

const ICONS = { filters: IconFilter, list: IconLayoutList, card: IconForms, viewer: IconFileText } as const;
export type PaneId = keyof typeof ICONS;

/** Opens and closes the parts of a room. */
export function PaneSwitch({ panes, state }: { readonly panes: readonly PaneId[]; readonly state: PaneState }) {
  const { t } = useWords();
  return (
    <div className={styles['switch']} role="group" aria-label={t('common.panes')}>
      {panes.map((pane) => {
        const Icon = ICONS[pane];
        const open = !state.closed.includes(pane);
        return (
          <Tooltip key={pane} label={t(`common.pane.${pane}`)}>
            <ActionIcon size="1.75rem" aria-label={t(`common.pane.${pane}`)} aria-pressed={open} className={styles['button']} onClick={() => state.toggle(pane)}>
              <Icon size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}
