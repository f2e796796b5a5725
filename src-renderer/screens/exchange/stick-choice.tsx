import { Radio } from '@mantine/core';
import type { RemovableDrive } from '#shared/contract/stick.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './stick.module.css';

interface Props {
  readonly drives: readonly RemovableDrive[];
  readonly chosen: string | null;
  readonly disabled: boolean;
  readonly onChoose: (id: string) => void;
}

/** Which stick: its name, the room on it, the answers that lie there. */
export function StickChoice({ drives, chosen, disabled, onChoose }: Props) {
  const { t } = useWords();
  return (
    <Radio.Group label={t(drives.length === 1 ? 'sync.stick.one' : 'sync.stick.choose')} value={chosen} onChange={onChoose}>
      <div className={styles['drives']}>
        {drives.map((drive) => (
          <Radio key={drive.id} value={drive.id} disabled={disabled} label={<Name drive={drive} namesakes={drives.some(({ id, name }) => name === drive.name && id !== drive.id)} />} />
        ))}
      </div>
    </Radio.Group>
  );
}

/** @param namesakes sticks of one maker bear one name; their places tell them apart */
function Name({ drive: { id, name, free, answers }, namesakes }: { readonly drive: RemovableDrive; readonly namesakes: boolean }) {
  const { t, number, size } = useWords();
  return (
    <>
      <span className={styles['name']}>{name}</span>
      <Fact text={free === null ? t('sync.stick.freeUnknown') : t('sync.stick.free', { size: size(free) })} />
      {answers.length === 0 ? null : <Fact text={t('sync.stick.answersThere', { count: number(answers.length) })} />} {namesakes ? <span className={styles['place']}>{id}</span> : null}
    </>
  );
}

function Fact({ text }: { readonly text: string }) {
  return (
    <>
      {' '}
      <span className={styles['fact']}>· {text}</span>
    </>
  );
}
