import { IconCloud, IconCloudOff, IconCloudPause, IconCloudX, IconDeviceDesktop, IconPlugConnectedX } from '@tabler/icons-react';
import type { SyncState } from '#shared/contract/sync-state.ts';

/** A picture for each state of the link; the word always stands beside it. */
export const LINK_ICONS = {
  standalone: IconDeviceDesktop,
  offline: IconCloudOff,
  online: IconCloud,
  paused: IconCloudPause,
  refused: IconCloudX,
  revoked: IconPlugConnectedX,
} as const satisfies Record<SyncState['link'], unknown>;
