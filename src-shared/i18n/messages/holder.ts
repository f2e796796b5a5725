import { defineMessages } from './define.ts';

/** Whose certificate it is: kinds of holders, capacities, codes, purpose of the key, what the certificate claims. */
export const holder = defineMessages({
  'holder.capacity': { kk: 'Қандай құқықпен', uk: 'У якій якості', ky: 'Кандай укукта', ru: 'В каком качестве', en: 'In what capacity' },
  'holder.unit': { kk: 'Бөлімшесі', uk: 'Підрозділ', ky: 'Бөлүмү', ru: 'Подразделение', en: 'Unit' },

  'holder.kind.person': { kk: 'жеке тұлға', uk: 'фізична особа', ky: 'жеке адам', ru: 'физическое лицо', en: 'natural person' },
  'holder.kind.employee': { kk: 'ұйым құрамындағы тұлға', uk: 'особа у складі установи', ky: 'уюмдун курамындагы адам', ru: 'лицо в составе организации', en: 'person of an organisation' },
  'holder.kind.seal': { kk: 'ұйымның электрондық мөрі', uk: 'електронна печатка установи', ky: 'уюмдун электрондук мөөрү', ru: 'электронная печать организации', en: 'electronic seal of an organisation' },
  'holder.kind.authority': { kk: 'куәландырушы орталық', uk: 'надавач електронних довірчих послуг', ky: 'күбөлөндүрүүчү борбор', ru: 'удостоверяющий центр', en: 'certification authority' },
  'holder.kind.responder': { kk: 'куәліктер мәртебесі қызметі (OCSP)', uk: 'служба стану сертифікатів (OCSP)', ky: 'сертификаттардын абалы кызматы (OCSP)', ru: 'служба статуса сертификатов (OCSP)', en: 'certificate status service (OCSP)' },
  'holder.kind.timestamping': { kk: 'уақыт белгісі қызметі', uk: 'служба позначок часу', ky: 'убакыт белгиси кызматы', ru: 'служба меток времени', en: 'time-stamping service' },

  'holder.role.individual': { kk: 'жеке тұлға', uk: 'фізична особа', ky: 'жеке адам', ru: 'физическое лицо', en: 'natural person' },
  'holder.role.legal-entity': { kk: 'заңды тұлға', uk: 'юридична особа', ky: 'юридикалык жак', ru: 'юридическое лицо', en: 'legal entity' },
  'holder.role.first-head': { kk: 'бірінші басшы', uk: 'перший керівник', ky: 'биринчи жетекчи', ru: 'первый руководитель', en: 'first head' },
  'holder.role.signing-right': { kk: 'қол қою құқығы бар тұлға', uk: 'особа з правом підпису', ky: 'кол коюу укугу бар адам', ru: 'лицо с правом подписи', en: 'person with the right to sign' },
  'holder.role.financial-signing-right': { kk: 'қаржы құжаттарына қол қою құқығы бар тұлға', uk: 'особа з правом підпису фінансових документів', ky: 'каржы документтерине кол коюу укугу бар адам', ru: 'лицо с правом подписи финансовых документов', en: 'person with the right to sign financial documents' },
  'holder.role.human-resources': { kk: 'кадр бөлімінің қызметкері', uk: 'працівник відділу кадрів', ky: 'кадрлар бөлүмүнүн кызматкери', ru: 'сотрудник отдела кадров', en: 'member of the human resources department' },
  'holder.role.employee': { kk: 'ұйым қызметкері', uk: 'працівник організації', ky: 'уюмдун кызматкери', ru: 'сотрудник организации', en: 'employee of the organisation' },
  'holder.role.information-system': { kk: 'ақпараттық жүйе', uk: 'інформаційна система', ky: 'маалыматтык система', ru: 'информационная система', en: 'information system' },

  'holder.code.IIN': { kk: 'ЖСН {code}', uk: 'ІІН {code}', ky: 'ИИН {code}', ru: 'ИИН {code}', en: 'IIN {code}' },
  'holder.code.BIN': { kk: 'БСН {code}', uk: 'БІН {code}', ky: 'БИН {code}', ru: 'БИН {code}', en: 'BIN {code}' },
  'holder.code.DRFO': { kk: 'РНОКПП {code}', uk: 'РНОКПП {code}', ky: 'РНОКПП {code}', ru: 'РНУКПН {code}', en: 'RNOKPP {code}' },
  'holder.code.EDRPOU': { kk: 'ЄДРПОУ {code}', uk: 'ЄДРПОУ {code}', ky: 'ЄДРПОУ {code}', ru: 'ЕГРПОУ {code}', en: 'EDRPOU {code}' },
  'holder.code.UNZR': { kk: 'УНЗР {code}', uk: 'УНЗР {code}', ky: 'УНЗР {code}', ru: 'УНЗР {code}', en: 'UNZR {code}' },
  'holder.code.PIN': { kk: 'ПИН {code}', uk: 'ПІН {code}', ky: 'ПИН {code}', ru: 'ПИН {code}', en: 'PIN {code}' },
  'holder.code.INN': { kk: 'ИНН {code}', uk: 'ІНН {code}', ky: 'ИНН {code}', ru: 'ИНН {code}', en: 'INN {code}' },
  'holder.code.passport': { kk: 'паспорт {code}', uk: 'паспорт {code}', ky: 'паспорт {code}', ru: 'паспорт {code}', en: 'passport {code}' },
  'holder.code.identity-card': { kk: 'жеке куәлік {code}', uk: 'посвідчення особи {code}', ky: 'инсандык күбөлүк {code}', ru: 'удостоверение личности {code}', en: 'identity card {code}' },
  'holder.code.national-number': { kk: 'ұлттық жеке нөмір {code}', uk: 'національний номер особи {code}', ky: 'улуттук жеке номер {code}', ru: 'национальный номер лица {code}', en: 'national number {code}' },
  'holder.code.tax-number': { kk: 'салық төлеуші нөмірі {code}', uk: 'номер платника податків {code}', ky: 'салык төлөөчүнүн номери {code}', ru: 'номер налогоплательщика {code}', en: 'taxpayer’s number {code}' },
  'holder.code.register-number': { kk: 'тіркелімдегі нөмір {code}', uk: 'номер у реєстрі {code}', ky: 'реестрдеги номер {code}', ru: 'номер в реестре {code}', en: 'register number {code}' },
  'holder.code.VAT': { kk: 'ҚҚС төлеуші нөмірі {code}', uk: 'номер платника ПДВ {code}', ky: 'КНС төлөөчүнүн номери {code}', ru: 'номер плательщика НДС {code}', en: 'VAT number {code}' },
  'holder.code.PSD': { kk: 'төлем қызметін берушінің нөмірі {code}', uk: 'номер надавача платіжних послуг {code}', ky: 'төлөм кызматын берүүчүнүн номери {code}', ru: 'номер поставщика платёжных услуг {code}', en: 'payment service provider {code}' },
  'holder.code.LEI': { kk: 'LEI {code}', uk: 'LEI {code}', ky: 'LEI {code}', ru: 'LEI {code}', en: 'LEI {code}' },
  'holder.code.local': { kk: 'код {code}', uk: 'код {code}', ky: 'код {code}', ru: 'код {code}', en: 'code {code}' },
  'holder.code.issuer-number': { kk: 'куәландырушы орталықтағы № {code}', uk: '№ у надавача {code}', ky: 'борбордогу № {code}', ru: '№ у издателя {code}', en: 'issuer’s № {code}' },
  'holder.code.inconsistent': { kk: '{code} — жазылуы қате', uk: '{code} — записано хибно', ky: '{code} — туура эмес жазылган', ru: '{code} — записан неверно', en: '{code} — not well formed' },

  'holder.purpose': { kk: 'Кілттің мақсаты', uk: 'Призначення ключа', ky: 'Ачкычтын максаты', ru: 'Назначение ключа', en: 'Purpose of the key' },
  'holder.purpose.signature': { kk: 'құжаттарға қол қою', uk: 'підписання документів', ky: 'документтерге кол коюу', ru: 'подписание документов', en: 'signing documents' },
  'holder.purpose.authentication': { kk: 'жүйелерге кіру (аутентификация), құжаттарға қол қою емес', uk: 'вхід до систем (автентифікація), не підписання документів', ky: 'системаларга кирүү (аутентификация), документтерге кол коюу эмес', ru: 'вход в системы (аутентификация), не подписание документов', en: 'authentication, not signing documents' },
  'holder.purpose.encryption': { kk: 'шифрлау, құжаттарға қол қою емес', uk: 'шифрування, не підписання документів', ky: 'шифрлөө, документтерге кол коюу эмес', ru: 'шифрование, не подписание документов', en: 'encryption, not signing documents' },
  'holder.purpose.infrastructure': { kk: 'куәландырушы орталықтың қызметі, құжаттарға қол қою емес', uk: 'служба надавача, не підписання документів', ky: 'борбордун кызматы, документтерге кол коюу эмес', ru: 'служба удостоверяющего центра, не подписание документов', en: 'service of an authority, not signing documents' },
  'holder.purpose.unknown': { kk: 'куәлікте көрсетілмеген', uk: 'у сертифікаті не вказано', ky: 'сертификатта көрсөтүлгөн эмес', ru: 'в сертификате не указано', en: 'the certificate does not say' },

  'holder.claim': { kk: 'Куәлік мәлімдейді (тексеру қорытындысы емес)', uk: 'Заявлено в сертифікаті (не висновок перевірки)', ky: 'Сертификат билдирет (текшерүүнүн жыйынтыгы эмес)', ru: 'Заявлено в сертификате (не вывод проверки)', en: 'Claimed by the certificate (no finding of the check)' },
  'holder.claim.qualified': { kk: 'білікті сертификат', uk: 'кваліфікований сертифікат', ky: 'квалификациялуу сертификат', ru: 'квалифицированный сертификат', en: 'qualified certificate' },
  'holder.claim.digital-signature': { kk: 'Қазақстан Ұлттық куәландырушы орталығының ЭЦҚ куәлігі', uk: 'сертифікат ЕЦП Національного засвідчувального центру Казахстану', ky: 'Казакстандын Улуттук күбөлөндүрүүчү борборунун ЭСК сертификаты', ru: 'свидетельство ЭЦП Национального удостоверяющего центра Казахстана', en: 'digital signature certificate of Kazakhstan’s national authority' },
  'holder.claim.none': { kk: 'деңгейі мәлімделмеген', uk: 'рівень не заявлено', ky: 'деңгээли билдирилген эмес', ru: 'уровень не заявлен', en: 'no level' },
});
