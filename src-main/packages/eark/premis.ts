import { element, plainText, XML_DECLARATION } from '../xml/write-xml.ts';
import { PREMIS_NS, XSI_NS } from './vocabulary.ts';

/** What happened to files before they were packed. */
export const PREMIS_EVENTS = ['received', 'registered', 'verified', 'preserved', 'closed', 'packed'] as const;
export type PremisEventType = (typeof PREMIS_EVENTS)[number];

export interface PremisObject {
  /** Path in the package. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly originalName: string;
}

export interface PremisEvent {
  readonly type: PremisEventType;
  /** ISO 8601, an instant or a day. */
  readonly at: string;
  readonly detail: string;
  /** Who did it; null: the program. */
  readonly agent: string | null;
  readonly paths: readonly string[];
}

/**
 * The preservation metadata of a package (PREMIS 3.0): the package, its files, what happened to them, who did it. The package
 * is an object of its own: one without files would otherwise hold none, and the schema asks for at least one.
 */
export function premisXml(packageId: string, objects: readonly PremisObject[], events: readonly PremisEvent[], program: { readonly name: string; readonly version: string }): string {
  const people = [...new Set(events.flatMap(({ agent }) => (agent === null ? [] : [agent])))];
  const agentIds = new Map(people.map((name, at) => [name, `agent-${at + 1}`]));
  const content = [
    element('object', { 'xsi:type': 'intellectualEntity' }, identifier('object', 'local', packageId)),
    ...objects.map(objectElement),
    ...events.map((event, at) => eventElement(event, `event-${at}`, event.agent === null ? PROGRAM : (agentIds.get(event.agent) ?? PROGRAM))),
    agentElement(PROGRAM, `${program.name} ${program.version}`, 'software'),
    ...people.map((name) => agentElement(agentIds.get(name) ?? PROGRAM, name, 'person')),
  ];
  return `${XML_DECLARATION}${element('premis', { 'xmlns': PREMIS_NS, 'xmlns:xsi': XSI_NS, 'version': '3.0' }, ...content)}\n`;
}

const PROGRAM = 'agent-0';

function objectElement({ path, sha256, size, mediaType, originalName }: PremisObject): string {
  return element(
    'object',
    { 'xsi:type': 'file' },
    identifier('object', 'path', path),
    element(
      'objectCharacteristics',
      {},
      element('compositionLevel', {}, '0'),
      element('fixity', {}, element('messageDigestAlgorithm', {}, 'SHA-256'), element('messageDigest', {}, sha256)),
      element('size', {}, String(size)),
      element('format', {}, element('formatDesignation', {}, element('formatName', {}, plainText(mediaType)))),
    ),
    element('originalName', {}, plainText(originalName)),
  );
}

function eventElement({ type, at, detail, paths }: PremisEvent, id: string, agentId: string): string {
  return element(
    'event',
    {},
    identifier('event', 'local', id),
    element('eventType', {}, type),
    element('eventDateTime', {}, plainText(at)),
    element('eventDetailInformation', {}, element('eventDetail', {}, plainText(detail))),
    element('linkingAgentIdentifier', {}, element('linkingAgentIdentifierType', {}, 'local'), element('linkingAgentIdentifierValue', {}, agentId)),
    ...paths.map((path) => element('linkingObjectIdentifier', {}, element('linkingObjectIdentifierType', {}, 'path'), element('linkingObjectIdentifierValue', {}, plainText(path)))),
  );
}

function agentElement(id: string, name: string, type: string): string {
  return element('agent', {}, identifier('agent', 'local', id), element('agentName', {}, plainText(name)), element('agentType', {}, type));
}

function identifier(of: 'object' | 'event' | 'agent', type: string, value: string): string {
  return element(`${of}Identifier`, {}, element(`${of}IdentifierType`, {}, type), element(`${of}IdentifierValue`, {}, plainText(value)));
}
