// The walls of the house (docs/house.md). A wall that stands in the wrong place is moved on purpose,
// with the reason in docs/decisions.md.
const NODE_SIDE = '^(src-main|src-server|scripts|bin)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Data flows one way.', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'src-shared imports nothing outside itself, the schema library aside.',
      from: { path: '^src-shared/' },
      to: { pathNot: ['^src-shared/', '^node_modules/zod/'] },
    },
    { name: 'renderer-knows-shared-only', severity: 'error', from: { path: '^src-renderer/' }, to: { path: NODE_SIDE } },
    { name: 'renderer-is-a-page', severity: 'error', comment: 'No Node and no Electron in the page.', from: { path: '^src-renderer/' }, to: { dependencyTypes: ['core'] } },
    { name: 'main-knows-no-window', severity: 'error', from: { path: '^src-main/' }, to: { path: '^(src-renderer|src-server)/' } },
    { name: 'server-knows-shared-only', severity: 'error', from: { path: '^src-server/' }, to: { path: '^(src-main|src-renderer)/' } },
    {
      name: 'electron-in-its-place',
      severity: 'error',
      comment: 'electron is imported in src-main/app and the IPC host only.',
      from: { path: '^(src|bin|scripts)', pathNot: ['^src-main/app/', '^src-main/hosts/electron-ipc\\.ts$'] },
      to: { path: '(^|/)electron(/|$)', pathNot: '^src-main/' },
    },
    {
      name: 'signatures-pdf-scanning-stand-alone',
      severity: 'error',
      comment: 'Bytes in, results out: no SQLite, no desk, no other room.',
      from: { path: '^src-main/(signatures|pdf|scanning)/([^/]+)' },
      to: { path: '^src-main/', pathNot: '^src-main/$1/' },
    },
    {
      name: 'spreadsheets-mail-and-packages-stand-alone',
      severity: 'error',
      comment: 'Bytes in, tables, messages and records out: of other rooms they know the careful readers of ZIP and XML only.',
      from: { path: '^src-main/(spreadsheets|mail|packages)/' },
      to: { path: '^src-main/', pathNot: ['^src-main/$1/', '^src-main/signatures/index\\.ts$'] },
    },
    { name: 'no-sqlite-in-the-stand-alone', severity: 'error', from: { path: '^src-main/(signatures|pdf|scanning|spreadsheets|mail|packages)/' }, to: { path: 'better-sqlite3' } },
    {
      name: 'tokens-and-ncalayer-stand-alone',
      severity: 'error',
      comment: 'Foreign drivers and programs: they know signatures and the seam of job processes, no store and no desk.',
      from: { path: '^src-main/signing/(tokens|ncalayer)/' },
      to: { path: '^src-main/', pathNot: ['^src-main/signing/$1/', '^src-main/signatures/', '^src-main/jobs/(job-messages|serve-jobs|node-port)\\.ts$'] },
    },
    {
      name: 'rooms-know-no-host',
      severity: 'error',
      comment: 'Rooms know the store and src-shared, not hosts, not windows.',
      from: { path: '^src-main/(store|sync|nomenclature|search|registration|correspondents|review|returned-mail|outages|paper-intake|local-acts|day-papers|printing|drafts|intake|extraction|journal-import|accounts|evidence|verification|signing|trust|archive|jobs|rule-packs|desk)/' },
      to: { path: '^src-main/(app|hosts|cli)/' },
    },
    {
      name: 'store-is-the-ground',
      severity: 'error',
      comment: 'The store knows no room.',
      from: { path: '^src-main/store/' },
      to: { path: '^src-main/', pathNot: ['^src-main/store/', '^src-main/environment\\.ts$'] },
    },
    {
      name: 'rooms-are-put-together-in-desk',
      severity: 'error',
      from: { path: '^src-main/(sync|nomenclature|search|registration|correspondents|review|returned-mail|outages|paper-intake|local-acts|day-papers|printing|drafts|intake|extraction|journal-import|accounts|evidence|verification|signing|trust|archive|jobs|rule-packs)/' },
      to: { path: '^src-main/(desk|demo)/' },
    },
    {
      name: 'desk-thread-loads-no-parser',
      severity: 'error',
      comment: 'Parsers of foreign bytes and what draws PDF belong to job processes: the start and the memory of the one writer do not pay for them. Loaded where it is needed, or types alone.',
      from: {
        path: '^src-main/(desk|store|sync|nomenclature|search|registration|correspondents|review|returned-mail|outages|paper-intake|local-acts|day-papers|printing|drafts|intake|extraction|journal-import|accounts|evidence|verification|signing|trust|archive|rule-packs)/',
        pathNot: ['^src-main/extraction/(index|formats/)', '^src-main/signing/(sign-forms|tokens/|ncalayer/)'],
      },
      to: { path: '^src-main/(signatures|pdf|mail|packages)/|^src-main/extraction/(index|formats/)', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    { name: 'no-test-in-the-product', severity: 'error', from: { path: '^(src-|bin)' }, to: { path: '^tests/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'] },
  },
};
