import { defineMessages } from './define.ts';

/** Settings of the search for missing revocation data. */
export const fetching = defineMessages({
  'fetching.title': { kk: 'Жетіспейтін деректерді желіден алу', uk: 'Отримання відсутніх даних із мережі', ky: 'Жетишпеген маалыматты тармактан алуу', ru: 'Получение недостающих данных из сети', en: 'Missing data from the network' },
  'fetching.explain': {
    kk: 'Байланыс барда бағдарлама кері қайтару тізімдері мен OCSP жауаптарын куәліктерде көрсетілген мекенжайлардан өзі алады және тексеруді қайталайды. Ішкі желідегі мекенжайларға тек төменде рұқсат етілсе ғана сұрау жіберіледі.',
    uk: 'Коли є зв’язок, програма сама отримує списки відкликаних і відповіді OCSP за адресами із сертифікатів та повторює перевірку. До адрес внутрішньої мережі запити надсилаються, лише якщо їх дозволено нижче.',
    ky: 'Байланыш барда программа кайтарып алуу тизмелерин жана OCSP жоопторун сертификаттарда көрсөтүлгөн даректерден өзү алат жана текшерүүнү кайталайт. Ички тармактагы даректерге төмөндө уруксат берилсе гана суроо жөнөтүлөт.',
    ru: 'Когда есть связь, программа сама получает списки отозванных и ответы OCSP по адресам из сертификатов и повторяет проверку. К адресам внутренней сети запросы отправляются, только если они разрешены ниже.',
    en: 'While the link is there, the program itself gets revocation lists and OCSP answers from the addresses in certificates and repeats the check. Addresses inside the office’s network are asked only if they are allowed below.',
  },
  'fetching.allow': { kk: 'Деректерді желіден алуға рұқсат ету', uk: 'Дозволити отримання даних із мережі', ky: 'Маалыматты тармактан алууга уруксат берүү', ru: 'Разрешить получение данных из сети', en: 'Allow data to be fetched from the network' },
  'fetching.hosts': { kk: 'Ішкі желідегі рұқсат етілген түйіндер', uk: 'Дозволені вузли внутрішньої мережі', ky: 'Ички тармактагы уруксат берилген түйүндөр', ru: 'Разрешённые узлы внутренней сети', en: 'Allowed hosts inside the network' },
  'fetching.hostsHint': { kk: 'Әр жолға біреуден, мысалы «ca.ministry.kz» немесе «ca.ministry.kz:8080».', uk: 'По одному в рядку, наприклад «ca.ministry.ua» або «ca.ministry.ua:8080».', ky: 'Ар бир сапка бирден, мисалы «ca.ministry.kg» же «ca.ministry.kg:8080».', ru: 'По одному в строке, например «ca.ministry.kz» или «ca.ministry.kz:8080».', en: 'One a line, for example “ca.ministry.kz” or “ca.ministry.kz:8080”.' },
  'fetching.proxy': { kk: 'Прокси (міндетті емес)', uk: 'Проксі (необов’язково)', ky: 'Прокси (милдеттүү эмес)', ru: 'Прокси (необязательно)', en: 'Proxy (optional)' },
  'fetching.save': { kk: 'Баптауларды сақтау', uk: 'Зберегти налаштування', ky: 'Жөндөөлөрдү сактоо', ru: 'Сохранить настройки', en: 'Save settings' },
  'fetching.saved': { kk: 'Баптаулар сақталды.', uk: 'Налаштування збережено.', ky: 'Жөндөөлөр сакталды.', ru: 'Настройки сохранены.', en: 'Settings saved.' },
  'fetching.waiting': { kk: 'Деректерді күтіп тұрған тексерулер: {count}', uk: 'Перевірок очікують на дані: {count}', ky: 'Маалымат күткөн текшерүүлөр: {count}', ru: 'Проверок ожидают данных: {count}', en: 'Checks waiting for data: {count}' },
  'fetching.lastSuccess': { kk: 'Соңғы рет алынды: {time}', uk: 'Востаннє отримано: {time}', ky: 'Акыркы жолу алынды: {time}', ru: 'Последний раз получено: {time}', en: 'Last obtained: {time}' },
  'fetching.lastFailure': { kk: 'Соңғы сәтсіздік: {time}. {reason}', uk: 'Остання невдача: {time}. {reason}', ky: 'Акыркы ийгиликсиздик: {time}. {reason}', ru: 'Последняя неудача: {time}. {reason}', en: 'Last failure: {time}. {reason}' },
  'fetching.never': { kk: 'Әлі ештеңе сұралған жоқ.', uk: 'Ще нічого не запитували.', ky: 'Азырынча эч нерсе суралган жок.', ru: 'Пока ничего не запрашивали.', en: 'Nothing has been asked for yet.' },
});
