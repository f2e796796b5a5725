// Before all parts, whose own styles then have the last word.
import './styles/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '#shared/rpc/client.ts';
import { readStyleNonce } from './app/style-nonce.ts';
import { Root } from './app/root.tsx';
import { createTransport } from './transport/index.ts';

const nonce = readStyleNonce();
const client = createClient(createTransport(), () => crypto.randomUUID());
const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the program');

createRoot(place).render(
  <StrictMode>
    <Root client={client} nonce={nonce} />
  </StrictMode>,
);
