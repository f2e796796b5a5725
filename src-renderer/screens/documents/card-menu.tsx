import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsExchange, IconBan, IconDots, IconWriting } from '@tabler/icons-react';
import type { Card } from '#shared/contract/registration.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { HandoverDialog } from '../day-papers/handover-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';

interface Props {
  readonly card: Card;
  readonly version: string;
  readonly choices: Choices;
  readonly onChanged: () => void;
}

/** Rare and final things: a number taken out of use, a registration put into another journal. */
export function CardMenu({ card, version, choices, onChanged }: Props) {
  const { t } = useWords();
  const [voiding, voidIt] = useDisclosure(false);
  const [moving, move] = useDisclosure(false);
  const [handing, hand] = useDisclosure(false);
  const call = useCall((client, given: { reason: string; returnLetter: boolean }, options) => client.registration.void({ documentId: card.documentId, basedOn: version, ...given }, options));
  useScreenShortcuts([
    { id: 'move', keys: [], label: 'document.move', group: 'screen', run: move.open },
    { id: 'void', keys: [], label: 'document.void', group: 'screen', run: voidIt.open },
  ]);
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon aria-label={t('document.more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconWriting size={16} aria-hidden />} onClick={hand.open}>
            {t('dayPapers.handoverOne')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={move.open}>
            {t('document.move')}
          </Menu.Item>
          <Menu.Item leftSection={<IconBan size={16} aria-hidden />} onClick={voidIt.open}>
            {t('document.void')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ReasonDialog
        opened={voiding}
        title={t('document.void')}
        explain={t(card.files.length > 0 ? 'document.voidExplainLetter' : 'document.voidExplain', { index: card.registrationIndex })}
        action={t('document.void')}
        call={call}
        onClose={voidIt.close}
        onReason={(reason) =>
          void call.run({ reason, returnLetter: card.medium === 'electronic' && card.files.length > 0 }).then((done) => {
            if (done === null) return;
            voidIt.close();
            onChanged();
          })
        }
      />
      <HandoverDialog opened={handing} documents={new Map([[card.documentId, card.registrationIndex]])} onClose={hand.close} onMade={onChanged} />
      {moving ? <MoveDialog card={card} version={version} choices={choices} onClose={move.close} /> : null}
    </>
  );
}
