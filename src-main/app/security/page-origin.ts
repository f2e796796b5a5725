/** The page's own scheme and host: one origin for everything that the program shows. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'desk';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
