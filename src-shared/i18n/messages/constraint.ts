import { defineMessages } from './define.ts';

/** The questions that a check asks about one signature, and the answers it can give. */
export const constraint = defineMessages({
  'constraint.format': { kk: 'Қолтаңба файлы дұрыс құрылған ба?', uk: 'Чи правильно побудовано файл підпису?', ky: 'Колтамга файлы туура түзүлгөнбү?', ru: 'Правильно ли построен файл подписи?', en: 'Is the signature well formed?' },
  'constraint.signingCertificate': { kk: 'Қол қоюшының тіркеу куәлігі бар ма?', uk: 'Чи є сертифікат підписувача?', ky: 'Кол коюучунун сертификаты барбы?', ru: 'Есть ли сертификат подписанта?', en: 'Is the signer’s certificate there?' },
  'constraint.dataFound': { kk: 'Қол қойылған құжат бар ма?', uk: 'Чи є підписаний документ?', ky: 'Кол коюлган документ барбы?', ru: 'Есть ли подписанный документ?', en: 'Is the signed document there?' },
  'constraint.dataIntact': { kk: 'Қол қойылған мазмұн өзгермеген бе?', uk: 'Чи не змінено підписаний вміст?', ky: 'Кол коюлган мазмун өзгөргөн жокпу?', ru: 'Не изменено ли подписанное содержание?', en: 'Is the signed content unchanged?' },
  'constraint.signatureIntact': { kk: 'Қолтаңба осы тіркеу куәлігінің кілтімен жасалған ба?', uk: 'Чи зроблено підпис ключем цього сертифіката?', ky: 'Колтамга ушул сертификаттын ачкычы менен коюлганбы?', ru: 'Сделана ли подпись ключом этого сертификата?', en: 'Was the signature made with the key of this certificate?' },
  'constraint.coverage': { kk: 'Қолтаңба бүкіл құжатты қамти ма?', uk: 'Чи охоплює підпис увесь документ?', ky: 'Колтамга бүт документти камтыйбы?', ru: 'Охватывает ли подпись весь документ?', en: 'Does the signature cover the whole document?' },
  'constraint.unchangedAfter': { kk: 'Қол қойылғаннан кейін құжатқа ештеңе қосылмаған ба?', uk: 'Чи не змінювали документ після підписання?', ky: 'Кол коюлгандан кийин документке өзгөртүү киргизилген жокпу?', ru: 'Не меняли ли документ после подписания?', en: 'Was the document left unchanged after signing?' },
  'constraint.chain': { kk: 'Тіркеу куәлігін сенімді куәландырушы орталық берген бе?', uk: 'Чи видав сертифікат довірений центр?', ky: 'Сертификатты ишенимдүү борбор бергенби?', ru: 'Выдан ли сертификат доверенным центром?', en: 'Does the certificate come from a trusted authority?' },
  'constraint.chainRules': { kk: 'Куәліктер тізбегі ережелерге сай ма?', uk: 'Чи відповідає ланцюжок сертифікатів правилам?', ky: 'Сертификаттар чынжыры эрежелерге туура келеби?', ru: 'Соблюдены ли правила в цепочке сертификатов?', en: 'Does the certificate chain keep the rules?' },
  'constraint.keyUsage': { kk: 'Тіркеу куәлігі құжатқа қол қоюға арналған ба?', uk: 'Чи призначено сертифікат для підписання документів?', ky: 'Сертификат документтерге кол коюуга арналганбы?', ru: 'Предназначен ли сертификат для подписания документов?', en: 'Is the certificate meant for signing documents?' },
  'constraint.validity': { kk: 'Қол қойылған кезде тіркеу куәлігі жарамды болды ма?', uk: 'Чи діяв сертифікат на час підписання?', ky: 'Кол коюлганда сертификат жарактуу беле?', ru: 'Действовал ли сертификат при подписании?', en: 'Was the certificate valid at the time of signing?' },
  'constraint.revocation': { kk: 'Тіркеу куәлігі кері қайтарылмаған ба?', uk: 'Чи не відкликано сертифікат?', ky: 'Сертификат кайтарылып алынган жокпу?', ru: 'Не отозван ли сертификат?', en: 'Is the certificate not revoked?' },
  'constraint.algorithms': { kk: 'Қолтаңба алгоритмдері сенімді ме?', uk: 'Чи надійні алгоритми підпису?', ky: 'Колтамганын алгоритмдери ишенимдүүбү?', ru: 'Надёжны ли алгоритмы подписи?', en: 'Are the algorithms safe?' },
  'constraint.timestamps': { kk: 'Уақыт белгілері дұрыс па?', uk: 'Чи справні позначки часу?', ky: 'Убакыт белгилери туурабы?', ru: 'Исправны ли метки времени?', en: 'Are the timestamps sound?' },
  'constraint.trustService': { kk: 'Куәландырушы орталық сенім тізімінде рұқсат алған ба?', uk: 'Чи має центр чинний статус у довірчому списку?', ky: 'Борбордун ишеним тизмесинде уруксаты барбы?', ru: 'Есть ли у центра действующий статус в доверенном списке?', en: 'Is the authority entitled by the trust list?' },
  'constraint.status.met': { kk: 'иә', uk: 'так', ky: 'ооба', ru: 'да', en: 'yes' },
  'constraint.status.failed': { kk: 'жоқ', uk: 'ні', ky: 'жок', ru: 'нет', en: 'no' },
  'constraint.status.undetermined': { kk: 'анықтау мүмкін емес', uk: 'неможливо визначити', ky: 'аныктоо мүмкүн эмес', ru: 'определить нельзя', en: 'cannot be determined' },
  'constraint.status.warning': { kk: 'назар аударыңыз', uk: 'зверніть увагу', ky: 'көңүл буруңуз', ru: 'обратите внимание', en: 'take note' },
  'constraint.status.information': { kk: 'мәлімет үшін', uk: 'до відома', ky: 'маалымат үчүн', ru: 'к сведению', en: 'for information' },
  'constraint.status.not-checked': { kk: 'тексерілмеді', uk: 'не перевірялося', ky: 'текшерилген жок', ru: 'не проверялось', en: 'not checked' },
});
