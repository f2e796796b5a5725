import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { translate } from '#shared/i18n/translate.ts';
import { useDrafts } from '../../src-renderer/state/drafts.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeId, fakeLetters, SIGNATURE_SHA } from '../support/fake-desk/data.ts';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { mixedReport, report, UNDETERMINED, UNTRUSTED, WITHOUT_DOCUMENT } from '../support/fake-desk/reports.ts';

afterEach(cleanup);

const LETTER = fakeId(101);

/** A window with one letter whose check gave these signatures. */
function letterWith(signatures: Parameters<typeof report>[2], options: Parameters<typeof renderDesk>[0] = {}): RenderedDesk {
  return renderDesk({ ...options, letters: fakeLetters().slice(0, 1).map((letter) => ({ ...letter, verdict: 'undetermined', reports: [report('лист.p7s', SIGNATURE_SHA, signatures)] })) });
}

function inputsOf(desk: FakeDesk, method: string): unknown[] {
  return desk.calls.filter((call) => call.method === method).map(({ input }) => input);
}

describe('what can be done about an open verdict', () => {
  it('tries again now with one press, and says what came of it', async () => {
    const { desk } = letterWith([UNDETERMINED]);
    fireEvent.click(await screen.findByRole('button', { name: 'Try again now' }));
    await waitFor(() => expect(inputsOf(desk, 'evidence.fetchNow')).toEqual([{ letterId: LETTER }]));
    expect(await screen.findByText(/^Nothing new was obtained\. [^.]+\. The earlier result stands\.$/)).not.toBeNull();
  });

  it('shows why trying again failed', async () => {
    letterWith([UNDETERMINED], { refuse: { 'evidence.fetchNow': { code: 'timed-out', message: 'error.checkTimedOut', params: {}, issues: [] } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Try again now' }));
    expect(await screen.findByText(translate('en', 'error.checkTimedOut'))).not.toBeNull();
  });

  it('joins the signature to the document that is added, and keeps what was typed', async () => {
    const { desk, container } = letterWith([WITHOUT_DOCUMENT]);
    await screen.findByRole('button', { name: 'Add the document…' });
    useDrafts.getState().change(LETTER, { subject: 'Typed before' });
    const input = container.querySelector<HTMLInputElement>(`section[aria-label="${translate('en', 'signature.heading')}"] input[type=file]`);
    if (input === null) throw new Error('no way to give a file');
    fireEvent.change(input, { target: { files: [new File(['%PDF-1.7'], 'лист.pdf')] } });
    await waitFor(() => expect(inputsOf(desk, 'intake.join')).toHaveLength(1));
    const [{ letterId, intoLetterId }] = inputsOf(desk, 'intake.join') as [{ letterId: string; intoLetterId: string }];
    expect(letterId).toBe(LETTER);
    await waitFor(() => expect(useDrafts.getState().inHand).toBe(intoLetterId));
    expect(useDrafts.getState().drafts[intoLetterId]?.requisites.subject).toBe('Typed before');
    expect(useDrafts.getState().drafts[LETTER]).toBeUndefined();
  });

  it('leads an administrator to the trusted authorities, and nobody else', async () => {
    letterWith([UNTRUSTED], { roles: ['registrar', 'administrator'] });
    fireEvent.click(await screen.findByRole('button', { name: 'Open the trusted authorities' }));
    expect(usePlaces.getState().place).toEqual({ room: 'administration', view: 'trust' });
    cleanup();
    letterWith([UNTRUSTED], { roles: ['registrar'] });
    expect(await screen.findByText('The administrator can add the certificate.')).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Open the trusted authorities' })).toBeNull();
  });
});

describe('signature protocol on the page of a document', () => {
  it('is made about all signatures or about one', async () => {
    const { desk } = renderDesk({ reports: [mixedReport('наказ.asice', SIGNATURE_SHA)] });
    await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
    usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeId(1300) });
    fireEvent.click(await screen.findByRole('tab', { name: translate('en', 'document.tab.signatures') }));
    const button = await screen.findByRole('button', { name: translate('en', 'document.copy.protocol') });
    fireEvent.click(button);
    await waitFor(() => expect(inputsOf(desk, 'registration.makeCopy')).toHaveLength(1));
    await waitFor(() => expect(button.hasAttribute('data-loading')).toBe(false));
    fireEvent.change(screen.getByLabelText(translate('en', 'document.protocol.whose')), { target: { value: `${SIGNATURE_SHA}:2` } });
    fireEvent.click(button);
    await waitFor(() => expect(inputsOf(desk, 'registration.makeCopy')).toHaveLength(2));
    expect(inputsOf(desk, 'registration.makeCopy').map((input) => (input as { form: string; signature: unknown }).signature)).toEqual([null, { sha256: SIGNATURE_SHA, id: '2' }]);
    expect(await screen.findAllByRole('article')).not.toHaveLength(0);
  });
});
