/** Why the bytes are not a document that this reader takes. */
export type XmlFormatProblem =
  /** A document type declaration: entities, external subsets and defaulted attributes all begin with one. */
  | 'doctype'
  | 'encoding'
  | 'not-well-formed'
  /** Well-formed, but against Namespaces in XML 1.0. */
  | 'namespaces'
  /** Two readings of the same text differ, so neither can be believed. */
  | 'ambiguous';

/** The bytes are not the XML document they should be. */
export class XmlFormatError extends Error {
  override readonly name = 'XmlFormatError';
  readonly problem: XmlFormatProblem;

  constructor(problem: XmlFormatProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.problem = problem;
  }
}
