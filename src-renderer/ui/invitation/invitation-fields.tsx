import { TextInput } from '@mantine/core';
import type { ClipboardEvent } from 'react';
import { useWords } from '../../app/use-text.ts';
import styles from './invitation-fields.module.css';
import { INVITATION_FIELDS, type InvitationField, type WrittenInvitation } from './use-invitation.ts';

const TEXTS = {
  address: { label: 'sync.address', hint: 'sync.addressHint' },
  code: { label: 'sync.code', hint: 'sync.codeHint' },
  certificate: { label: 'sync.fingerprint', hint: 'sync.fingerprintHint' },
} as const;

interface Props {
  readonly invitation: WrittenInvitation;
  readonly focused?: boolean;
  /** Shown and not to be changed, while it is used. */
  readonly locked?: boolean;
}

/** Address, code and fingerprint; the pasted line of an invitation fills all three. */
export function InvitationFields({ invitation, focused = false, locked = false }: Props) {
  const { t } = useWords();
  const { values, errors, filled, write, takeLine } = invitation;

  function paste(event: ClipboardEvent<HTMLInputElement>): void {
    // A field of one line would join the parts of a broken line before they are read.
    if (takeLine(event.clipboardData.getData('text'))) event.preventDefault();
  }
  const error = (field: InvitationField): string | null => {
    const key = errors[field];
    return key === undefined ? null : t(key);
  };

  return (
    <div className={styles['fields']}>
      {INVITATION_FIELDS.map((field) => (
        <TextInput
          key={field}
          className={styles[field]}
          label={t(TEXTS[field].label)}
          description={t(TEXTS[field].hint)}
          value={values[field]}
          error={error(field)}
          readOnly={locked}
          autoFocus={focused && field === 'address'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={600}
          onPaste={paste}
          onChange={(event) => write(field, event.currentTarget.value)}
        />
      ))}
      <p className={`quiet ${styles['filled']}`} role="status">
        {filled ? t('sync.filled') : null}
      </p>
    </div>
  );
}
