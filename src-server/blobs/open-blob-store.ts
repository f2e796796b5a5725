import path from 'node:path';
import type { ServerEnvironment } from '../environment.ts';
import { BlobAddressWrong, readBlobAddress } from './blob-address.ts';
import type { BlobStore } from './blob-store.ts';
import { FolderBlobStore } from './folder-blob-store.ts';
import { S3BlobStore } from './s3-blob-store.ts';

export interface BlobPlaceOptions {
  readonly dataDirectory: string;
  /** `s3://…` or a folder; null: `blobs` in the data folder. */
  readonly blobsAddress: string | null;
}

/** Puts the blob store together. Keys of S3 come from the environment alone: an address is seen in lists of processes. @throws BlobAddressWrong */
export function openBlobStore({ dataDirectory, blobsAddress }: BlobPlaceOptions, environment: ServerEnvironment, variables: NodeJS.ProcessEnv = process.env): BlobStore {
  const place = readBlobAddress(blobsAddress ?? path.join(dataDirectory, 'blobs'));
  if (place.kind === 'folder') return new FolderBlobStore(place.folder, environment);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken = null } = variables;
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new BlobAddressWrong('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  return new S3BlobStore(place, { accessKeyId, secretAccessKey, sessionToken });
}

/** Folder of the uploads that are on their way to a blob store. */
export function uploadFolderOf(blobs: BlobStore, dataDirectory: string): string {
  return blobs.uploadFolder ?? path.join(dataDirectory, 'uploads');
}
