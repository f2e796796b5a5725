import { NativeSelect } from '@mantine/core';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

const BYTES_OF_KILOBIT = 125;
/** Speeds as lines are sold, in kilobits a second. */
const OFFERED = [64, 128, 256, 512, 1000, 2000, 5000, 10_000];

interface Props {
  readonly bytesPerSecond: number | null;
  readonly onChanged: () => void;
}

/** How much of a slow line the files may take. */
export function BandwidthField({ bytesPerSecond, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const set = useCall((client, value: number | null, options) => client.sync.setBandwidth({ bytesPerSecond: value }, options));
  const speeds = OFFERED.map((kilobits) => kilobits * BYTES_OF_KILOBIT);
  // One that was set elsewhere is shown as it is.
  const all = bytesPerSecond === null || speeds.includes(bytesPerSecond) ? speeds : [...speeds, bytesPerSecond].toSorted((one, other) => one - other);

  async function choose(value: string): Promise<void> {
    if ((await set.run(value === '' ? null : Number(value))) === null) return;
    toastsFor(words).done(t('sync.saved'));
    onChanged();
  }

  return (
    <div>
      <NativeSelect
        label={t('sync.bandwidth')}
        description={t('sync.bandwidthHint')}
        maw={420}
        disabled={set.running}
        value={bytesPerSecond === null ? '' : String(bytesPerSecond)}
        onChange={(event) => void choose(event.currentTarget.value)}
        data={[{ value: '', label: t('sync.bandwidth.none') }, ...all.map((speed) => ({ value: String(speed), label: t('sync.bandwidth.kilobits', { count: words.number(speed / BYTES_OF_KILOBIT) }) }))]}
      />
      {set.error === null ? null : <ErrorNote error={set.error} />}
    </div>
  );
}
