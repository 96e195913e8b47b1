import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trustedChain } from '../../src/verify/path.ts';
import { Hierarchy, type Made, noOpenssl, storeOf } from './path/openssl.ts';

/**
 * Chains made by openssl, whose encoding of each constraint is not ours, and judged by `openssl verify` besides. Where it
 * judges otherwise, the case says so.
 */
interface Case {
  readonly name: string;
  readonly trusted: boolean;
  /** What openssl says, where it is not the same. */
  readonly openssl?: boolean;
  /** Extensions of the intermediates, from the one below the root on. */
  readonly issuers: readonly (readonly string[])[];
  readonly leaf?: readonly string[];
}

const CA = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
const SEAL = ['keyUsage=critical,digitalSignature'];

const one = (...extensions: string[]): readonly (readonly string[])[] => [[...CA, ...extensions]];
const names = (...subtrees: string[]): string => `nameConstraints=critical,${subtrees.join(',')}`;
const called = (name: string): readonly string[] => [...SEAL, `subjectAltName=${name}`];
const policies = (...ids: string[]): string => `certificatePolicies=${ids.join(',')}`;
const EXPLICIT = 'policyConstraints=critical,requireExplicitPolicy:0';

const NAMES: readonly Case[] = [
  { name: 'permitted directory name', trusted: true, issuers: one(names('permitted;dirName:here')) },
  { name: 'another directory name permitted', trusted: false, issuers: one(names('permitted;dirName:there')) },
  { name: 'excluded directory name', trusted: false, issuers: one(names('excluded;dirName:here')) },
  { name: 'another directory name excluded', trusted: true, issuers: one(names('excluded;dirName:there')) },
  {
    name: 'two permitted, one of them its own',
    trusted: true,
    issuers: one(names('permitted;dirName:there', 'permitted;dirName:here')),
  },
  {
    name: 'permitted, and excluded below',
    trusted: false,
    issuers: [...one(names('permitted;dirName:here')), ...one(names('excluded;dirName:body'))],
  },
  {
    name: 'permitted, and narrowed below',
    trusted: true,
    issuers: [...one(names('permitted;dirName:here')), ...one(names('permitted;dirName:body'))],
  },
  {
    name: 'permitted above, not below',
    trusted: false,
    issuers: [...one(names('permitted;dirName:here')), ...one(names('permitted;dirName:there'))],
  },
  {
    name: 'an e-mail address of a permitted host',
    trusted: true,
    issuers: one(names('permitted;email:ens.example')),
    leaf: called('email:segell@ens.example'),
  },
  {
    name: 'an e-mail address of another host',
    trusted: false,
    issuers: one(names('permitted;email:ens.example')),
    leaf: called('email:segell@altre.example'),
  },
  {
    name: 'an excluded e-mail address',
    trusted: false,
    issuers: one(names('excluded;email:segell@ens.example')),
    leaf: called('email:segell@ens.example'),
  },
  {
    name: 'a host name below the permitted one',
    trusted: true,
    issuers: one(names('permitted;DNS:example.cat')),
    leaf: called('DNS:ens.example.cat'),
  },
  {
    name: 'a host name that only ends like the permitted one',
    trusted: false,
    issuers: one(names('permitted;DNS:example.cat')),
    leaf: called('DNS:fals-example.cat'),
  },
  {
    name: 'an excluded host name, in other letters',
    trusted: false,
    issuers: one(names('excluded;DNS:example.cat')),
    leaf: called('DNS:ENS.Example.CAT'),
  },
  {
    name: 'an address outside the permitted range',
    trusted: false,
    issuers: one(names('permitted;IP:10.0.0.0/255.0.0.0')),
    leaf: called('IP:192.0.2.1'),
  },
  {
    name: 'an address inside the permitted range',
    trusted: true,
    issuers: one(names('permitted;IP:10.0.0.0/255.0.0.0')),
    leaf: called('IP:10.9.9.9'),
  },
];

const POLICIES: readonly Case[] = [
  { name: 'no policy where none is required', trusted: true, issuers: one(policies('1.2.3.4')) },
  { name: 'no policy where one is required', trusted: false, issuers: one(policies('1.2.3.4'), EXPLICIT) },
  {
    name: 'the policy that its issuer has, required',
    trusted: true,
    issuers: one(policies('1.2.3.4'), EXPLICIT),
    leaf: [...SEAL, policies('1.2.3.4')],
  },
  {
    name: 'another policy than its issuer has, required',
    trusted: false,
    issuers: one(policies('1.2.3.4'), EXPLICIT),
    leaf: [...SEAL, policies('1.2.3.5')],
  },
  {
    name: 'any policy of the issuer',
    trusted: true,
    issuers: one(policies('2.5.29.32.0'), EXPLICIT),
    leaf: [...SEAL, policies('1.2.3.5')],
  },
  {
    name: 'any policy inhibited',
    trusted: false,
    issuers: one(policies('1.2.3.4'), EXPLICIT, 'inhibitAnyPolicy=critical,0'),
    leaf: [...SEAL, policies('2.5.29.32.0')],
  },
  {
    name: 'a policy mapped to its own',
    trusted: true,
    issuers: [
      [...CA, policies('1.2.3.4'), EXPLICIT],
      [...CA, policies('1.2.3.4'), 'policyMappings=critical,1.2.3.4:1.2.3.9'],
    ],
    leaf: [...SEAL, policies('1.2.3.9')],
  },
  {
    name: 'a policy mapped, mapping inhibited',
    trusted: false,
    issuers: [
      [...CA, policies('1.2.3.4'), 'policyConstraints=critical,requireExplicitPolicy:0,inhibitPolicyMapping:0'],
      [...CA, policies('1.2.3.4'), 'policyMappings=critical,1.2.3.4:1.2.3.9'],
    ],
    leaf: [...SEAL, policies('1.2.3.9')],
  },
];

const atMost = (pathlen: number): readonly string[] => [
  `basicConstraints=critical,CA:TRUE,pathlen:${pathlen}`,
  'keyUsage=critical,keyCertSign',
];

const PATHS: readonly Case[] = [
  { name: 'the longest: six issuers, the root among them', trusted: true, issuers: Array(5).fill(CA) },
  { name: 'one issuer more', trusted: false, openssl: true, issuers: Array(6).fill(CA) },
  { name: 'path lengths that are just held', trusted: true, issuers: [atMost(2), atMost(1), atMost(0)] },
  { name: 'a path length exceeded', trusted: false, issuers: [atMost(0), atMost(9)] },
  { name: 'no authority', trusted: false, issuers: [['basicConstraints=CA:FALSE']] },
  { name: 'an authority that may only sign lists', trusted: false, issuers: [[CA[0]!, 'keyUsage=cRLSign']] },
  { name: 'an unknown extension', trusted: true, issuers: one('1.2.3.4=DER:0500') },
  { name: 'an unknown critical extension', trusted: false, issuers: one('1.2.3.4=critical,DER:0500') },
];

const GROUPS = { 'names constrained': NAMES, 'policies constrained': POLICIES, 'paths and authorities': PATHS };

for (const [group, cases] of Object.entries(GROUPS)) {
  describe(`a path that openssl made: ${group}`, { skip: noOpenssl }, () => {
    for (const { name, trusted, openssl = trusted, issuers, leaf = SEAL } of cases) {
      it(`${trusted ? 'holds' : 'does not hold'}: ${name}`, async () => {
        const hierarchy = new Hierarchy();
        const root = hierarchy.make({ subject: ['C=ES', 'CN=Arrel'], extensions: CA });
        const between: Made[] = [];
        for (const [i, extensions] of issuers.entries()) {
          const subject = ['C=ES', 'O=Ens de prova', `CN=Sub ${i}`];
          between.push(hierarchy.make({ subject, extensions, by: between.at(-1) ?? root }));
        }
        const subject = ['C=ES', 'O=Ens de prova', 'CN=Segell'];
        const seal = hierarchy.make({ subject, extensions: leaf, by: between.at(-1) ?? root });
        assert.equal(hierarchy.verifies(seal, root, between), openssl, 'openssl');
        const chain = await trustedChain(seal.certificate, storeOf([root], between));
        assert.equal(chain !== undefined, trusted, 'the gateway');
        if (!chain) return;
        const path = [...between.toReversed(), root].map(({ certificate }) => certificate.fingerprint);
        assert.deepEqual(
          chain.issuers.map(({ fingerprint }) => fingerprint),
          path,
        );
      });
    }
  });
}
