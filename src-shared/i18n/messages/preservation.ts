import { defineMessages } from './define.ts';

/** Evidence that is kept beside signed documents, and its renewal. */
export const preservation = defineMessages({
  'operation.preservation.settingsChanged': { kk: 'Дәлелдемелерді сақтау баптаулары өзгертілді', uk: 'Змінено налаштування зберігання доказів', ky: 'Далилдерди сактоо жөндөөлөрү өзгөртүлдү', ru: 'Изменены настройки хранения доказательств', en: 'Settings of kept evidence changed' },
  'operation.preservation.assessed': { kk: 'Қолтаңбалар қайта тексерілді', uk: 'Підписи перевірено повторно', ky: 'Кол тамгалар кайра текшерилди', ru: 'Подписи проверены повторно', en: 'Signatures validated again' },
  'operation.preservation.evidenceMade': { kk: 'Дәлелдеме жазбасы жасалды', uk: 'Створено запис доказів', ky: 'Далил жазуусу түзүлдү', ru: 'Создана запись доказательств', en: 'Evidence record made' },
  'operation.preservation.reported': { kk: 'Қолтаңбаларды қайта тексеру есебі', uk: 'Звіт про повторну перевірку підписів', ky: 'Кол тамгаларды кайра текшерүү отчёту', ru: 'Отчёт о повторной проверке подписей', en: 'Report of a re-validation' },
  'job.preservation': { kk: 'Қолтаңбалардың дәлелдемелерін тексеру және жаңарту', uk: 'Перевірка й поновлення доказів підписів', ky: 'Кол тамгалардын далилдерин текшерүү жана жаңыртуу', ru: 'Проверка и обновление доказательств подписей', en: 'Checking and renewing evidence of signatures' },
  'error.preservationReportNotFound': { kk: 'Мұндай қайта тексеру есебі жоқ.', uk: 'Такого звіту про повторну перевірку немає.', ky: 'Мындай кайра текшерүү отчёту жок.', ru: 'Такого отчёта о повторной проверке нет.', en: 'There is no such report of a re-validation.' },
  'error.preservationDeskUnknown': { kk: 'Кеңседе «{desk}» кодты жұмыс орны жоқ.', uk: 'В установі немає робочого місця з кодом «{desk}».', ky: 'Мекемеде «{desk}» коддуу жумуш орду жок.', ru: 'В учреждении нет рабочего места с кодом «{desk}».', en: 'The office has no desk with the code “{desk}”.' },
});
