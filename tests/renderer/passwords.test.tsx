import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function setUp(): Promise<{ readonly password: HTMLElement; readonly unmet: () => string[] }> {
  renderDesk({ phase: 'new' });
  const section = await screen.findByRole('region', { name: 'System administrator' });
  const password = within(section).getByLabelText('Password');
  const rules = within(section).getByRole('list', { name: 'What the password needs' });
  return { password, unmet: () => [...rules.querySelectorAll('[data-met="false"] > span:first-of-type')].map((rule) => rule.textContent ?? '') };
}

describe('password rules', () => {
  it('[SEC-06] are shown and met one by one while typing', async () => {
    const { password, unmet } = await setUp();
    expect(unmet()).toHaveLength(6);
    fireEvent.change(password, { target: { value: 'abcdefgh' } });
    expect(unmet()).toEqual(['a digit', 'an upper-case letter', 'one of !"#$%&*-;.']);
    fireEvent.change(password, { target: { value: 'Abcdef1@' } });
    expect(unmet()).toEqual(['one of !"#$%&*-;.']);
    fireEvent.change(password, { target: { value: 'Abcdef1;' } });
    expect(unmet()).toEqual([]);
  });

  it('takes Cyrillic letters of either case', async () => {
    const { password, unmet } = await setUp();
    fireEvent.change(password, { target: { value: 'Құпиясөз-1' } });
    expect(unmet()).toEqual([]);
  });

  it('the same character three times in a row is named', async () => {
    const { password, unmet } = await setUp();
    fireEvent.change(password, { target: { value: 'Aaaa111;bbbb' } });
    expect(unmet()).toEqual(['no character three times in a row']);
  });

  it('a desk is not set up while something is missing; the first such field is focused', async () => {
    const rendered = renderDesk({ phase: 'new' });
    fireEvent.click(await screen.findByRole('button', { name: 'Create the desk' }));
    await new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(drawn));
    });
    expect(document.activeElement).toBe(screen.getByLabelText('Name of the office'));
    expect(rendered.desk.calls.some((call) => call.method === 'desk.setUp')).toBe(false);
  });
});
