/** Entry of the token process under Electron. */
import { serveTokens } from '../../signing/tokens/serve-tokens.ts';
import { utilityPort } from './utility-port.ts';

serveTokens(utilityPort());
