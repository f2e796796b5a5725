import { Button, PasswordInput } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { AgreedText, OwnAcknowledgement } from '#shared/contract/acknowledgements.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { OPEN_STATES } from '#shared/domain/acknowledgement.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './acknowledgements.module.css';
import { StateText } from './state-text.tsx';

const KEY = 'Alt+Y';

/** What the person at the window has to acknowledge of this document: the words, the term, and the key that says so. */
export function OwnAcknowledgements({ documentId }: { readonly documentId: string }) {
  const answer = useAsk(`acknowledgements:${documentId}`, (client, options) => client.acknowledgements.ofDocument({ documentId }, options), ['cards']);
  // The first that is due has the key; another list of the same document is rare and follows it.
  const [item] = answer.value?.own.filter(({ state }) => OPEN_STATES.includes(state)) ?? [];
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  return item === undefined ? null : <OwnAction key={item.listId} item={item} />;
}

function OwnAction({ item }: { readonly item: OwnAcknowledgement }) {
  const words = useWords();
  const { t } = words;
  const signs = item.form === 'signature';
  // The password once more is the employee's simple signature (ACK-06).
  const byPassword = item.form === 'simple';
  const [password, setPassword] = useState('');
  const me = useDesk((desk) => desk.person?.name ?? '');
  const contract = item.withDocument;
  // Documents of one conclusion are acknowledged together (ACK-10).
  const mine = useAsk(contract === null ? null : 'acknowledgements.mine', (client, options) => client.acknowledgements.mine({}, options), ['cards']);
  const items = [item, ...(mine.value?.items ?? []).filter((other) => other.listId !== item.listId && other.form === item.form && other.withDocument?.documentId === contract?.documentId)];
  const signedDocument = contract?.documentId ?? item.document.documentId;
  const made = useAsk(signs ? `signing.made:${signedDocument}` : null, (client, options) => client.signing.made({ subject: { documentId: signedDocument } }, options), ['cards']);
  const signature = made.value?.signatures.toSorted((one, other) => (one.madeAt < other.madeAt ? 1 : -1)).find(({ madeBy }) => madeBy === me) ?? null;
  // The same press twice is one step.
  const [stepId] = useState(() => crypto.randomUUID());
  const call = useCall((client, given: MethodInput<'acknowledgements.acknowledge'>, options) => client.acknowledgements.acknowledge(given, options));
  const textOf = ({ texts }: OwnAcknowledgement): AgreedText | undefined => texts.find(({ language }) => language === words.language) ?? texts[0];
  const ready = byPassword ? password !== '' : !signs || signature !== null;

  function run(): void {
    if (!ready || call.running) return;
    const documents = items.flatMap((one) => {
      const agreed = textOf(one);
      return agreed === undefined ? [] : [{ listId: one.listId, agreed }];
    });
    void call.run({ stepId, way: byPassword ? 'simple' : signs ? 'signature' : 'system', documents, signature: signature === null ? null : { documentId: signedDocument, sha256: signature.file.sha256 }, ...(byPassword ? { password } : {}) }).then((done) => {
      setPassword('');
      if (done !== null) toastsFor(words).done(t('acknowledgement.done'));
    });
  }
  useScreenShortcuts(ready ? [{ id: 'acknowledge', keys: [KEY], label: 'shortcut.acknowledge', group: 'screen', run }] : []);

  return (
    <section className={styles['own']} aria-label={t('acknowledgement.own')}>
      <p>
        <strong>{t('acknowledgement.own')}</strong> {t('acknowledgement.ownTerm', { day: words.day(item.dueOn) })} · <span className="quiet">{t('acknowledgement.sentBy', { time: words.instant(item.sentAt), name: item.sentBy })}</span>
      </p>
      {item.note === '' ? null : <p>{item.note}</p>}
      <ul className={styles['texts']}>
        {items.map((one) => {
          const agreed = textOf(one);
          return (
            <li key={one.listId} lang={agreed?.language}>
              «{agreed?.text}»
            </li>
          );
        })}
      </ul>
      {byPassword ? <PasswordInput className={styles['password']} label={t('simpleSignature.password')} value={password} autoComplete="current-password" onChange={(event) => setPassword(event.currentTarget.value)} onKeyDown={(event) => (event.key === 'Enter' ? run() : undefined)} /> : null}
      <div className={styles['line']}>
        <Button leftSection={<IconEyeCheck size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>{KEY}</kbd>} disabled={!ready} loading={call.running} onClick={run}>
          {t(byPassword ? 'simpleSignature.acknowledge' : signs ? 'acknowledgement.readSigned' : 'acknowledgement.read')}
        </Button>
        <span>
          <StateText person={{ ...item, mark: null }} />
        </span>
      </div>
      {ready || byPassword ? null : <p className="quiet">{t('acknowledgement.signFirst')}</p>}
      {call.error === null ? null : <ErrorNote error={call.error} />}
    </section>
  );
}
