/** Where blobs lie: a folder, or a bucket of an S3-compatible storage. */
export type BlobPlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string; readonly endpoint: URL; readonly region: string; readonly virtualHost: boolean };

export class BlobAddressWrong extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'BlobAddressWrong';
  }
}

const DEFAULT_REGION = 'us-east-1';
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Reads `s3://bucket/prefix?endpoint=https://…&region=…`, else a folder. Without an endpoint it is Amazon's, by the
 * name of the bucket; with one the bucket stands in the path, as MinIO, Ceph and Garage expect. @throws BlobAddressWrong
 */
export function readBlobAddress(address: string): BlobPlace {
  if (!address.startsWith('s3:')) return { kind: 'folder', folder: address };
  const url = parsed(address);
  const bucket = url.hostname;
  if (!BUCKET.test(bucket)) throw new BlobAddressWrong(`the bucket has no good name: ${address}`);
  for (const name of url.searchParams.keys()) if (name !== 'endpoint' && name !== 'region') throw new BlobAddressWrong(`unknown: ${name}`);
  if (url.username !== '' || url.password !== '') throw new BlobAddressWrong('keys are read from the environment, not from the address');
  const region = url.searchParams.get('region') ?? DEFAULT_REGION;
  const given = url.searchParams.get('endpoint');
  const endpoint = given === null ? new URL(`https://${bucket}.s3.${region}.amazonaws.com`) : parsed(given);
  if (!['http:', 'https:'].includes(endpoint.protocol)) throw new BlobAddressWrong(`an endpoint is http or https: ${endpoint.href}`);
  return { kind: 's3', bucket, prefix: decodeURIComponent(url.pathname).split('/').filter((part) => part !== '').join('/'), endpoint, region, virtualHost: given === null };
}

function parsed(address: string): URL {
  try {
    return new URL(address);
  } catch (error) {
    throw new BlobAddressWrong(`no address: ${address}`, { cause: error });
  }
}
