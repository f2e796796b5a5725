import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCards, PNG_SHA, SIGNATURE_SHA, TEXT_SHA } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const SIGNED = { sha256: SIGNATURE_SHA, fileName: 'лист.pdf.p7m', mediaType: 'application/pkcs7-mime' };
const IMAGE = { sha256: PNG_SHA, fileName: 'скан.png', mediaType: 'image/png' };
const content = (mediaType: string) => ({ sha256: TEXT_SHA, size: 10, mediaType });
const CHOOSE = /^Choose where the marks go/;

async function openCopies(options: FakeDeskOptions): Promise<RenderedDesk> {
  const rendered = renderDesk({ cards: 1, ...options });
  await screen.findByRole('button', { name: 'Search' });
  usePlaces.getState().go({ room: 'search', view: 'document', documentId: fakeCards(1)[0]?.documentId ?? '' });
  fireEvent.click(await screen.findByRole('tab', { name: 'Copies' }));
  await screen.findByRole('button', { name: 'Make: Stamped copy' });
  return rendered;
}

describe('choosing the places of marks', () => {
  it.for<[string, FakeDeskOptions]>([
    ['a PDF', {}],
    ['an image', { mainFile: IMAGE }],
    ['a signature around a PDF', { mainFile: SIGNED, content: content('application/pdf') }],
    ['a signature around an image', { mainFile: SIGNED, content: content('image/jpeg') }],
  ])('[PAP-01] is offered for %s', async ([, options]) => {
    await openCopies(options);
    expect(await screen.findByRole('button', { name: CHOOSE })).toBeDefined();
  });

  it.for<[string, FakeDeskOptions]>([
    ['text', { mainFile: { sha256: TEXT_SHA, fileName: 'запит.txt', mediaType: 'text/plain' } }],
    ['a signature around something without pages', { mainFile: SIGNED, content: content('application/zip') }],
    ['a signature without its document', { mainFile: SIGNED }],
  ])('is not offered for %s', async ([, options]) => {
    const { desk } = await openCopies(options);
    if (options.mainFile === SIGNED) await expect.poll(() => desk.calls.filter(({ method }) => method === 'files.shown').length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: CHOOSE })).toBeNull();
  });
});
