declare global {
  // Read by get-nonce, which the scroll lock of open dialogs asks for its style element.
  var __webpack_nonce__: string | undefined;
}

/** The nonce that the host wrote into the page; style elements without it are refused by the policy. */
export function readStyleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  // Browsers hide the attribute once the page is parsed and keep it in the property.
  const nonce = meta?.nonce ?? '';
  if (nonce !== '') globalThis.__webpack_nonce__ = nonce;
  return nonce;
}
