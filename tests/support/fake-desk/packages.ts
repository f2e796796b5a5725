import { Refusal } from '#shared/contract/errors.ts';
import type { Inspection, MadePackage, PackageDocument, PackageReport } from '#shared/contract/packages.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import { fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

export interface FakePackagesOptions {
  readonly made?: readonly MadePackage[];
  readonly imported?: MethodOutput<'packages.list'>['imported'];
  readonly choices?: Pick<MethodOutput<'packages.choices'>, 'cases' | 'inventories'>;
  readonly inspection?: Inspection;
  /** Documents of a package that was kept. */
  readonly documents?: readonly PackageDocument[];
  /** Those of them that are not taken, by path. */
  readonly refused?: MethodOutput<'packages.take'>['refused'];
  /** Indexes of documents that may not be passed outside. */
  readonly barred?: string;
}

/** A package that was made; what a test does not say is plausible. */
export function madePackage(changes: Partial<MadePackage> & Pick<MadePackage, 'packageId'>): MadePackage {
  return { format: 'eark', madeFor: 'Державний архів Харківської області', cases: 2, documents: 148, files: 412, fileName: `package-${changes.packageId}.tar`, sha256: 'e'.repeat(64), size: 734_003_200, manifestSha256: '4f8a'.repeat(16), madeAt: '2026-03-05T09:00:00Z', madeBy: PEOPLE[0], here: true, permission: null, removedWith: null, ...changes };
}

export function packageReport(changes: Partial<PackageReport> = {}): PackageReport {
  return {
    format: 'eark',
    identifier: 'package-0f3c',
    organisation: 'Харківський національний університет',
    madeOn: '2026-03-04T12:00:00Z',
    files: 21,
    bytes: 5_242_880,
    findings: [],
    findingCount: 0,
    described: true,
    cases: [{ index: '01-05', title: 'Листування з питань приймання документів', year: 2025 }],
    documents: [{ registrationIndex: '112/01-05', registrationDate: '2025-11-04', subject: 'Про надання інформації щодо архівних справ', files: 3, signatures: 1 }],
    documentCount: 1,
    ...changes,
  };
}

/** A document of a package that was kept; what a test does not say is plausible. */
export function packageDocument(at: number, changes: Partial<PackageDocument> = {}): PackageDocument {
  return { path: `data/descriptive/01/${at}/document.xml`, registrationIndex: `${at}/01-05`, registrationDate: '2025-11-04', subject: 'Про надання інформації щодо архівних справ', files: 2, signatures: 1, taken: null, ...changes };
}

const CHOICES: NonNullable<FakePackagesOptions['choices']> = {
  cases: [
    { caseId: 'c1', index: '01-05', title: 'Листування з питань приймання документів', year: 2025, closedOn: '2026-01-15', documents: 96 },
    { caseId: 'c2', index: '02-11', title: 'Накази з кадрових питань (особового складу)', year: 2025, closedOn: '2026-01-20', documents: 52 },
  ],
  inventories: [{ inventoryId: 'i1', type: 'personnel', number: '2-ос', year: 2025, title: 'Справи з кадрових питань', caseIds: ['c2'] }],
};

export function fakePackages(held: FakeHoldings, { made = [], imported = [], choices = CHOICES, inspection = { kind: 'inspected', report: packageReport() }, documents = [packageDocument(112)], refused = [], barred }: FakePackagesOptions): FakeHandlers<'packages'> {
  let [allMade, allImported] = [[...made], [...imported]];
  let kept = [...documents];
  return {
    'packages.list': () => ({ made: allMade, imported: allImported }),
    'packages.choices': ({ text, from, count }) => {
      const found = choices.cases.filter(({ index, title, year }) => `${index} ${title} ${year}`.includes(text));
      return { total: choices.cases.length, found: found.length, cases: found.slice(from, from + count), inventories: choices.inventories };
    },
    'packages.make': ({ packageId, format, caseIds, madeFor, permission }) => {
      if (barred !== undefined && permission === null) throw new Refusal('refused', 'error.packageBarred', { indexes: barred }, [{ path: 'permission', message: 'requisite.missing' }]);
      const entry = madePackage({ packageId, format, madeFor, permission, cases: caseIds.length });
      allMade = [entry, ...allMade];
      held.changed(['archive']);
      return entry;
    },
    'packages.inspect': () => inspection,
    'packages.import': ({ packageId, sha256, fileName }) => {
      const report = inspection.kind === 'inspected' ? inspection.report : packageReport();
      const entry = { packageId, format: report.format, fileName, sha256, size: report.bytes, identifier: report.identifier, organisation: report.organisation, documents: report.documentCount, findings: report.findingCount, importedAt: '2026-03-05T10:00:00Z', importedBy: PEOPLE[0] };
      allImported = [entry, ...allImported];
      held.changed(['archive']);
      return entry;
    },
    'packages.documents': () => ({ documents: kept }),
    'packages.take': ({ paths }) => {
      const taken = paths.filter((path) => !refused.some((one) => one.path === path)).map((path) => ({ path, letterId: held.nextId() }));
      kept = kept.map((document) => {
        const letterId = taken.find(({ path }) => path === document.path)?.letterId;
        return letterId === undefined ? document : { ...document, taken: { letterId, state: 'waiting', documentId: null, registrationIndex: null } };
      });
      held.changed(['archive', 'letters']);
      return { taken, refused: refused.filter(({ path }) => paths.includes(path)) };
    },
    'packages.report': () => (inspection.kind === 'inspected' ? inspection.report : packageReport()),
  };
}

/** Packages as a list shows them: one here, one at another desk, one that came with faults. */
export const PACKAGE_LISTS: Required<Pick<FakePackagesOptions, 'made' | 'imported'>> = {
  made: [madePackage({ packageId: fakeId(9501), permission: '№ 7 від 02.03.2026' }), madePackage({ packageId: fakeId(9502), format: 'bagit', here: false, cases: 1, documents: 12, size: 48_000, madeFor: 'Міністерство освіти і науки України' }), madePackage({ packageId: fakeId(9504), cases: 1, documents: 31, here: false, removedWith: '3/2026' })],
  imported: [{ packageId: fakeId(9503), format: 'bagit', fileName: 'передача-2024.tar', sha256: 'd'.repeat(64), size: 9_000_000, identifier: '2024-7', organisation: 'Обласний ліцей', documents: 0, findings: 3, importedAt: '2026-03-01T08:00:00Z', importedBy: PEOPLE[0] }],
};
