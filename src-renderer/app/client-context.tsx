import { createContext, type ReactNode, use } from 'react';
import type { Client } from '#shared/rpc/client.ts';

const ClientContext = createContext<Client | null>(null);

/** Gives the screens their desk; tests hand in another one. */
export function ClientProvider({ client, children }: { readonly client: Client; readonly children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function useClient(): Client {
  const client = use(ClientContext);
  if (client === null) throw new Error('ClientProvider is missing');
  return client;
}
