/**
 * Stands in for the declarations of the `xpath` package (`paths` in tsconfig.base.json): its own ones bring in the
 * DOM library of browsers, which code of this side must not see, and leave out what is used here.
 */
declare const library: unknown;
export default library;
