/** Namespace names of XML signatures and of the XAdES versions that are read. */

export const XML_NS = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NS = 'http://www.w3.org/2000/xmlns/';
export const DS_NS = 'http://www.w3.org/2000/09/xmldsig#';
export const DS11_NS = 'http://www.w3.org/2009/xmldsig11#';
export const RFC_9231_NS = 'http://www.w3.org/2007/05/xmldsig-more#';
export const FILTER2_NS = 'http://www.w3.org/2002/06/xmldsig-filter2';
export const XADES_111_NS = 'http://uri.etsi.org/01903/v1.1.1#';
export const XADES_122_NS = 'http://uri.etsi.org/01903/v1.2.2#';
export const XADES_132_NS = 'http://uri.etsi.org/01903/v1.3.2#';
/** Only adds properties to 1.3.2: it has no QualifyingProperties of its own. */
export const XADES_141_NS = 'http://uri.etsi.org/01903/v1.4.1#';

/** Evidence records in XAdES (EN 319 132-3). */
export const XADES_RECORDS_NS = 'http://uri.etsi.org/19132/v1.1.1#';

/** Namespaces in which QualifyingProperties may stand. */
export const XADES_BASE_NAMESPACES: readonly string[] = [XADES_132_NS, XADES_122_NS, XADES_111_NS];

/** EN 319 132-1 clause 4.4.2 names the first; earlier versions of XAdES carried their number in it. */
export const SIGNED_PROPERTIES_TYPES: readonly string[] = [
  'http://uri.etsi.org/01903#SignedProperties',
  'http://uri.etsi.org/01903/v1.1.1#SignedProperties',
  'http://uri.etsi.org/01903/v1.2.2#SignedProperties',
  'http://uri.etsi.org/01903/v1.3.2#SignedProperties',
];
