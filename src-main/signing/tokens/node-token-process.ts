/** Entry of the token process under Node. */
import { nodePort } from '../../jobs/node-port.ts';
import { serveTokens } from './serve-tokens.ts';

serveTokens(nodePort());
