import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Words } from './use-text.ts';

/** Short notices at the edge; they never hold anything that cannot be found elsewhere. */
export interface Toasts {
  done(message: string): void;
  tell(message: string): void;
  fail(message: string): void;
}

export function toastsFor({ t }: Words): Toasts {
  const closeButtonProps = { 'aria-label': t('common.close') };
  return {
    done: (message) => void notifications.show({ message, icon: <IconCheck size={16} aria-hidden />, color: 'ink', closeButtonProps }),
    tell: (message) => void notifications.show({ message, icon: <IconInfoCircle size={16} aria-hidden />, color: 'gray', closeButtonProps }),
    // A failure stays until it is read.
    fail: (message) => void notifications.show({ message, icon: <IconAlertTriangle size={16} aria-hidden />, color: 'red', autoClose: false, closeButtonProps }),
  };
}
