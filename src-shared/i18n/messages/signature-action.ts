import { defineMessages } from './define.ts';

/** What would settle an open verdict, the buttons for it, and the register of earlier checks. */
export const signatureAction = defineMessages({
  'signature.missing.heading': { kk: 'Не жетіспейді', uk: 'Чого бракує', ky: 'Эмне жетишпейт', ru: 'Чего не хватает', en: 'What is missing' },
  'signature.missing.revocation': { kk: 'Тіркеу куәлігінің кері қайтарылмағаны туралы жаңа дерек.', uk: 'Свіжі дані про те, чи не відкликано сертифікат.', ky: 'Сертификаттын кайтарылып алынбаганы жөнүндө жаңы маалымат.', ru: 'Свежие данные о том, не отозван ли сертификат.', en: 'Fresh data on whether the certificate is revoked.' },
  'signature.missing.issuer': { kk: 'Тіркеу куәлігін берген орталықтың сертификаты: {issuer}.', uk: 'Сертифікат центру, який видав сертифікат підписувача: {issuer}.', ky: 'Сертификатты берген борбордун сертификаты: {issuer}.', ru: 'Сертификат центра, выдавшего сертификат подписанта: {issuer}.', en: 'The certificate of the authority that issued it: {issuer}.' },
  'signature.missing.trust-anchor': { kk: 'Бұл орталық мұнда сенімді деп тіркелмеген: {issuer}. Бұл қолтаңбаның жарамсыз екенін білдірмейді.', uk: 'Цей центр тут не внесено до довірених: {issuer}. Це не означає, що підпис недійсний.', ky: 'Бул борбор бул жерде ишенимдүү деп катталган эмес: {issuer}. Бул колтамга жараксыз дегенди билдирбейт.', ru: 'Этот центр здесь не внесён в доверенные: {issuer}. Это не значит, что подпись недействительна.', en: 'This authority is not among the trusted ones here: {issuer}. That does not make the signature invalid.' },
  'signature.missing.document': { kk: 'Осы қолтаңба қойылған құжаттың өзі.', uk: 'Сам документ, під яким стоїть цей підпис.', ky: 'Ушул колтамга коюлган документтин өзү.', ru: 'Сам документ, под которым стоит эта подпись.', en: 'The document that this signature was made for.' },
  'signature.action.fetch': { kk: 'Қазір қайта тексеру', uk: 'Перевірити зараз', ky: 'Азыр кайра текшерүү', ru: 'Проверить сейчас', en: 'Try again now' },
  'signature.action.document': { kk: 'Құжатты қосу…', uk: 'Додати документ…', ky: 'Документти кошуу…', ru: 'Добавить документ…', en: 'Add the document…' },
  'signature.action.trust': { kk: 'Сенімді орталықтарды ашу', uk: 'Відкрити довірені центри', ky: 'Ишенимдүү борборлорду ачуу', ru: 'Открыть доверенные центры', en: 'Open the trusted authorities' },
  'signature.action.administrator': { kk: 'Сертификатты жүйе әкімшісі қоса алады.', uk: 'Сертифікат може додати адміністратор.', ky: 'Сертификатты системдик администратор кошо алат.', ru: 'Сертификат может добавить администратор.', en: 'The administrator can add the certificate.' },
  'signature.action.joined': { kk: 'Құжат қолтаңбаға қосылды, тексеріліп жатыр.', uk: 'Документ приєднано до підпису, триває перевірка.', ky: 'Документ колтамгага кошулду, текшерилип жатат.', ru: 'Документ присоединён к подписи, идёт проверка.', en: 'The document is joined to the signature; it is being checked.' },
  'signature.fetched.settled': { kk: 'Жаңа дерек алынды, нәтиже: {verdict}.', uk: 'Отримано нові дані, результат: {verdict}.', ky: 'Жаңы маалымат алынды, жыйынтык: {verdict}.', ru: 'Получены новые данные, результат: {verdict}.', en: 'New data was obtained; the result: {verdict}.' },
  'signature.fetched.nothing': { kk: 'Жаңа дерек алынбады. {reason} Бұрынғы нәтиже сақталды.', uk: 'Нових даних не отримано. {reason} Попередній результат збережено.', ky: 'Жаңы маалымат алынган жок. {reason} Мурунку жыйынтык сакталды.', ru: 'Новых данных не получено. {reason} Прежний результат сохранён.', en: 'Nothing new was obtained. {reason} The earlier result stands.' },
  'signature.fetched.noSource': { kk: 'Куәлікте мекенжай көрсетілмеген.', uk: 'У сертифікаті не вказано адреси.', ky: 'Сертификатта дарек көрсөтүлгөн эмес.', ru: 'В сертификате не указан адрес.', en: 'The certificate names no address.' },
  'signature.fetched.unreachable': { kk: 'Сервер жауап бермеді.', uk: 'Сервер не відповів.', ky: 'Сервер жооп берген жок.', ru: 'Сервер не ответил.', en: 'The server did not answer.' },
  'signature.history': { kk: 'Бұрынғы тексерулер', uk: 'Попередні перевірки', ky: 'Мурунку текшерүүлөр', ru: 'Предыдущие проверки', en: 'Earlier checks' },
  'signature.history.none': { kk: 'Бұрын тексерілмеген', uk: 'Раніше не перевірялося', ky: 'Мурун текшерилген эмес', ru: 'Раньше не проверялось', en: 'Not checked before' },
  'signature.history.change': { kk: '{signer}: {before} → {after}', uk: '{signer}: {before} → {after}', ky: '{signer}: {before} → {after}', ru: '{signer}: {before} → {after}', en: '{signer}: {before} → {after}' },
  'signature.history.evidence': { kk: 'Жаңа дерек: {source}', uk: 'Нові дані: {source}', ky: 'Жаңы маалымат: {source}', ru: 'Новые данные: {source}', en: 'New data: {source}' },
  'signature.history.new': { kk: 'жаңа', uk: 'новий', ky: 'жаңы', ru: 'новая', en: 'new' },
  'signature.history.gone': { kk: 'жоқ', uk: 'немає', ky: 'жок', ru: 'нет', en: 'gone' },
});
