import { Alert } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import type { Destruction } from '#shared/contract/registration.ts';
import { useWords } from '../../app/use-text.ts';

/** By which act the document was destroyed, when, how and by whom (ARC-04, CARD-03). */
export function DestroyedNote({ destroyed: { actNumber, on, method, persons } }: { readonly destroyed: Destruction }) {
  const { t, day } = useWords();
  return (
    <Alert color="gray" role="status" icon={<IconFlame size={18} aria-hidden />} title={`${t('destruction.ofDocument')} ${t('destruction.ofDocumentBy', { number: actNumber, on: day(on) })}`}>
      {t('destruction.method')}: {method}. {t('destruction.persons')}: {persons.join(', ')}.
    </Alert>
  );
}
