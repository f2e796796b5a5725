/**
 * Finding a correspondent while typing, in a directory of 50,000.
 *
 *   node tests/bench/correspondents.bench.ts [number of entries]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FindCorrespondents } from '../../src-main/correspondents/find-correspondents.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { Store } from '../../src-main/store/store.ts';

const COUNT = Number(process.argv[2] ?? 50_000);
const KINDS = ['Комунальний заклад «Школа', 'Районний суд', 'ТОВ', 'Приватне підприємство', 'Управління освіти', 'Департамент охорони здоров’я', 'Мектеп-гимназия', 'ЖШС', 'Университет', 'Инспекция труда'];
const NAMES = ['Шевченко', 'Іваненко', 'Бондаренко', 'Асанов', 'Қасымов', 'Ахметова', 'Ткаченко', 'Мельник', 'Коваленко', 'Нұрланов', 'Сидоренко', 'Өмүралиев', 'Гончарук', 'Жумабаев', 'Петренко', 'Лисенко'];
const TOWNS = ['Харків', 'Київ', 'Львів', 'Семей', 'Алматы', 'Бішкек', 'Ош', 'Полтава', 'Суми', 'Житомир', 'Қарағанды', 'Тараз', 'Нарын', 'Одеса', 'Чернівці', 'Ужгород'];
const SYLLABLES = ['ба', 'ве', 'го', 'ду', 'жи', 'за', 'ке', 'ло', 'мі', 'на', 'по', 'ру', 'са', 'те', 'фо', 'ху', 'це', 'ша'];

let seed = 1;
const below = (limit: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % limit;
};
const pick = <Value>(from: readonly Value[]): Value => from[below(from.length)] as Value;
const madeUp = (): string => {
  const word = Array.from({ length: 3 + below(2) }, () => pick(SYLLABLES)).join('');
  return `${(word[0] ?? '').toUpperCase()}${word.slice(1)}`;
};

const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
const store = await Store.open(folder, systemEnvironment());
const begun = performance.now();
for (let at = 0; at < COUNT; at += 500) {
  store.commit((transaction) => {
    for (let one = at; one < Math.min(COUNT, at + 500); one += 1) {
      const name = `${pick(KINDS)} ${madeUp()} ${pick(NAMES)} № ${one} ${pick(TOWNS)}`;
      transaction.append({ kind: 'correspondent.defined', entity: `c${one}`, stream: 'main', actor: null, payload: { correspondentId: `c${one}`, name, otherNames: [], category: 'institution', letter: '', address: '', email: '', code: String(10_000_000 + one), note: '', headOnlyLifted: false } });
    }
  });
}
process.stdout.write(`${COUNT} entries written in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
const find = new FindCorrespondents(store.database);
for (const text of ['ш', 'шк', 'школ', 'школа', 'школа шевч', 'школа шевченко хар', 'Shevchenko Kharkiv', 'Шевчнеко Харків', 'Карагандинськй', 'нема такого', 'КЗ', 'школа 4711', '10004711', 'районний суд київ']) {
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    find.find(text, 12);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  process.stdout.write(`${text.padEnd(22)} ${String(find.find(text, 12).length).padStart(3)} found  median ${(times[10] ?? 0).toFixed(1)} ms  worst ${(times[19] ?? 0).toFixed(1)} ms\n`);
}
store.close();
rmSync(folder, { recursive: true });
