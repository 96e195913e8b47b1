export interface SigningAlgorithm {
  /** URI of the signature method. */
  readonly uri: string;
  /** Digest of the signature and of the references, as node:crypto names it. */
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly digestUri: string;
  readonly keyType: 'rsa' | 'ec';
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';

/** The signature methods that requests can be signed with. */
export const SIGNING = {
  'rsa-sha256': { uri: `${MORE}rsa-sha256`, hash: 'sha256', digestUri: `${XMLENC}sha256`, keyType: 'rsa' },
  'rsa-sha384': { uri: `${MORE}rsa-sha384`, hash: 'sha384', digestUri: `${MORE}sha384`, keyType: 'rsa' },
  'rsa-sha512': { uri: `${MORE}rsa-sha512`, hash: 'sha512', digestUri: `${XMLENC}sha512`, keyType: 'rsa' },
  'rsa-sha1': { uri: `${DSIG}rsa-sha1`, hash: 'sha1', digestUri: `${DSIG}sha1`, keyType: 'rsa' },
  'ecdsa-sha256': { uri: `${MORE}ecdsa-sha256`, hash: 'sha256', digestUri: `${XMLENC}sha256`, keyType: 'ec' },
  'ecdsa-sha384': { uri: `${MORE}ecdsa-sha384`, hash: 'sha384', digestUri: `${MORE}sha384`, keyType: 'ec' },
  'ecdsa-sha512': { uri: `${MORE}ecdsa-sha512`, hash: 'sha512', digestUri: `${XMLENC}sha512`, keyType: 'ec' },
} as const satisfies Record<string, SigningAlgorithm>;

export type AlgorithmName = keyof typeof SIGNING;

export const ALGORITHM_NAMES = Object.keys(SIGNING) as readonly AlgorithmName[];
