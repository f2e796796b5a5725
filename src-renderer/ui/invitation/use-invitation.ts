import { useState } from 'react';
import { certificatePrint, enrolmentCode, type Invitation, readInvitationLine, serverAddress } from '#shared/sync/invitation.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';

export type InvitationField = keyof Invitation;
export const INVITATION_FIELDS = ['address', 'code', 'certificate'] as const satisfies readonly InvitationField[];

const READ: Readonly<Record<InvitationField, (written: string) => string | null>> = { address: serverAddress, code: enrolmentCode, certificate: certificatePrint };
const WRONG: Readonly<Record<InvitationField, MessageKey>> = { address: 'error.syncAddress', code: 'error.syncCode', certificate: 'error.syncCertificate' };

export interface WrittenInvitation {
  readonly values: Readonly<Record<InvitationField, string>>;
  readonly errors: Partial<Readonly<Record<InvitationField, MessageKey>>>;
  /** The last change filled all three. */
  readonly filled: boolean;
  readonly write: (field: InvitationField, text: string) => void;
  /** Takes a whole line of an invitation; false where the text is none. */
  readonly takeLine: (text: string) => boolean;
  /** The three parts as they are sent; null, with the errors shown, where one is wrong. */
  readonly read: () => Invitation | null;
}

/** An invitation as it is typed or pasted: three fields, or one line that fills them. */
export function useInvitation(): WrittenInvitation {
  const [values, setValues] = useState<WrittenInvitation['values']>({ address: '', code: '', certificate: '' });
  const [errors, setErrors] = useState<WrittenInvitation['errors']>({});
  const [filled, setFilled] = useState(false);

  function takeLine(text: string): boolean {
    const invitation = readInvitationLine(text);
    if (invitation === null) return false;
    setValues({ ...invitation });
    setErrors({});
    setFilled(true);
    return true;
  }
  return {
    values,
    errors,
    filled,
    takeLine,
    write: (field, text) => {
      if (takeLine(text)) return;
      setFilled(false);
      setValues((before) => ({ ...before, [field]: text }));
      setErrors(({ [field]: _mended, ...others }) => others);
    },
    read: () => {
      const { address, code, certificate } = { address: READ.address(values.address), code: READ.code(values.code), certificate: READ.certificate(values.certificate) };
      if (address !== null && code !== null && certificate !== null) return { address, code, certificate };
      setErrors(Object.fromEntries(INVITATION_FIELDS.filter((field) => READ[field](values[field]) === null).map((field) => [field, WRONG[field]])));
      return null;
    },
  };
}
