/** What failed, from the reports of the test runners: named at the end, where the log of a long run is still there to be read. */
const LONGEST_MESSAGE = 600;

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages?: readonly string[] | null }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly title: string; readonly ok: boolean; readonly tests: readonly { readonly results: readonly { readonly error?: { readonly message?: string } }[] }[] }[];
}

function lineOf(name: string, message: string | undefined): string {
  const said = (message ?? '').slice(0, LONGEST_MESSAGE).trim();
  return said === '' ? name : `${name}\n    ${said.replaceAll('\n', '\n    ')}`;
}

/** Failed tests of a report of vitest, and files that did not even load. */
export function failuresOfVitest(report: unknown): string[] {
  return (report as VitestReport).testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed').map((test) => lineOf(`${file.name}: ${test.fullName}`, test.failureMessages?.[0]));
    return failed.length === 0 && file.status === 'failed' ? [lineOf(file.name, file.message)] : failed;
  });
}

/** Failed tests of a report of Playwright. */
export function failuresOfPlaywright(report: unknown): string[] {
  const of = (suite: PlaywrightSuite, above: string): string[] => {
    const name = `${above}${suite.title} › `;
    const own = (suite.specs ?? []).filter(({ ok }) => !ok).map((spec) => lineOf(`${name}${spec.title}`, spec.tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error?.message));
    return [...own, ...(suite.suites ?? []).flatMap((inner) => of(inner, name))];
  };
  return (report as { readonly suites: readonly PlaywrightSuite[] }).suites.flatMap((suite) => of(suite, ''));
}
