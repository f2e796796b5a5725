import type { DemonstrationDocument } from './model.ts';

const made = { madeUp: true, language: 'kk' } as const;

/** Documents in Kazakh. */
export const kazakhDocuments: readonly DemonstrationDocument[] = [
  {
    ...made, documentId: 'kk-01', direction: 'incoming', kindId: 'information-request', journalId: 'incoming', caseId: 'correspondence-authorities',
    correspondentId: 'education-department-kz', correspondentNumber: '04-11/0127', correspondentDaysBefore: 12, daysBefore: 10,
    subject: 'Түлектердің жұмысқа орналасуы туралы мәлімет беру жөнінде', sheets: 2, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Құрметті әріптестер!',
      'Қиялтау облысында инженер кадрларға сұранысты болжау мақсатында Басқарма жоғары оқу орындарының соңғы үш жылдағы түлектері туралы деректер жинақтап жатыр.',
      'Осыған байланысты Сізден әр мамандық бойынша бітірушілердің жалпы санын, оның ішінде алғашқы алты айда мамандығы бойынша жұмысқа орналасқандардың үлесін және магистратурада оқуын жалғастырғандардың санын көрсетуді сұраймыз.',
      'Мәліметті қоса берілген кестеге сай толтырып, осы хатты алған күннен бастап он жұмыс күні ішінде электрондық түрде жолдауыңызды өтінеміз. Дербес деректерді көрсету қажет емес.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'correspondent', correspondentId: 'education-department-kz' }] },
  },
  {
    ...made, documentId: 'kk-02', direction: 'incoming', kindId: 'citizen-appeal', journalId: 'appeals', caseId: 'citizens-appeals',
    correspondentId: 'citizen-kz', correspondentNumber: null, correspondentDaysBefore: 8, daysBefore: 8,
    subject: 'Жатақханадан орын бөлу туралы өтініш', sheets: 1, attachmentSheets: 2, authorId: null,
    paragraphs: [
      'Менің ұлым Сіздің университетіңіздің инженерлік факультетіне бірінші курсқа қабылданды. Отбасымыз қаладан екі жүз шақырымдай жердегі ауылда тұрады, күн сайын қатынап оқуға мүмкіндігіміз жоқ.',
      'Үйде үш бала тәрбиеленіп отыр, пәтер жалдауға қаражатымыз жетпейді. Сондықтан оқу жылының басынан бастап ұлыма студенттер жатақханасынан орын беру мәселесін қарауыңызды сұраймын.',
      'Отбасы құрамы туралы анықтама мен табыс туралы мәліметті осы өтінішке тіркеп отырмын. Жауабын пошта арқылы жіберуіңізді өтінемін.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'kk-03', direction: 'outgoing', kindId: 'outgoing-letter', journalId: 'outgoing', caseId: 'correspondence-organisations',
    correspondentId: 'plant-kz', correspondentNumber: '215', correspondentDaysBefore: 20, daysBefore: 15,
    subject: 'Студенттердің өндірістік тәжірибесін ұйымдастыру туралы', sheets: 2, attachmentSheets: 1, authorId: 'head-academic',
    paragraphs: [
      'Үшінші курс студенттерін өндірістік тәжірибеге қабылдау жөніндегі ұсынысыңызды ризашылықпен қабылдаймыз.',
      'Университет зауыттың құрастыру және өлшеу цехтарына жиырма төрт студентті жіберуге дайын. Топтың тізімі, тәжірибенің кестесі мен бағдарламасы қосымшада берілген. Жетекші ретінде инженерлік факультеттің аға оқытушысы бекітілді.',
      'Студенттер жұмысқа кіріспес бұрын өртке қарсы және еңбекті қорғау нұсқаулығынан өтуі үшін зауыт тарапынан жауапты маман тағайындауыңызды сұраймыз.',
      'Тәжірибе аяқталғаннан кейін әр студентке мінездеме беріліп, күнделігіне қол қойылуы тиіс. Ұйымдастыру мәселелері бойынша оқу бөліміне хабарласуға болады.',
    ],
    signing: { plan: 'two-signers', container: 'detached', signers: [{ of: 'office', personId: 'rector' }, { of: 'office', personId: 'head-of-records' }] },
  },
  {
    ...made, documentId: 'kk-04', direction: 'internal', kindId: 'order-core', journalId: 'orders', caseId: 'orders-core',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 31,
    subject: 'Зертханалық жабдықты түгендеу туралы', sheets: 2, attachmentSheets: null, authorId: 'rector',
    paragraphs: [
      'Оқу зертханаларындағы мүліктің нақты санын анықтау және оның сақталуын қамтамасыз ету мақсатында БҰЙЫРАМЫН:',
      '1. Ағымдағы айдың соңына дейін инженерлік факультеттің барлық зертханасында жабдыққа түгендеу жүргізілсін.',
      '2. Түгендеу комиссиясының төрағасы болып бас бухгалтер тағайындалсын, құрамына факультет пен ақпараттық жүйелер бөлімінің өкілдері енгізілсін.',
      '3. Комиссия тозған құралдардың тізімін жасап, оларды есептен шығару немесе жөндеу туралы ұсыныс дайындасын.',
      '4. Бұйрықтың орындалуын бақылау проректорға жүктелсін.',
    ],
    signing: { plan: 'detached', signers: [{ of: 'office', personId: 'rector' }] },
  },
  {
    ...made, documentId: 'kk-05', direction: 'internal', kindId: 'service-memo', journalId: 'internal', caseId: 'internal-memos',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 6,
    subject: 'Дәрісхана жиһазын ауыстыру туралы', sheets: 1, attachmentSheets: null, authorId: 'lecturer-kk',
    paragraphs: [
      'Екінші ғимараттың 214-дәрісханасындағы жиһаз он жылдан астам пайдаланылып келеді. Отыз орындықтың тоғызы сынған, үш үстелдің беті көтеріліп, студенттердің жұмыс істеуіне қолайсыз.',
      'Дәрісханада күніне төрт сабақ өтетінін ескере отырып, қысқы демалыс кезінде жарамсыз орындықтар мен үстелдерді ауыстыру мүмкіндігін қарауыңызды сұраймын.',
      'Қоймада пайдалануға жарамды он екі орындық бар екені шаруашылық қызметінен нақтыланды, сондықтан жаңасын сатып алу көлемі аз болады.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'kk-06', direction: 'internal', kindId: 'application-leave', journalId: 'internal', caseId: 'applications-leave',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 4,
    subject: 'Жыл сайынғы еңбек демалысының бір бөлігін беру туралы', sheets: 1, attachmentSheets: null, authorId: 'lecturer-kk',
    paragraphs: [
      'Маған келесі айдың бірінші күнінен бастап күнтізбелік он төрт күнге жыл сайынғы ақылы еңбек демалысының бір бөлігін беруіңізді өтінемін.',
      'Осы кезеңдегі сабақтарым кафедра меңгерушісімен келісіліп, әріптестерім арасында бөлінді. Қалған демалыс күндерін жаз айларында пайдалануды жоспарлап отырмын.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'kk-07', direction: 'incoming', kindId: 'invitation', journalId: 'incoming', caseId: 'correspondence-organisations',
    correspondentId: 'gymnasium-kz', correspondentNumber: '38-ш', correspondentDaysBefore: 5, daysBefore: 3,
    subject: 'Ғылым апталығына қатысуға шақыру', sheets: 1, attachmentSheets: null, authorId: null,
    paragraphs: [
      'Гимназияда келер айда жоғары сынып оқушыларына арналған ғылым апталығы өтеді. Биылғы тақырып – айналамыздағы өлшемдер мен құралдар.',
      'Апталықтың ашылуында университетіңіздің ғалымдарын қонақ ретінде көруге қуаныштымыз. Оқушыларға арнап қырық минуттық көпшілік дәріс оқып, зертханалық тәжірибе көрсетуге екі-үш оқытушы жіберуіңізді сұраймыз.',
      'Келетін қонақтардың тізімін және қажетті құралдар туралы мәліметті алдын ала хабарлауыңызды өтінеміз.',
    ],
    signing: { plan: 'attached', signers: [{ of: 'correspondent', correspondentId: 'gymnasium-kz' }] },
  },
  {
    ...made, documentId: 'kk-08', direction: 'incoming', kindId: 'contract', journalId: 'incoming', caseId: 'contracts',
    correspondentId: 'plant-kz', correspondentNumber: 'Ш-17', correspondentDaysBefore: 26, daysBefore: 24,
    subject: 'Өлшеу құралдарын жеткізу шарты', sheets: 4, attachmentSheets: 2, authorId: null,
    paragraphs: [
      'Бұдан әрі «Жеткізуші» деп аталатын зауыт пен «Тапсырыс беруші» деп аталатын университет төмендегі талаптар бойынша осы шартты жасасты.',
      '1. Жеткізуші оқу зертханалары үшін он екі сандық штангенциркуль мен алты микрометрді жеткізуге, ал Тапсырыс беруші оларды қабылдап, құнын төлеуге міндеттенеді.',
      '2. Шарттың жалпы құны 480 000 теңгені құрайды және жеткізу мерзімі ішінде өзгертілмейді.',
      '3. Тауар шарт күшіне енген күннен бастап отыз күнтізбелік күн ішінде екі тараптың өкілдері қол қойған акт бойынша тапсырылады.',
      '4. Кепілдік мерзімі – он екі ай. Ақаулы құралды Жеткізуші өз есебінен ауыстырады.',
    ],
    signing: { plan: 'tampered', container: 'detached', signers: [{ of: 'correspondent', correspondentId: 'plant-kz' }] },
  },
  {
    ...made, documentId: 'kk-09', direction: 'internal', kindId: 'report', journalId: 'internal', caseId: 'reports-academic',
    correspondentId: null, correspondentNumber: null, correspondentDaysBefore: null, daysBefore: 45,
    subject: 'Жазғы емтихан сессиясының қорытындысы туралы есеп', sheets: 3, attachmentSheets: 4, authorId: 'head-academic',
    paragraphs: [
      'Жазғы сессияға 1 246 студент жіберілді, оның 1 198-і барлық емтиханды мерзімінде тапсырды. Үлгерім көрсеткіші өткен жылмен салыстырғанда 1,4 пайыздық тармаққа өсті.',
      'Ең жоғары нәтижені ақпараттық технологиялар мамандығының екінші курсы көрсетті. Қолданбалы механика пәнінен қайта тапсырушылардың көп болуы осы пәннің тәжірибелік сағаттарын көбейту қажеттігін аңғартады.',
      'Емтихандардың барысында тәртіп бұзу фактілері тіркелген жоқ. Он жеті апелляция қаралып, төртеуі бойынша баға өзгертілді.',
      'Ұсыныс: күзгі семестрде қолданбалы механикадан апта сайынғы кеңес беру сабақтарын ұйымдастыру.',
    ],
    signing: { plan: 'none' },
  },
  {
    ...made, documentId: 'kk-10', direction: 'incoming', kindId: 'incoming-letter', journalId: 'incoming', caseId: 'correspondence-organisations',
    correspondentId: 'plant-kz', correspondentNumber: '231', correspondentDaysBefore: 3, daysBefore: 2,
    subject: 'Банк деректемелерінің өзгеруі туралы хабарлама', sheets: 1, attachmentSheets: 1, authorId: null,
    paragraphs: [
      'Зауыттың қызмет көрсететін банкі ауысуына байланысты келесі айдан бастап есеп айырысу шотының нөмірі өзгеретінін хабарлаймыз.',
      'Жаңа деректемелер қосымшада көрсетілген. Бұрынғы шотқа аударылған қаражат айдың соңына дейін қабылданады, одан кейін төлемдер қайтарылады.',
      'Қолданыстағы шарттарға өзгеріс енгізу үшін қосымша келісімнің жобасын жақын арада жеке хатпен жолдаймыз.',
    ],
    signing: { plan: 'revoked', container: 'detached', signers: [{ of: 'correspondent', correspondentId: 'plant-kz' }] },
  },
];
