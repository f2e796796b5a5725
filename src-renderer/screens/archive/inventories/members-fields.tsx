import { ActionIcon, Autocomplete, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useChoices } from '../../../app/use-choices.ts';
import { useWords } from '../../../app/use-text.ts';
import own from '../../directories/directories.module.css';
import styles from './inventories.module.css';

export interface Member {
  readonly name: string;
  readonly position: string;
}

/** Members that one protocol names at most, as the contract has it. */
const MOST = 20;

/** Who sat in the commission: people of the office, whose post is known, or names that are written. */
export function MembersFields({ members, onMembers }: { readonly members: readonly Member[]; readonly onMembers: (members: readonly Member[]) => void }) {
  const { t } = useWords();
  const people = useChoices().value?.people ?? [];
  const change = (at: number, part: Partial<Member>): void => onMembers(members.map((member, n) => (n === at ? { ...member, ...part } : member)));
  return (
    <fieldset className={own['inner']}>
      <legend>{t('appraisal.members')}</legend>
      {members.map((member, at) => (
        // A line has no name of its own: it is its place.
        <div key={at} className={styles['member']}>
          <Autocomplete
            aria-label={t('appraisal.member', { at: at + 1 })}
            placeholder={t('appraisal.member', { at: at + 1 })}
            maxLength={150}
            data={[...new Set(people.map(({ name }) => name))]}
            value={member.name}
            onChange={(name) => change(at, { name, ...positionOf(people, name) })}
          />
          <TextInput aria-label={t('appraisal.position', { at: at + 1 })} placeholder={t('appraisal.position', { at: at + 1 })} maxLength={150} value={member.position} onChange={(event) => change(at, { position: event.currentTarget.value })} autoComplete="off" />
          <ActionIcon size="1.75rem" aria-label={t('appraisal.removeMember', { at: at + 1 })} disabled={members.length === 1} onClick={() => onMembers(members.filter((_member, n) => n !== at))}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" disabled={members.length >= MOST} onClick={() => onMembers([...members, { name: '', position: '' }])}>
          {t('appraisal.addMember')}
        </Button>
      </div>
    </fieldset>
  );
}

function positionOf(people: readonly { readonly name: string; readonly position: string }[], name: string): Partial<Member> {
  const position = people.find((person) => person.name === name)?.position ?? '';
  return position === '' ? {} : { position };
}
