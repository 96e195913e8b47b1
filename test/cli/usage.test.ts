import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { names } from '../../src/base/errors/catalogue/expected.ts';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { defineCommand } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { Failure } from '../../src/cli/failure.ts';
import { cli } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'cli-'));
after(() => rmSync(dir, { recursive: true }));

const REQUEST = {
  '--url': 'http://localhost:1',
  '--key': 'k.pem',
  '--cert': 'c.pem',
  '--ens': '9821920002',
  '--municipi': '17023',
  '--document': '12344321Z',
  '--finalitat': 'PROVES',
};

function request(modalitat: string, changes: Record<string, string | undefined> = {}): string[] {
  const options = Object.entries({ ...REQUEST, ...changes });
  return ['request', modalitat, ...options.flatMap(([name, value]) => (value === undefined ? [] : [name, value]))];
}

async function refused(argv: readonly string[], expected: RegExp): Promise<void> {
  const { status, out, err } = await cli(argv);
  assert.equal(status, 2, err);
  assert.equal(out, '');
  assert.match(err, expected);
  assert.equal(err.split('\n').length, 2, 'one line');
}

describe('help', () => {
  it('lists every command with examples', async () => {
    for (const argv of [['--help'], ['help'], ['-h']]) {
      const { status, out } = await cli(argv);
      assert.equal(status, 0);
      for (const { name, summary } of COMMANDS) assert.ok(out.includes(name) && out.includes(summary));
      assert.match(out, /Examples:/);
    }
  });

  it('describes every option of every command', async () => {
    for (const { name, options, examples, operands = [] } of COMMANDS) {
      const { status, out } = await cli([...name.split(' '), '--help']);
      assert.equal(status, 0);
      assert.equal((await cli(['help', ...name.split(' ')])).out, out);
      for (const [option, { description }] of Object.entries(options))
        assert.ok(out.includes(`--${option}`) && out.includes(description));
      for (const operand of operands) assert.ok(out.includes(operand.description));
      assert.ok(examples.length > 0 && examples.every((example) => example.startsWith(name) && out.includes(example)));
    }
  });

  it('tells the version', async () => {
    assert.match((await cli(['--version'])).out, /^padro-gateway \d+\.\d+\.\d+\n$/);
  });

  it('shows the help, as wrong usage, when there is nothing to do', async () => {
    const { status, out, err } = await cli([]);
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(err, /Commands:/);
  });
});

describe('wrong usage is one line and status 2', () => {
  const cases: [string, string[], RegExp][] = [
    ['a misspelt command', ['reqest'], /unknown command "reqest" - did you mean request\?/],
    ['a misspelt first word of two', ['pkki', 'init'], /did you mean pki init\?/],
    ['a misspelt second word', ['pki', 'inti'], /unknown command "pki inti" - did you mean pki init\?/],
    ['half a command', ['pki'], /pki needs a second word: pki init/],
    ['help for nothing', ['help', 'zzzzzz'], /unknown command "zzzzzz" - see/],
    [
      'a misspelt option',
      ['request', 'TITULAR', '--municipy', '17023'],
      /unknown option --municipy \(did you mean --municipi\?\)/,
    ],
    ['an option like a property of objects', ['request', 'TITULAR', '--constructor'], /unknown option --constructor/],
    [
      'an option without its value',
      ['request', 'TITULAR', '--url', '--ens', '1'],
      /--url needs a value, for example --url http/,
    ],
    ['an option without its value at the end', ['pki', 'init', '--dir'], /--dir needs a value/],
    ['a value for a switch', ['pki', 'init', '--dir', 'x', '--json=yes'], /--json takes no value/],
    ['no operand', ['request'], /MODALITAT is missing, for example TITULAR/],
    ['one operand too many', [...request('TITULAR'), 'more'], /unexpected argument "more"/],
    ['a missing option', request('TITULAR', { '--ens': undefined }), /--ens is missing, for example --ens 9821920002/],
    ['an unknown modalitat', request('TITULARS'), /no modalitat "TITULARS" \(did you mean TITULAR\?\)/],
    [
      'a URL of another scheme',
      request('TITULAR', { '--url': 'ftp://x' }),
      /--url must be an address that starts with http/,
    ],
    ['an impossible URL', request('TITULAR', { '--url': 'http://x:99999' }), /--url is not an address/],
    [
      'a short municipality',
      request('TITULAR', { '--municipi': '1702' }),
      /--municipi must be an INE code of five digits/,
    ],
    ['no municipality', request('CONVIVENTS', { '--municipi': undefined }), /CONVIVENTS names a municipality/],
    ['an unknown kind of document', request('TITULAR', { '--tipus': '5' }), /--tipus must be one of 1, 2, 3, 4/],
    ['no document', request('TITULAR', { '--document': undefined }), /--document is missing/],
    ['no purpose', request('TITULAR', { '--finalitat': undefined }), /--finalitat is missing/],
    ['two purposes', request('TITULAR', { '--procediment': '123' }), /exclude each other/],
    ['no number to check', request('COMPROVACIO_CONVIVENTS'), /--convivents is missing/],
    [
      'no number',
      request('COMPROVACIO_CONVIVENTS', { '--convivents': 'x' }),
      /--convivents must be a whole number from 0 to 9999/,
    ],
    ['a person too many', request('TITULAR', { '--convivent': '1:X' }), /--convivent is for VALIDACIO_CONVIVENTS/],
    ['no key', request('TITULAR', { '--key': undefined }), /--key is missing/],
    ['two credentials', request('TITULAR', { '--p12': 'x.p12' }), /leave --key and --cert out/],
    ['a control character', request('TITULAR', { '--expedient': 'a\nb' }), /--expedient must be one line of text/],
  ];
  for (const [name, argv, expected] of cases) it(name, () => refused(argv, expected));
});

describe('a command that fails', () => {
  const failing = (error: unknown) =>
    defineCommand({
      name: 'fail',
      summary: 'Fails',
      usage: '',
      options: {},
      examples: ['fail'],
      run: () => Promise.reject(error),
    });

  for (const [name, error, expected] of [
    ['a failure', new Failure('it broke'), 'padro-gateway fail: it broke\n'],
    [
      'a refusal',
      new Refusal('verify.timestamp', { expected: names('Created') }),
      'padro-gateway fail: Timestamp: Created. (verify.timestamp)\n',
    ],
    ['an unexpected error', new TypeError('line one\nline two'), 'padro-gateway fail: line one?line two\n'],
  ] as const) {
    it(`${name} is one line and status 1`, async () => {
      assert.deepEqual(await cli(['fail'], { commands: [failing(error)] }), { status: 1, out: '', err: expected });
    });
  }
});

describe('pki init', () => {
  it('makes the files and says where', async () => {
    const { status, out } = await cli(['pki', 'init', '--dir', join(dir, 'pki')]);
    assert.equal(status, 0);
    assert.match(out, /^ca +\S+ca\.pem {2}\S+ca\.key$/m);
    const again = await cli(['pki', 'init', '--dir', join(dir, 'pki'), '--json']);
    assert.equal(JSON.parse(again.out).consumer.ens, '9821920002');
  });
});
