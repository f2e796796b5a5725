import { statSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Handover } from '../../../src-main/app/handover.ts';
import { takeSingleInstance } from '../../../src-main/app/single-instance.ts';
import { BadStartArguments, ownArguments, readStartArguments } from '../../../src-main/app/start-arguments.ts';
import { keepWindowDataWith } from '../../../src-main/app/window-data.ts';
import { electron, resetElectron } from '../../support/electron-mock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

beforeEach(resetElectron);

describe('start arguments', () => {
  it('resolves files and folder where the start stands, past the switches of Chromium', () => {
    expect(readStartArguments(['--no-sandbox', '--data', 'desk', 'letter.pdf', '--original-process-start-time=1', '/tmp/a b.pdf', '--demo'], '/home/p')).toEqual({
      dataDirectory: path.resolve('/home/p/desk'),
      demonstration: true,
      files: [path.resolve('/home/p/letter.pdf'), path.resolve('/tmp/a b.pdf')],
    });
  });

  it('keeps the demonstration in a folder of its own', () => {
    expect(readStartArguments(['--demo'], '/').dataDirectory).not.toBe(readStartArguments([], '/').dataDirectory);
  });

  it.each([[['--data']], [['--data=']], [Array.from({ length: 51 }, (_none, at) => `${at}.pdf`)]])('refuses %j', (args) => {
    expect(() => readStartArguments(args, '/')).toThrow(BadStartArguments);
  });

  it('passes over what belongs to Electron in a checkout', () => {
    expect(ownArguments(['electron', '--inspect=0', '/program', '--demo'], '/program')).toEqual(['--demo']);
    expect(ownArguments(['/opt/chancery', '--demo'], null)).toEqual(['--demo']);
  });
});

describe('one start per data directory', () => {
  it('scopes Electron\'s lock to the data directory, in a folder that is the person\'s own', () => {
    const data = temporaryFolder();
    const folder = keepWindowDataWith(data);
    expect(path.dirname(folder)).toBe(data);
    expect(statSync(folder).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
    expect(electron.app.setPath.mock.calls).toEqual([['userData', folder], ['sessionData', folder]]);
    expect(keepWindowDataWith(temporaryFolder())).not.toBe(folder);
  });

  it('hands the files of a second start to the running one', () => {
    electron.app.requestSingleInstanceLock.mockReturnValueOnce(false);
    expect(takeSingleInstance(['/a.pdf', '/b.pdf'], () => undefined)).toBe(false);
    expect(electron.app.requestSingleInstanceLock).toHaveBeenCalledExactlyOnceWith({ files: ['/a.pdf', '/b.pdf'] });
  });

  it('takes files of a second start from the added data, not from the argument list', () => {
    const heard = vi.fn<(files: readonly string[]) => void>();
    expect(takeSingleInstance([], heard)).toBe(true);
    electron.app.emit('second-instance', {}, ['chancery', '/argv.pdf'], '/', { files: ['/data.pdf'] });
    expect(heard.mock.calls).toEqual([[['/data.pdf']]]);
  });

  it.each([null, undefined, 'text', {}, { files: 'x' }, { files: ['relative.pdf'] }, { files: [5] }, { files: Array.from({ length: 51 }, () => '/a') }])('only comes to the front for a second start that says %j', (data) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const heard = vi.fn<(files: readonly string[]) => void>();
    takeSingleInstance([], heard);
    electron.app.emit('second-instance', {}, [], '/', data);
    expect(heard.mock.calls).toEqual([[[]]]);
    expect(write).toHaveBeenCalled();
    write.mockRestore();
  });
});

describe('handing over', () => {
  it('keeps files until the desk is open, then opens each once', () => {
    const opened: string[] = [];
    const bringToFront = vi.fn<() => void>();
    const handover = new Handover(['/first.pdf']);
    handover.secondStart(['/second.pdf']);
    expect(opened).toEqual([]);
    handover.begin({ openFile: (file) => opened.push(file), bringToFront });
    expect(opened).toEqual(['/first.pdf', '/second.pdf']);
    handover.secondStart(['/third.pdf']);
    handover.secondStart([]);
    expect(opened).toEqual(['/first.pdf', '/second.pdf', '/third.pdf']);
    expect(bringToFront).toHaveBeenCalledTimes(2);
  });
});
