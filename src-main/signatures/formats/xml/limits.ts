/** Bounds on foreign XML. Past them a `LimitExceededError` ends the reading. */

const MIB = 1024 * 1024;

/** Bytes of one document, the signed one or one that a reference brings in. */
export const MAX_XML_BYTES = 128 * MIB;
/** Elements, attributes, texts, comments and processing instructions; each takes about half a kilobyte as a node. */
export const MAX_XML_NODES = 1_000_000;
export const MAX_XML_DEPTH = 500;
export const MAX_ATTRIBUTES_PER_ELEMENT = 1_000;
/** Characters of a name. */
export const MAX_NAME_LENGTH = 1_000;
/** Characters of one comment or processing instruction: the DOM reader matches them with a backtracking pattern. */
export const MAX_COMMENT_LENGTH = 256 * 1024;
export const MAX_XML_SIGNATURES = 100;
/** Counter-signatures of counter-signatures. */
export const MAX_COUNTER_SIGNATURE_DEPTH = 5;
export const MAX_REFERENCES = 5_000;
export const MAX_TRANSFORMS = 10;
/** Filters of one XPath Filter 2.0 transform. */
export const MAX_XPATH_FILTERS = 20;
export const MAX_XPATH_LENGTH = 4_096;
/** Nodes that the XPath expressions of one file may look at. */
export const MAX_XPATH_VISITS = 5_000_000;
/** Nodes of a document that a free XPath filter is evaluated for, one by one. */
export const MAX_XPATH_FILTERED_NODES = 50_000;
/** Milliseconds for one XPath evaluation over a document. */
export const MAX_XPATH_MILLISECONDS = 3_000;
/** Milliseconds for all canonicalisations and transforms of one file. */
export const MAX_PROCESSING_MILLISECONDS = 30_000;
/** Octets that the transforms of one file may give out together. */
export const MAX_TRANSFORMED_BYTES = 1_024 * MIB;
/** Tokens of one time-stamp container, certificates or revocation values of one property. */
export const MAX_ENCAPSULATED_VALUES = 1_000;
