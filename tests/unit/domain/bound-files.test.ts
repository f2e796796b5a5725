import { describe, expect, it } from 'vitest';
import { boundDifferences } from '#shared/domain/bound-files.ts';

const object = (name: string, status: 'intact' | 'altered' | 'not-found' = 'intact', sha256: string | null = name) => ({ name, status, sha256 });
const container = (objects: readonly ReturnType<typeof object>[], unsignedFiles: readonly string[] = []) => ({ fileName: 'order.asice', sha256: 'c', container: 'asic-e' as const, unsignedFiles, signatures: [{ signedObjects: objects }] });
const file = (fileName: string, role: 'main' | 'attachment' | 'signature' = 'attachment', sha256 = fileName) => ({ fileName, role, sha256 });
const named = (...given: Parameters<typeof boundDifferences>) => boundDifferences(...given).map(({ fileName, difference }) => [fileName, difference]);

describe('files that one signature binds', () => {
  it('[VER-11] tells what the manifest finds in the container itself', () => {
    expect(named([container([object('order'), object('one', 'altered'), object('two', 'not-found', null)], ['one', 'three'])], [file('order.asice', 'main', 'c')])).toEqual([['one', 'changed'], ['three', 'added'], ['two', 'missing']]);
  });

  it('[VER-11] compares it with the files beside it, by their bytes; another name alone is no difference', () => {
    const beside = [file('order', 'main'), file('order.asice', 'signature', 'c')];
    expect(named([container([object('order'), object('one')])], [...beside, file('renamed', 'attachment', 'one')])).toEqual([]);
    expect(named([container([object('order'), object('one')])], [...beside, file('one', 'attachment', 'other')])).toEqual([['one', 'changed']]);
    expect(named([container([object('order'), object('one')])], beside)).toEqual([['one', 'missing']]);
    expect(named([container([object('order')])], [...beside, file('two')])).toEqual([['two', 'added']]);
  });

  it('says nothing of a container of other documents, of one that is the document, and of other signatures', () => {
    expect(named([container([object('foreign')])], [file('order', 'main'), file('order.asice', 'signature', 'c')])).toEqual([]);
    expect(named([container([object('order')])], [file('order.asice', 'main', 'c'), file('two')])).toEqual([]);
    expect(named([{ ...container([object('order')]), container: 'cms-detached' as const }], [file('two', 'main')])).toEqual([]);
  });
});
