import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/languages.ts';
import type { Verdict } from '#shared/domain/signature-indications.ts';
import { translate } from '#shared/i18n/translate.ts';
import { usePreferences } from '../../src-renderer/state/preferences.ts';
import { Seal } from '../../src-renderer/ui/seal.tsx';
import { lendBrowserParts } from '../support/fake-desk/render-desk.tsx';

beforeAll(lendBrowserParts);
afterEach(cleanup);

const VERDICTS: readonly (Verdict | null)[] = ['passed', 'failed', 'undetermined', 'unsigned', null];

function drawn(verdict: Verdict | null): { readonly word: string; readonly shape: string | null; readonly outline: string } {
  const { container } = render(
    <MantineProvider env="test">
      <Seal verdict={verdict} />
    </MantineProvider>,
  );
  const picture = container.querySelector('svg');
  return { word: container.querySelector('[data-verdict]')?.textContent ?? '', shape: picture?.getAttribute('data-shape') ?? null, outline: picture?.innerHTML ?? '' };
}

describe('verdict seals', () => {
  it.each(LANGUAGES)('each verdict has a word and a shape of its own (%s)', (language) => {
    usePreferences.setState({ language });
    const all = VERDICTS.map(drawn);
    expect(new Set(all.map(({ word }) => word)).size).toBe(VERDICTS.length);
    expect(new Set(all.map(({ outline }) => outline)).size).toBe(VERDICTS.length);
    expect(all.map(({ shape }) => shape)).toEqual(['shield', 'octagon', 'dashed-diamond', 'ring', 'dots']);
    expect(all[0]?.word).toBe(translate(language, 'verdict.word.passed'));
  });

  it('the word of a narrow seal is still there to be read aloud', () => {
    usePreferences.setState({ language: 'en' });
    const { container } = render(
      <MantineProvider env="test">
        <Seal verdict="failed" form="mark" />
      </MantineProvider>,
    );
    expect(container.querySelector('[data-verdict]')?.textContent).toBe('Failed');
  });
});
