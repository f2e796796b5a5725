/** A calendar day `YYYY-MM-DD` as papers of the three countries write it, `DD.MM.YYYY`; what is no day stays as it was written. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${date}.${month}.${year}` : day;
}
