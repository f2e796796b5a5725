import { defineMessages } from './define.ts';

/** Evidence that is kept beside signed documents, and its renewal. */
export const preservation = defineMessages({
  'operation.preservation.settingsChanged': { kk: 'Дәлелдемелерді сақтау баптаулары өзгертілді', uk: 'Змінено налаштування зберігання доказів', ky: 'Далилдерди сактоо жөндөөлөрү өзгөртүлдү', ru: 'Изменены настройки хранения доказательств', en: 'Settings of kept evidence changed' },
  'operation.preservation.assessed': { kk: 'Қолтаңбалар қайта тексерілді', uk: 'Підписи перевірено повторно', ky: 'Кол тамгалар кайра текшерилди', ru: 'Подписи проверены повторно', en: 'Signatures validated again' },
  'operation.preservation.evidenceMade': { kk: 'Дәлелдеме жазбасы жасалды', uk: 'Створено запис доказів', ky: 'Далил жазуусу түзүлдү', ru: 'Создана запись доказательств', en: 'Evidence record made' },
  'operation.preservation.reported': { kk: 'Қолтаңбаларды қайта тексеру есебі', uk: 'Звіт про повторну перевірку підписів', ky: 'Кол тамгаларды кайра текшерүү отчёту', ru: 'Отчёт о повторной проверке подписей', en: 'Report of a re-validation' },
});
