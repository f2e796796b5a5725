import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const DOCUMENT = fakeCards(1)[0]?.documentId ?? '';
const asked = (rendered: RenderedDesk) => rendered.desk.calls.filter(({ method }) => method === 'forms.make').map(({ input }) => input);

async function openCopies(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ cards: 1, ...options });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId: DOCUMENT });
  fireEvent.click(await screen.findByRole('tab', { name: 'Copies' }));
  return rendered;
}

async function openMenu(): Promise<HTMLElement> {
  const button = await screen.findByRole('button', { name: 'Forms' });
  fireEvent.click(button);
  return screen.findByRole('menu');
}

describe('forms to print', () => {
  it('are offered for a document in the languages of the office, made once and then printed or saved', async () => {
    const rendered = await openCopies({ country: 'KZ' });
    const menu = await openMenu();
    expect(within(menu).getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['Бұрыштама · Kazakh', 'Резолюция · Russian', 'Келісу парағы · Kazakh', 'Лист согласования · Russian', 'Танысу парағы · Kazakh', 'Лист ознакомления · Russian']);
    expect(within(menu).getByText('Келісу парағы').getAttribute('lang')).toBe('kk');
    fireEvent.click(within(menu).getByRole('menuitem', { name: /Лист согласования/ }));
    const made = await screen.findByRole('group', { name: 'Лист_согласования.pdf' });
    expect(asked(rendered)).toEqual([{ form: 'approval-sheet', subjectId: DOCUMENT, language: 'ru' }]);
    const print = within(made).getByRole('button', { name: 'Print' });
    await waitFor(() => expect(document.activeElement).toBe(print));
    expect(within(made).getByRole('button', { name: 'Save as PDF' })).toBeDefined();
  });

  it('say what went wrong where one is not made', async () => {
    await openCopies({ refuse: { 'forms.make': { code: 'unreadable', message: 'error.formFailed', params: { detail: 'timeout' }, issues: [] } } });
    fireEvent.click(within(await openMenu()).getByRole('menuitem', { name: /Аркуш погодження/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('The form was not made (timeout)');
    expect(screen.queryByRole('button', { name: 'Save as PDF' })).toBeNull();
  });

  it('tell that a form was not compared with the official one, in the room of the nomenclature', async () => {
    const rendered = renderDesk({ country: 'UA' });
    fireEvent.click(await screen.findByRole('button', { name: 'Cases' }));
    const menu = await openMenu();
    const act = within(menu).getByRole('menuitem');
    expect(act.textContent).toContain('Акт про вилучення для знищення документів');
    expect(act.textContent).toContain('not compared with the official form');
    fireEvent.click(act);
    await screen.findByRole('group', { name: 'Акт_про_вилучення_для_знищення_документів.pdf' });
    expect(asked(rendered)).toEqual([{ form: 'destruction-act', subjectId: null, language: 'uk' }]);
  });
});
