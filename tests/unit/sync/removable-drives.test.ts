import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountPoints, systemDrives } from '../../../src-main/sync/stick/removable-drives.ts';

afterEach(() => vi.unstubAllEnvs());

describe('drives that can be carried', () => {
  it('are read from what the kernel of Linux says is mounted, names with spaces among them', () => {
    const mountinfo = [
      String.raw`36 25 8:17 / /media/olena/KINGSTON\040A\134B rw,nosuid,nodev,relatime shared:24 - vfat /dev/sdb1 rw`,
      '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '',
    ].join('\n');
    expect(mountPoints(mountinfo)).toEqual([String.raw`/media/olena/KINGSTON A\B`, '/']);
  });

  it('are also the folders that the administrator names, while they are there', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-stick-'));
    vi.stubEnv('CHANCERY_STICKS', [folder, path.join(folder, 'gone')].join(path.delimiter));
    const drives = await systemDrives();
    expect(drives).toContainEqual({ folder, name: path.basename(folder) });
    expect(drives.map((drive) => drive.folder)).not.toContain(path.join(folder, 'gone'));
    expect(drives.map((drive) => drive.folder)).not.toContain('/');
  });
});
