// SPDX-License-Identifier: Apache-2.0
// Microsoft's validator accepts what `check --format sarif` writes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { project, proviso, samples, scratch } from './support.mjs';

const { folder, remove } = scratch();
after(remove);

const multitool = join(project, 'tests/web/node_modules/.bin/sarif-multitool');
// npm may be told to run no scripts of packages; this is what the package's script does.
const native = join(project, 'tests/web/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
if (existsSync(native)) chmodSync(native, 0o755);

// What the validator found: "SARIF2005 warning" and so on, each once.
function validate(name, sarif) {
  const file = join(folder, `${name}.sarif`);
  const report = join(folder, `${name}.report.sarif`);
  rmSync(report, { force: true });
  writeFileSync(file, sarif);
  const done = spawnSync(multitool, ['validate', file, '--output', report], { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
  assert.equal(done.status, 0, `${name}: ${done.stdout}${done.stderr}`);
  const results = JSON.parse(readFileSync(report, 'utf8').replace(/^\uFEFF/, '')).runs[0].results ?? [];
  return [...new Set(results.map((result) => `${result.ruleId} ${result.level ?? 'warning'}`))].sort();
}

// The one thing it asks for that there is not: a home page of the tool.
const accepted = ['SARIF2005 warning'];

test('the findings of every sample', () => {
  for (const name of [...samples().map((file) => [file]), ['.']]) {
    assert.deepEqual(validate('sample', proviso(['check', ...name, '--format', 'sarif', '-q'])), accepted, name.join());
  }
});

test('odd file names and hostile texts', () => {
  const policies = join(folder, 'odd dir #1');
  mkdirSync(policies);
  for (const name of ['ünï cödé 100%.policy', 'a:b?c.policy', 'q"uote\\.policy', '-dash.policy', 'tab\tname.policy']) {
    copyFileSync(join(project, 'samples/wrong_item.policy'), join(policies, name));
  }
  writeFileSync(join(policies, 'hostile.policy'),
    Buffer.from('Policy: X\n- Use @nope. Say “😀 [a](http://x) {0} {1} [zzz]”.\n- Folow #q\r\n\n- If \xff\xfe: x\n', 'latin1'));
  assert.deepEqual(validate('odd', proviso(['check', folder + '/odd dir #1', '--format', 'sarif', '-q'])), accepted);
  assert.deepEqual(validate('relative', proviso(['check', 'odd dir #1', '--format', 'sarif'], { folder })), accepted);
});

test('the standard input, and no findings at all', () => {
  assert.deepEqual(validate('stdin', proviso(['check', '-', '--format', 'sarif'], { input: 'Policy: X\n- Use @nope.\n' })), accepted);
  const clean = proviso(['check', '-', '--format', 'sarif'], { input: 'Policy: X\n- Say “Hello.”\n' });
  assert.deepEqual(JSON.parse(clean).runs[0].results, []);
  assert.deepEqual(validate('clean', clean), accepted);
});
