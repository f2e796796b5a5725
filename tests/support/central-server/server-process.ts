/**
 * A server in a process of its own that tells how much memory it holds: `server-process.ts FOLDER`. Says
 * `{ address, fingerprint, codes }` when it listens, and its resident bytes for each line that it is sent.
 */
import { pino } from 'pino';
import { ServerNode } from '../../../src-server/node.ts';

const [dataDirectory = ''] = process.argv.slice(2);
const node = await ServerNode.start({ dataDirectory, storeAddress: null, host: '127.0.0.1', port: 0, tls: null, log: pino({ level: 'silent' }) });
const organisation = await node.server.administration.createOrganisation('Office');
const codes = [await node.server.administration.invite(organisation), await node.server.administration.invite(organisation)];
process.stdout.write(`${JSON.stringify({ address: node.address, fingerprint: node.fingerprint, codes })}\n`);
process.stdin.on('data', () => process.stdout.write(`${process.memoryUsage().rss}\n`));
