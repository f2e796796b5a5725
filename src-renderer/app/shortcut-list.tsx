import { Modal } from '@mantine/core';
import { activeShortcuts, type ShortcutGroup, useShortcuts } from '../state/shortcuts.ts';
import styles from './shortcut-list.module.css';
import { useWords } from './use-text.ts';

const GROUPS: readonly ShortcutGroup[] = ['screen', 'card', 'list', 'everywhere'];

/** All keys that answer on this screen, taken from what really listens. */
export function ShortcutList({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const layers = useShortcuts((state) => state.layers);
  const shortcuts = activeShortcuts(layers).filter(({ keys }) => keys.length > 0);
  return (
    <Modal opened={opened} onClose={onClose} title={t('shortcut.title')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={styles['groups']}>
        {GROUPS.map((group) => {
          const own = shortcuts.filter((shortcut) => shortcut.group === group);
          if (own.length === 0) return null;
          return (
            <section key={group}>
              <h3 className={styles['heading']}>{t(`shortcut.group.${group}`)}</h3>
              <dl className={styles['keys']}>
                {own.map((shortcut) => (
                  <div key={shortcut.id}>
                    <dt>{t(shortcut.label)}</dt>
                    <dd>
                      {shortcut.keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
