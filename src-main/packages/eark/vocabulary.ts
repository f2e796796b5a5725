/** Namespaces and words of METS 1.12, PREMIS 3, CSIP and SIP 2.1. */
export const METS_NS = 'http://www.loc.gov/METS/';
export const XLINK_NS = 'http://www.w3.org/1999/xlink';
export const CSIP_NS = 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS';
export const SIP_NS = 'https://DILCIS.eu/XML/METS/SIPExtensionMETS';
export const PREMIS_NS = 'http://www.loc.gov/premis/v3';
export const XSI_NS = 'http://www.w3.org/2001/XMLSchema-instance';

export const SIP_PROFILE = 'https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-1-0.xml';
export const CSIP_PROFILE = 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-1-0.xml';

export const METS_FILE = 'METS.xml';
export const DESCRIPTIVE = 'metadata/descriptive/';
export const PREMIS_FILE = 'metadata/preservation/premis.xml';
export const DOCUMENTATION = 'documentation/';
