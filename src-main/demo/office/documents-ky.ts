import type { DemonstrationDocument } from './model.ts';

const made = { madeUp: true, language: 'ky' } as const;

/** Documents in Kyrgyz. */
export const kyrgyzDocuments: readonly DemonstrationDocument[] = [
  {
    ...made, documentId: 'ky-01', direction: 'incoming', kindId: 'information-request', journalId: 'incoming', caseId: 'correspondence-authorities',
    correspondentId: 'city-hall-kg', correspondentNumber: '02-17/356', correspondentDaysBefore: 13, daysBefore: 11,
    subject: 'Окуу имараттарынын абалы жөнүндө маалымат берүү тууралуу', sheets: 1, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Мэрия шаардагы билим берүү мекемелеринин имараттарын жылуулоо программасын даярдап жатат. Программага киргизүү үчүн ар бир имараттын техникалык абалы тууралуу так маалымат керек.',
      'Сиздерден окуу корпустарынын курулган жылын, жалпы аянтын, жылытуу түрүн жана акыркы капиталдык оңдоонун убактысын тиркелген жадыбалга толтуруп берүүңүздөрдү суранабыз.',
      'Маалыматты ушул айдын жыйырмасына чейин жөнөтүүңүздөрдү өтүнөбүз. Көрсөтүлгөн мөөнөттөн кийин келген сунуштар кийинки жылдын тизмесине гана кошулат.',
    ],
    signing: { plan: 'attached', signers: [{ of: 'correspondent', correspondentId: 'city-hall-kg' }] },
  },
  {
    ...made, documentId: 'ky-02', direction: 'incoming', kindId: 'citizen-appeal', journalId: 'appeals', caseId: 'citizens-appeals',
    correspondentId: 'citizen-kg', correspondentNumber: null, correspondentDaysBefore: 6, daysBefore: 6,
    subject: 'Окуу акысын бөлүп төлөө мөөнөтүн узартуу жөнүндө', sheets: 1, attachmentSheets: 2, authorId: null,
    paragraphs: [
      'Кызым Сиздердин университетте экинчи курста келишим негизинде окуйт. Быйыл күзүндө жолдошум оор ооруп, үй-бүлөнүн кирешеси кескин азайды.',
      'Ушуга байланыштуу окуу акысынын экинчи бөлүгүн төлөө мөөнөтүн үч айга узартып берүүңүздөрдү суранам. Төлөмдү ай сайын тең бөлүп төлөөгө даярмын.',
      'Ооруканадан алынган маалымкатты жана үй-бүлөнүн курамы жөнүндөгү документти тиркейм. Өтүнүчүмдү түшүнүү менен кароңуздарды суранам.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ky-03', direction: 'incoming', kindId: 'incoming-letter', journalId: 'incoming', caseId: 'correspondence-organisations',
    correspondentId: 'library-kg', correspondentNumber: '77', correspondentDaysBefore: 21, daysBefore: 18,
    subject: 'Китепканалар ортосунда китеп алмашуу тууралуу сунуш', sheets: 2, attachmentSheets: 4, authorId: null,
    paragraphs: [
      'Урматтуу кесиптештер!',
      'Биздин китепканада техника тармагы боюнча кайталанган нускалар топтолуп калды, ал эми кыргыз тилиндеги окуу куралдары жетишпейт. Ошондуктан эки китепкананын ортосунда китеп алмашууну жолго коюуну сунуштайбыз.',
      'Алмаша турган китептердин тизмеси тиркелет. Тизмедеги ар бир нуска жакшы абалда, штамптары жана инвентардык номерлери көрсөтүлгөн.',
      'Сунуш Сиздерге ылайыктуу болсо, өз тизмеңиздерди жөнөтүп, китептерди кабыл алуу үчүн жооптуу кызматкерди дайындоону суранабыз. Жеткирүү чыгымын эки тарап тең көтөрсө болот.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'correspondent', correspondentId: 'library-kg' }] },
  },
  {
    ...made, documentId: 'ky-04', direction: 'outgoing', kindId: 'outgoing-letter', journalId: 'outgoing', caseId: 'correspondence-organisations',
    correspondentId: 'college-kg', correspondentNumber: '19/к', correspondentDaysBefore: 23, daysBefore: 14,
    subject: 'Окутуучулардын тажрыйба алмашуусу жөнүндө', sheets: 2, attachmentSheets: 1, authorId: 'head-kyrgyz-division',
    paragraphs: [
      'Колледждин окутуучуларын тажрыйба алмашуу үчүн кабыл алуу тууралуу катыңызга жооп иретинде университет макул экенин билдирет.',
      'Алты окутуучуну эки жума бою кабыл алууга мүмкүнчүлүгүбүз бар. Алар ачык сабактарга катышып, өлчөө техникасы лабораториясында иштеп, электрондук окуу куралдарын түзүүнүн жолдору менен таанышат.',
      'Конокторду жатаканага жайгаштыруу маселеси чечилди. Жол чыгымын колледж өзү көтөрөт, тамактануу университеттин ашканасында жеңилдетилген баада болот.',
      'Катышуучулардын тизмесин жана келүү күнүн он күн мурда билдирүүңүздү суранабыз.',
    ],
    signing: { plan: 'two-signers', container: 'detached', signers: [{ of: 'office', personId: 'rector' }, { of: 'office', personId: 'head-kyrgyz-division' }] },
  },
  {
    ...made, documentId: 'ky-05', direction: 'internal', kindId: 'order-students', journalId: 'orders', caseId: 'orders-students',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 35,
    subject: 'Мыкты окуган студенттерге стипендия дайындоо жөнүндө', sheets: 2, attachmentSheets: 1, authorId: 'rector',
    paragraphs: [
      'Жайкы сессиянын жыйынтыгына жана стипендия комиссиясынын чечимине таянып БУЙРУК КЫЛАМ:',
      '1. Тиркелген тизмедеги он сегиз студентке жаңы окуу жылынын биринчи жарымына жогорулатылган стипендия дайындалсын.',
      '2. Башкы бухгалтер стипендияны ай сайын жыйырма бешинен кечиктирбей төлөп берүүнү камсыз кылсын.',
      '3. Бөлүмчөнүн башчысы студенттерди буйрук менен тааныштырсын.',
      '4. Буйруктун аткарылышын көзөмөлдөө проректорго жүктөлсүн.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'office', personId: 'rector' }] },
  },
  {
    ...made, documentId: 'ky-06', direction: 'internal', kindId: 'service-memo', journalId: 'internal', caseId: 'internal-memos',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 3,
    subject: 'Камдык көчүрмөлөр үчүн диск сатып алуу жөнүндө', sheets: 1, attachmentSheets: null, authorId: 'head-informatics',
    paragraphs: [
      'Камдык көчүрмөлөр сакталган түзүлүштө бош орун он беш пайызга чейин азайды. Азыркы өсүү менен ал дагы төрт айга гана жетет.',
      'Көчүрмөлөрдү сактоо мөөнөтүн кыскартпаш үчүн сыйымдуулугу он алты терабайттан кем эмес эки диск сатып алуу керек. Дисктердин бири өзүнчө имаратта, өрт өчүргүч шкафта сакталат.',
      'Үч жеткирүүчүнүн баалары салыштырылды, эң ыңгайлуусу тандалды. Эсеп жаңы айдын башына чейин күчүндө. Каражат бөлүү маселесин кароону суранам.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ky-07', direction: 'internal', kindId: 'application-leave', journalId: 'internal', caseId: 'applications-leave',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 2,
    subject: 'Эмгек акысы сакталбаган өргүү берүү жөнүндө', sheets: 1, attachmentSheets: null, authorId: 'lecturer-ky',
    paragraphs: [
      'Үй-бүлөлүк жагдайга байланыштуу мага кийинки жуманын дүйшөмбүсүнөн тартып беш календардык күнгө эмгек акысы сакталбаган өргүү берүүңүздү суранам.',
      'Бул күндөрдөгү сабактарымды кесиптешим өткөрүп берүүгө макулдугун берди, жаңы жадыбал бөлүмчөнүн башчысы менен макулдашылды.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ky-08', direction: 'incoming', kindId: 'contract', journalId: 'incoming', caseId: 'contracts',
    correspondentId: 'college-kg', correspondentNumber: 'К-5', correspondentDaysBefore: 33, daysBefore: 29,
    subject: 'Биргелешкен окуу курсун өткөрүү жөнүндө келишим', sheets: 3, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Колледж менен университет төмөнкү шарттар боюнча ушул келишимди түзүштү.',
      '1. Тараптар жетимиш эки сааттык «Так өлчөөнүн негиздери» курсун биргелешип даярдашат жана өткөрүшөт.',
      '2. Колледж окуу бөлмөлөрүн жана жабдууларды берет, университет окутуучуларды жана окуу куралдарын камсыз кылат.',
      '3. Курсту ийгиликтүү аяктаган угуучуларга эки тараптын тең аты жазылган күбөлүк тапшырылат.',
      '4. Тараптардын бири келишимди отуз күн мурда кат жүзүндө эскертип токтото алат. Башталган топтун окуусу аягына чейин жеткирилет.',
      '5. Келишим кол коюлган күндөн тартып күчүнө кирет жана эки жыл колдонулат; мөөнөтү өткөндө жаңы келишим түзүлөт.',
    ],
    signing: { plan: 'revoked', container: 'attached', signers: [{ of: 'correspondent', correspondentId: 'college-kg' }] },
  },
  {
    ...made, documentId: 'ky-09', direction: 'internal', kindId: 'report-to-head', journalId: 'internal', caseId: 'internal-memos',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 16,
    subject: 'Электрондук журналды кеч толтуруу жөнүндө баянат', sheets: 1, attachmentSheets: null, authorId: 'head-kyrgyz-division',
    paragraphs: [
      'Бөлүмчөдө өткөн айда электрондук журналдын толтурулушу текшерилди. Жыйырма үч топтун он тогузунда жазуулар өз убагында киргизилген.',
      'Калган төрт топ боюнча баалар үч күндөн алты күнгө чейин кечигип коюлган. Мунун себеби — жаңы келген окутуучулардын системага кирүү укугун кеч алышы.',
      'Кайталанбашы үчүн кызматкер ишке алынганда эле ага системага кирүү укугун берүү тартибин белгилөөнү өтүнөм. Тиешелүү окутуучулар менен түшүндүрүү иштери жүргүзүлдү.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'ky-10', direction: 'outgoing', kindId: 'invitation', journalId: 'outgoing', caseId: 'correspondence-organisations',
    correspondentId: 'college-kg', correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 5,
    subject: 'Ачык эшик күнүнө чакыруу', sheets: 1, attachmentSheets: null, authorId: 'head-kyrgyz-division',
    paragraphs: [
      'Кадырлуу кесиптештер! Университет кийинки айдын экинчи ишембисинде колледждердин бүтүрүүчүлөрү үчүн ачык эшик күнүн өткөрөт.',
      'Коноктор лабораторияларды көрүп, окутуучуларга суроо берип, кабыл алуу комиссиясынан кеңеш ала алышат. Түштөн кийин студенттердин робот мелдеши болот.',
      'Бүтүрүүчүлөрүңүздөрдү бул күнгө чакырып, алардын болжолдуу санын билдирүүңүздөрдү суранабыз. Отуздан ашык адам келе турган болсо, алыскы айылдардан автобус уюштурууга жардам көрсөтөбүз.',
    ],
    signing: { plan: 'none' },
  },
];
