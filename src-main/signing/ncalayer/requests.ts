/**
 * What NCALayer is asked, as its public sources describe it:
 *
 * - [sample] the sample page of the national certification centre, repository pkigovkz/NCALayerJSExample,
 *   `index.html` and `js/ncalayer.js`;
 * - [client] the JavaScript client of SIGEX, repository sigex-kz/ncalayer-js-client, `ncalayer-client.js`;
 * - [open] an open implementation that was compared with version 1.4 of the real program, repository
 *   fedor35/ncalayer-rs, `docs/PLAN.md` and its protocol types.
 *
 * Nothing here was tried with the real program.
 */

/** Languages of its window [sample]; Kazakh where none is named. */
export type NcalayerLocale = 'kk' | 'ru';

/** Which certificates its window offers for choice; without any condition all valid ones of the national centre. */
export interface SignerConditions {
  /** All of these extended key usages; for signing 1.3.6.1.5.5.7.3.4, and those below 1.2.398.3.3.4 for the role [sample, client]. */
  readonly extKeyUsageOids?: readonly string[];
  /** Individual identification number, 12 digits [sample]. */
  readonly iin?: string;
  /** Business identification number, 12 digits [sample]. */
  readonly bin?: string;
  /** Offers certificates of every issuer, test ones too: an empty `chain` means that no path is built [sample]. */
  readonly anyIssuer?: boolean;
}

export interface SignRequest {
  readonly form: 'attached' | 'detached';
  /** Asks the time-stamping service of the national centre as well; NCALayer itself needs the network for it. */
  readonly timestamp: boolean;
  readonly locale: NcalayerLocale;
  readonly signer: SignerConditions;
}

export const BASICS = 'kz.gov.pki.knca.basics';
export const COMMON_UTILS = 'kz.gov.pki.knca.commonUtils';
/** For signing, by the names of RFC 5280: e-mail protection, which the centre gives to keys for signing [sample, client]. */
const FOR_SIGNING = '1.3.6.1.5.5.7.3.4';

/**
 * Method `sign` of the module `basics` [sample]: `decode` says that the data are base64, `encapsulate` puts them
 * into the CMS, `digested` false has NCALayer hash them, and `tsaProfile` is an empty object for a timestamp.
 */
export function basicsSign(document: Uint8Array, { form, timestamp, locale, signer }: SignRequest): object {
  const { extKeyUsageOids = [FOR_SIGNING], iin, bin, anyIssuer = false } = signer;
  return {
    module: BASICS,
    method: 'sign',
    args: {
      format: 'cms',
      data: base64Of(document),
      signingParams: { decode: true, encapsulate: form === 'attached', digested: false, tsaProfile: timestamp ? {} : null },
      signerParams: { extKeyUsageOids, ...(iin === undefined ? {} : { iin }), ...(bin === undefined ? {} : { bin }), ...(anyIssuer ? { chain: [] } : {}) },
      locale,
    },
  };
}

/**
 * The older module [client]: storage, kind of key, base64, whether attached. `createCAdESFromBase64` adds no
 * timestamp and `createCMSSignatureFromBase64` always does [open]. It knows no conditions on the signer.
 */
export function commonUtilsSign(document: Uint8Array, storage: string, { form, timestamp }: SignRequest): object {
  return { module: COMMON_UTILS, method: timestamp ? 'createCMSSignatureFromBase64' : 'createCAdESFromBase64', args: [storage, 'SIGNATURE', base64Of(document), form === 'attached'] };
}

function base64Of(document: Uint8Array): string {
  return Buffer.from(document.buffer, document.byteOffset, document.length).toString('base64');
}
