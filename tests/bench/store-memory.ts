/** A desk in a process of its own that is searched, paged and written to; prints its resident memory in MiB. */
import { randomUUID } from 'node:crypto';
import { searchMix } from './search-mix.ts';
import { openBenchDesk } from './store-office.ts';
import { anotherLetter, requisitesFor } from './store-requisites.ts';

const { desk, registrar, executor } = await openBenchDesk(process.argv[2] ?? '');
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
for (const client of [registrar, executor]) {
  for (const { text } of searchMix()) {
    await client.search.page({ text });
    await client.search.facets({ text });
  }
}
const requisites = await requisitesFor(registrar);
for (let at = 0; at < 200; at += 1) await registrar.registration.register({ requestId: randomUUID(), letterId: null, requisites: { ...requisites, ...anotherLetter() } });
clearInterval(watch);
await desk.close();
process.stdout.write(`${peak / 1024 / 1024}\n`);
