import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { Client } from '#shared/rpc/client.ts';
import { usePreferences } from '../state/preferences.ts';
import { ClientProvider } from './client-context.tsx';
import { Desk } from './desk.tsx';
import './day-locales.ts';
import { cssVariables, theme } from './theme.ts';
import { useWords } from './use-text.ts';

/** The whole window around one desk. `env` is `test` where there is no layout. */
export function Root({ client, nonce, env = 'default' }: { readonly client: Client; readonly nonce: string; readonly env?: 'default' | 'test' }) {
  const scheme = usePreferences((preferences) => preferences.scheme);
  const { language, t } = useWords();
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = t('common.product');
  }, [language, t]);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme} getStyleNonce={() => nonce} env={env}>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
        <Notifications position="bottom-right" containerWidth={380} limit={4} autoClose={6000} />
        <ClientProvider client={client}>
          <Desk />
        </ClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
