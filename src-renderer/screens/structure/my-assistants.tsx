import { Modal } from '@mantine/core';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { Absences } from './absences.tsx';
import { Delegations } from './delegations.tsx';

/** What a person sets for himself: his assistants and deputies (RES-12), for whom he acts, when he is away. */
export function MyAssistants({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} size="min(960px, 95vw)" title={t('delegation.mine')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <OwnSettings />
    </Modal>
  );
}

function OwnSettings() {
  const { t } = useWords();
  const overview = useAsk('structure.overview', (client, options) => client.structure.overview({}, options), ['directories', 'cards']);
  if (overview.error !== null && overview.value === null) return <ErrorNote error={overview.error} again={overview.again} />;
  if (overview.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  if (overview.value.ownPersonIds.length === 0) return <p className="quiet">{t('delegation.noPerson')}</p>;
  return (
    <>
      <Delegations overview={overview.value} show="givenByMe" />
      <Delegations overview={overview.value} show="givenToMe" />
      <Absences overview={overview.value} of="oneself" ownOnly />
    </>
  );
}
