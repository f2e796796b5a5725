import { type MethodCheckedInput, type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { MadeSignature, OfferedKey, TokenModule } from '#shared/contract/signing.ts';
import { CONTAINER_MEDIA_TYPE } from '#shared/domain/bound-files.ts';
import type { LaidKind } from '#shared/domain/seals.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { fakeId } from './data.ts';
import { PEOPLE } from './words.ts';

/** Opens every key file of the fake desk. */
export const KEY_PASSWORD = 'Kl1uch-пароль';

const LIFE = { notBefore: '2025-11-20T21:00:00Z', notAfter: '2027-11-19T21:00:00Z', problem: null } as const;

/** Names and organisations as long as certificates of the three countries really have them. */
export const KEYS: readonly OfferedKey[] = [
  { ...LIFE, certificate: '11'.repeat(32), holder: 'Коваленко-Перехрестенко Олександра-Вікторія Костянтинівна', organization: 'Національний аерокосмічний університет ім. М. Є. Жуковського «Харківський авіаційний інститут»', issuer: '«Дія». Кваліфікований надавач електронних довірчих послуг', algorithm: 'DSTU 4145-2002' },
  { ...LIFE, certificate: '22'.repeat(32), holder: 'ЖҰМАБАЕВА-ӘБІЛҚАСЫМОВА ГҮЛНАР СЕРІКҚЫЗЫ', organization: 'Шәкәрім атындағы мемлекеттік университет, іс жүргізу және мұрағат бөлімі', issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022', algorithm: 'GOST R 34.10-2012, 512 bit', notAfter: '2025-12-01T08:00:00Z', problem: 'expired' },
  { ...LIFE, certificate: '33'.repeat(32), holder: 'Петров Андрей Николаевич', organization: null, issuer: 'Test Root', algorithm: 'RSA, 2048 bit', problem: 'notForSigning' },
];

/** Opens every token of the fake desk. */
export const TOKEN_PIN = '12345678';

/** Two tokens behind one library, one of them locked, and a library that was removed. */
export const TOKENS: readonly TokenModule[] = [
  {
    module: '/usr/lib/librtpkcs11ecp.so',
    name: 'Aktiv Co. · Rutoken ECP PKCS #11 library',
    problem: null,
    tokens: [
      { slot: '0', serialNumber: '3a9f01d7', label: 'Канцелярия', model: 'Rutoken ECP', pinTries: 'not-told' },
      { slot: '1', serialNumber: '3a9f01d8', label: 'Бухгалтерия', model: 'Rutoken ECP', pinTries: 'none' },
    ],
  },
  { module: '/opt/vendor/libeTPkcs11.so', name: null, problem: 'file-missing', tokens: [] },
];

interface FakeSigningParts {
  readonly modules: readonly TokenModule[];
  readonly keys: readonly OfferedKey[];
  readonly made: readonly MadeSignature[];
  /** Lays a signature beside the files of a letter or document. */
  readonly add: (subject: MethodCheckedInput<'signing.sign'>['subject'], file: DocumentFile) => void;
  readonly onChanged: () => void;
}

/** The signing room of the fake desk: it asks for the password, and keeps signatures pending until an authority is named. */
export class FakeSigning {
  readonly #parts: FakeSigningParts;
  #made: readonly MadeSignature[];
  #paths: readonly string[] = [];
  #settings: MethodOutput<'signing.settings'> = { timestampAuthority: null };

  constructor(parts: FakeSigningParts) {
    this.#parts = parts;
    this.#made = parts.made;
  }

  readonly handlers = {
    'signing.inspectKeyFile': ({ password }: MethodCheckedInput<'signing.inspectKeyFile'>): MethodOutput<'signing.inspectKeyFile'> => {
      demandPassword(password);
      return { keys: [...this.#parts.keys] };
    },
    'signing.tokens': (): MethodOutput<'signing.tokens'> => ({ modules: [...this.#parts.modules] }),
    'signing.inspectToken': ({ pin }: MethodCheckedInput<'signing.inspectToken'>): MethodOutput<'signing.inspectToken'> => {
      demandPin(pin);
      return { keys: [...this.#parts.keys] };
    },
    'signing.tokenModules': (): MethodOutput<'signing.tokenModules'> => ({ modules: [...this.#paths] }),
    'signing.setTokenModules': ({ modules }: MethodCheckedInput<'signing.setTokenModules'>): MethodOutput<'signing.setTokenModules'> => {
      const wrong = modules.find((path) => !path.startsWith('/'));
      if (wrong !== undefined) throw new Refusal('refused', 'error.tokenModuleMissing', { path: wrong }, [{ path: 'modules', message: 'error.tokenModuleMissing' }]);
      this.#paths = modules;
      return { modules };
    },
    'signing.sign': (input: MethodCheckedInput<'signing.sign'>): MadeSignature => this.#lay('signature', input),
    'signing.seal': (input: MethodCheckedInput<'signing.seal'>): MadeSignature => this.#lay('seal', input),
    'signing.made': (): MethodOutput<'signing.made'> => ({ signatures: [...this.#made] }),
    'signing.completeTimestamps': (): MethodOutput<'signing.completeTimestamps'> => {
      const there = this.#settings.timestampAuthority !== null;
      this.#made = this.#made.map((made) => (there ? { ...made, timestamp: 'present', timestampProblem: null } : made.timestamp === 'pending' ? { ...made, timestampProblem: 'noAuthority' } : made));
      this.#parts.onChanged();
      return { pending: this.#made.filter(({ timestamp }) => timestamp === 'pending').length };
    },
    'signing.settings': (): MethodOutput<'signing.settings'> => this.#settings,
    'signing.setSettings': (settings: MethodCheckedInput<'signing.setSettings'>): MethodOutput<'signing.setSettings'> => {
      const address = settings.timestampAuthority;
      if (address !== null && !/^https?:\/\//.test(address)) throw new Refusal('refused', 'error.timestampAuthorityWrong', { address }, [{ path: 'timestampAuthority', message: 'error.timestampAuthorityWrong' }]);
      return (this.#settings = settings);
    },
  };

  #lay(kind: LaidKind, { subject, file, fileName, form, key }: MethodCheckedInput<'signing.sign'>): MadeSignature {
    const offered = demandFakeKey(key, this.#parts.keys);
    const signature: DocumentFile = { sha256: 'e5'.repeat(32), fileName: `${fileName}${form === 'asic-e' ? '.asice' : '.2.p7s'}`, size: 4096, mediaType: form === 'asic-e' ? CONTAINER_MEDIA_TYPE : 'application/pkcs7-mime', role: 'signature' };
    const made: MadeSignature = { signatureId: fakeId(7001 + this.#made.length), kind, ofSha256: file, file: signature, signer: offered.holder, madeAt: '2026-03-05T10:12:00Z', madeBy: PEOPLE[0], timestamp: 'pending', timestampProblem: null };
    this.#made = [...this.#made, made];
    this.#parts.add(subject, signature);
    this.#parts.onChanged();
    return made;
  }
}

function demandPassword(password: string): void {
  if (password !== KEY_PASSWORD) throw new Refusal('refused', 'error.sign.wrongPassword');
}

function demandPin(pin: Uint8Array): void {
  if (new TextDecoder().decode(pin) !== TOKEN_PIN) throw new Refusal('refused', 'signing.token.wrong-pin-last');
}

/** What signs, if its secret is right; in NCALayer the person takes the first key. @throws Refusal */
export function demandFakeKey(key: MethodCheckedInput<'signing.sign'>['key'], keys: readonly OfferedKey[] = KEYS): OfferedKey {
  if (key.by === 'keyFile') demandPassword(key.password);
  if (key.by === 'token') demandPin(key.pin);
  const offered = keys.find(({ certificate, problem }) => problem === null && (key.by === 'ncalayer' || certificate === key.certificate));
  if (offered === undefined) throw new Refusal('refused', 'error.sign.noCertificate');
  return offered;
}

/** A signature that was made here and waits for its timestamp. */
export function pendingSignature(timestampProblem: MadeSignature['timestampProblem'], ofSha256: string): MadeSignature {
  return {
    signatureId: fakeId(7000),
    kind: 'signature',
    ofSha256,
    file: { sha256: 'e4'.repeat(32), fileName: 'Лист МОН № 1-9-214 від 04.03.2026.pdf.p7s', size: 4096, mediaType: 'application/pkcs7-mime', role: 'signature' },
    signer: KEYS[0]?.holder ?? '',
    madeAt: '2026-03-05T10:12:00Z',
    madeBy: PEOPLE[0],
    timestamp: 'pending',
    timestampProblem,
  };
}
