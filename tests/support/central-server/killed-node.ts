/**
 * A server's process that dies by SIGKILL at a named place, as a machine without power: `killed-node.ts FOLDER PLACE PORT`.
 * Without a place it lives. Says `{ "address": … }` when it listens.
 */
import { pino } from 'pino';
import { systemEnvironment } from '../../../src-server/environment.ts';
import { ServerNode } from '../../../src-server/node.ts';

const [dataDirectory = '', place = '', port = '0'] = process.argv.slice(2);
const environment = {
  ...systemEnvironment(),
  crashPoint: (name: string) => {
    if (name === place) process.kill(process.pid, 'SIGKILL');
  },
};
const node = await ServerNode.start({ dataDirectory, storeAddress: null, host: '127.0.0.1', port: Number(port), tls: null, log: pino({ level: 'silent' }), environment });
const organisations = await node.server.administration.organisations();
const organisation = organisations[0]?.organisation ?? (await node.server.administration.createOrganisation('Office'));
const code = organisations.length === 0 ? await node.server.administration.invite(organisation) : null;
process.stdout.write(`${JSON.stringify({ address: node.address, fingerprint: node.fingerprint, code })}\n`);
