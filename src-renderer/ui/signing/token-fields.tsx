import { Button, NativeSelect } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import type { TokenModule } from '#shared/contract/signing.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../error-note.tsx';
import { SecretField } from '../fields/secret-field.tsx';
import { SlowLoading } from '../slow-loading.tsx';
import type { ChosenToken, SignField } from './chosen-key.ts';
import styles from './sign-form.module.css';

interface Props {
  readonly chosen: ChosenToken | null;
  readonly errors: Readonly<Partial<Record<SignField, string>>>;
  readonly busy: boolean;
  readonly onChosen: (chosen: ChosenToken | null) => void;
  /** The fields are there now. */
  readonly onShown: () => void;
}

interface Found extends ChosenToken {
  readonly text: string;
  readonly pinTries: TokenModule['tokens'][number]['pinTries'];
}

/**
 * Which token, and its PIN, which stands nowhere but in its field. Looking for tokens costs none of a token's tries; what
 * stands in a library's way is told beside the tokens of the others.
 */
export function TokenFields({ chosen, errors, busy, onChosen, onShown }: Props) {
  const { t } = useWords();
  const found = useAsk('signing.tokens', (client, options) => client.signing.tokens({}, options));
  const modules = found.value?.modules ?? null;
  const tokens = (modules ?? []).flatMap(tokensOf);
  const usable = tokens.filter(({ pinTries }) => pinTries !== 'none');
  const [only] = usable.length === 1 ? usable : [];
  const known = chosen === null ? undefined : tokens.find((token) => nameOf(token) === nameOf(chosen));

  const shown = modules !== null;
  const tellShown = useEffectEvent(onShown);
  useEffect(() => {
    if (shown) tellShown();
  }, [shown]);

  // What is shown is what is taken: a token that is gone is not, and the only one is.
  useEffect(() => {
    if (modules === null) return;
    const next = known ?? only ?? null;
    if ((next === null ? null : nameOf(next)) !== (chosen === null ? null : nameOf(chosen))) onChosen(next === null ? null : tokenOf(next));
  });

  if (found.error !== null) return <ErrorNote error={found.error} again={found.again} />;
  if (modules === null) return <SlowLoading label={t('signing.findingTokens')} lines={2} />;
  const again = (
    <div>
      <Button variant="default" disabled={busy} data-sign-field={tokens.length === 0 ? 'token' : undefined} leftSection={<IconRefresh size={16} aria-hidden />} onClick={found.again}>
        {t('signing.findTokens')}
      </Button>
    </div>
  );
  return (
    <>
      {modules.length === 0 ? <p role="status">{t('signing.noModules')}</p> : null}
      {modules.map(({ module, problem }) =>
        problem === null ? null : (
          <p key={module} role="status" className={styles['name']}>
            {t(`signing.token.${problem}`)} <span className="quiet">{module}</span>
          </p>
        ),
      )}
      {tokens.length === 0 ? (
        <>
          {modules.some(({ problem }) => problem === null) ? <p role="status">{t('signing.noTokens')}</p> : null}
          {errors.token === undefined ? null : (
            <p role="alert" className={styles['wrong']}>
              {errors.token}
            </p>
          )}
          {again}
        </>
      ) : (
        <>
          <NativeSelect
            data-sign-field="token"
            label={t('signing.tokenChoice')}
            disabled={busy}
            value={known === undefined ? '' : nameOf(known)}
            onChange={(event) => {
              const next = tokens.find((token) => nameOf(token) === event.currentTarget.value);
              onChosen(next === undefined ? null : tokenOf(next));
            }}
            data={[
              ...(known === undefined ? [{ value: '', label: t('signing.chooseToken') }] : []),
              ...tokens.map((token) => ({ value: nameOf(token), label: token.pinTries === 'none' ? t('signing.tokenLocked', { token: token.text }) : token.text, disabled: token.pinTries === 'none' })),
            ]}
            error={errors.token}
          />
          <SecretField
            data-sign-field="pin"
            label={t('signing.pin')}
            description={known === undefined || known.pinTries === 'not-told' ? t('signing.pinHint') : t(`signing.pinTries.${known.pinTries}`)}
            disabled={busy}
            maxLength={64}
            error={errors.pin}
          />
          {again}
        </>
      )}
    </>
  );
}

function tokensOf({ module, tokens }: TokenModule): Found[] {
  return tokens.map(({ slot, serialNumber, label, model, pinTries }) => ({ module, slot, serialNumber, pinTries, text: [label, model, serialNumber].filter((part) => part !== '').join(' · ') }));
}

function tokenOf({ module, slot, serialNumber }: ChosenToken): ChosenToken {
  return { module, slot, serialNumber };
}

function nameOf({ module, slot, serialNumber }: ChosenToken): string {
  return [module, slot, serialNumber].join('\n');
}
