/** Names of units in the order given, for a line of text. */
export function unitNames(unitIds: readonly string[], units: readonly { readonly unitId: string; readonly name: string }[]): string {
  return unitIds.map((unitId) => units.find((unit) => unit.unitId === unitId)?.name ?? '').filter((name) => name !== '').join(', ');
}
