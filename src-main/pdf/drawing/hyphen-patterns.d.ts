import type { Patterns } from './hyphen-package.d.ts';

declare const patterns: Patterns;
export default patterns;
