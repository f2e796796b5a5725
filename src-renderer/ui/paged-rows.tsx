import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../app/use-text.ts';

const PAGE = 100;

/** The beginning of a long list and the way to more of it: a thousand rows drawn at once would hold the window up. */
export function usePagedRows<Row>(rows: readonly Row[], page = PAGE): { readonly shown: readonly Row[]; readonly more: ReactNode } {
  const [most, setMost] = useState(page);
  return { shown: rows.slice(0, most), more: <MoreRows shown={Math.min(most, rows.length)} total={rows.length} onMore={() => setMost((before) => before + page)} /> };
}

interface Props {
  readonly shown: number;
  readonly total: number;
  readonly onMore: () => void;
}

/** How much of a list is drawn, and the button for more; nothing where all of it is. */
export function MoreRows({ shown, total, onMore }: Props) {
  const { t, number } = useWords();
  if (shown >= total) return null;
  return (
    <Group gap="sm">
      <p className="quiet">{t('common.shown', { shown: number(shown), total: number(total) })}</p>
      <Button variant="default" onClick={onMore}>
        {t('common.more')}
      </Button>
    </Group>
  );
}
