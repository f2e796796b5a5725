import type { PartyName } from './certificates.ts';

/** Organisations of the test authority: nobody may take one of these certificates for a real one. */
export const TEST_AUTHORITY = {
  root: { country: 'KZ', organization: 'TEST · ТЕСТ Chancery', commonName: 'TEST Root CA · ТЕСТ түбірлік куәландырушы орталық' },
  intermediate: { country: 'KZ', organization: 'TEST · ТЕСТ Chancery', commonName: 'TEST Issuing CA · ТЕСТ куәландырушы орталық' },
  ocsp: { country: 'KZ', organization: 'TEST · ТЕСТ Chancery', commonName: 'TEST OCSP responder' },
  tsa: { country: 'KZ', organization: 'TEST · ТЕСТ Chancery', commonName: 'TEST Time-stamping authority' },
} as const satisfies Record<string, PartyName>;

/** People of the demonstration; between them the names hold the letters of all five languages. */
export const SIGNER_NAMES = {
  director: {
    country: 'KZ',
    organization: 'ТЕСТ «Өңір мұрағаты» ЖШС',
    unit: 'BIN000000000001',
    position: 'Директор',
    personalCode: 'IIN000000000011',
    commonName: 'Әбдіқадырова Ғалия Һашімқызы',
  },
  clerk: {
    country: 'UA',
    organization: 'ТЕСТ «Ґрунт і їжа»',
    organizationCode: 'NTRUA-00000001',
    position: 'Діловод',
    personalCode: 'TINUA-0000000001',
    commonName: 'Ґудзь Євгенія Їжаківна',
  },
  citizen: {
    country: 'KG',
    organization: 'ТЕСТ «Ыймандуу өңүт»',
    personalCode: '00000000000001',
    commonName: 'Өмүрбекова Бүбүайша Жаңылкызы',
  },
  partner: {
    country: 'KZ',
    organization: 'ТЕСТ ТОО «Съёмочный объект»',
    unit: 'BIN000000000002',
    personalCode: 'IIN000000000012',
    commonName: 'Щёголев Эдуард Фёдорович',
  },
  auditor: { country: 'GB', organization: 'TEST Auditors Ltd', position: 'Auditor', commonName: 'Jordan Quill' },
  revoked: {
    country: 'KZ',
    organization: 'ТЕСТ «Өңір мұрағаты» ЖШС',
    unit: 'BIN000000000001',
    personalCode: 'IIN000000000013',
    commonName: 'Қайтарылған Куәлік',
  },
  expired: { country: 'UA', organization: 'ТЕСТ «Ґрунт і їжа»', personalCode: 'TINUA-0000000002', commonName: 'Строк Минув' },
} as const satisfies Record<string, PartyName>;

export type SignerId = keyof typeof SIGNER_NAMES;
