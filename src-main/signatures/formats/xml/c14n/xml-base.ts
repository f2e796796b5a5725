/**
 * join-URI-References of C14N 1.1 (clause 2.4 and appendix A): RFC 3986 clause 5.2 with a base that may be
 * relative itself, without dropping leading "../", and without the fragment of the result's base.
 */

interface Parts {
  readonly scheme: string | null;
  readonly authority: string | null;
  readonly path: string;
  readonly query: string | null;
}

const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s;

function partsOf(uri: string): Parts {
  const [, scheme, authority, path, query] = PARTS.exec(uri) ?? [];
  return { scheme: scheme ?? null, authority: authority ?? null, path: path ?? '', query: query ?? null };
}

/** @returns '' where nothing is left. */
export function joinBase(base: string, reference: string): string {
  // Appendix A: a base that ends in ".." stands for a directory.
  const outer = partsOf(/(?:^|\/)\.\.$/.test(base) ? `${base}/` : base);
  const inner = partsOf(reference);
  if (inner.scheme !== null) return assemble({ ...inner, path: withoutDots(inner.path) });
  if (inner.authority !== null) return assemble({ ...inner, scheme: outer.scheme, path: withoutDots(inner.path) });
  const { scheme, authority } = outer;
  if (inner.path === '') return assemble({ ...outer, path: withoutDots(outer.path), query: inner.query ?? outer.query });
  const path = inner.path.startsWith('/') ? inner.path : merge(outer, inner.path);
  return assemble({ scheme, authority, path: withoutDots(path), query: inner.query });
}

function merge(base: Parts, path: string): string {
  if (base.authority !== null && base.path === '') return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf('/') + 1) + path;
}

function assemble({ scheme, authority, path, query }: Parts): string {
  const head = (scheme === null ? '' : `${scheme}:`) + (authority === null ? '' : `//${authority}`);
  return head + path + (query === null ? '' : `?${query}`);
}

/** RFC 3986 clause 5.2.4, with the changes of appendix A: "../" that leads out of a relative path stays. */
function withoutDots(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '.' || (segment === '' && !last)) {
      if (last) kept.push('');
      continue;
    }
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') {
      kept.pop();
      if (last) kept.push('');
    } else if (!absolute) {
      kept.push('..');
      if (last) kept.push('');
    }
  }
  return (absolute ? '/' : '') + kept.join('/');
}
