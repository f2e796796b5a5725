import { Button, Group, Modal, Stack } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { COPIED_DESK_PROBLEM, type PrintItem } from '#shared/contract/printing.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';

const FINISHED: ReadonlySet<PrintItem['state']> = new Set(['printed', 'cancelled', 'failed']);
const CANCELLABLE: ReadonlySet<PrintItem['state']> = new Set(['waiting', 'making', 'printing', 'failed']);

/** Waits for a person's word, since another life of this desk's folder may have printed it. */
function isHeld({ state, problem }: PrintItem): boolean {
  return state === 'failed' && problem?.message === COPIED_DESK_PROBLEM;
}

/** The print queue of this desk: where each document is, and what a person can do about it. */
export function PrintQueue({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const queue = useAsk('printing.queue', (client, options) => client.printing.queue({}, options), ['printing']);
  const cancel = useCall((client, itemId: string, options) => client.printing.cancel({ itemId }, options));
  const retry = useCall((client, itemId: string, options) => client.printing.retry({ itemId }, options));
  const clear = useCall((client, _input: null, options) => client.printing.clear({}, options));
  const release = useCall((client, _input: null, options) => client.printing.release({}, options));
  const error = [queue.error, cancel.error, retry.error, release.error, clear.error].find((one) => one !== null) ?? null;
  const items = queue.value?.items ?? [];
  const held = items.filter(isHeld).length;

  return (
    <Modal opened onClose={onClose} size="70rem" title={t('printing.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        {error === null ? null : <ErrorNote error={error} />}
        {queue.value === null && queue.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null}
        {queue.value?.items.length === 0 ? <Empty icon={<IconPrinter size={40} stroke={1.2} aria-hidden />} title={t('printing.empty')} hint={t('printing.emptyHint')} /> : null}
        {queue.value === null || queue.value.total <= items.length ? null : <p className="quiet">{t('common.shown', { shown: items.length, total: queue.value.total })}</p>}
        {items.length === 0 ? null : (
          <WideTable label={t('printing.title')}>
            <thead>
              <tr>
                <th scope="col">{t('printing.document')}</th>
                <th scope="col">{t('printing.what')}</th>
                <th scope="col">{t('printing.printer')}</th>
                <th scope="col">{t('printing.state')}</th>
                <th scope="col">{t('printing.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.itemId}>
                  <td>
                    {item.registrationIndex}
                    <p className="quiet">{item.subject}</p>
                  </td>
                  <td>{t(`printing.form.${item.form}`)}</td>
                  <td>
                    {item.printer}
                    <p className="quiet">{t('printing.copiesCount', { count: words.number(item.copies) })}</p>
                  </td>
                  <td>
                    {t(isHeld(item) ? 'printing.held' : `printing.state.${item.state}`)}
                    {item.problem === null ? null : <p>{words.tKnown(item.problem.message, 'printing.problem.other', item.problem.params)}</p>}
                  </td>
                  <td>
                    <Group gap={4} wrap="nowrap">
                      {item.state === 'failed' ? (
                        <Button variant="default" size="compact-sm" aria-label={t('printing.actionOf', { action: t('common.again'), index: item.registrationIndex })} onClick={() => void retry.run(item.itemId)}>
                          {t('common.again')}
                        </Button>
                      ) : null}
                      {CANCELLABLE.has(item.state) ? (
                        <Button variant="default" size="compact-sm" aria-label={t('printing.actionOf', { action: t('common.cancel'), index: item.registrationIndex })} onClick={() => void cancel.run(item.itemId)}>
                          {t('common.cancel')}
                        </Button>
                      ) : null}
                    </Group>
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        )}
        {held === 0 ? null : <p>{t('printing.releaseHint')}</p>}
        <Group justify="flex-end" gap="xs">
          {held === 0 ? null : (
            <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={release.running} onClick={() => void release.run(null)}>
              {t('printing.release', { count: words.number(held) })}
            </Button>
          )}
          <Button variant="default" disabled={!items.some(({ state }) => FINISHED.has(state))} loading={clear.running} onClick={() => void clear.run(null)}>
            {t('printing.clear')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
