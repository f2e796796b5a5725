import { useState } from 'react';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

/** Tells those who manage accounts that the own account was used by another (NOT-05, SEC-16). */
export function CompromiseDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  // The same report, sent again after a lost answer, is one report.
  const [reportId, setReportId] = useState(() => crypto.randomUUID());
  const report = useCall((client, input: { readonly reportId: string; readonly words: string }, options) => client.notifications.reportCompromise(input, options));

  async function send(told: string): Promise<void> {
    if ((await report.run({ reportId, words: told })) === null) return;
    setReportId(crypto.randomUUID());
    toastsFor(words).done(t('notice.compromise.reported'));
    onClose();
  }

  return <ReasonDialog opened={opened} title={t('notice.compromise')} explain={t('notice.compromise.hint')} action={t('notice.compromise.report')} call={report} onClose={onClose} onReason={(told) => void send(told)} />;
}
