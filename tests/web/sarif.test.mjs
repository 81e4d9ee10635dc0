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

// One run for all files (a run takes seconds): name -> what `check` wrote. What the validator found in
// each: "SARIF2005 warning" and so on, each once.
function validate(logs) {
  const names = Object.keys(logs);
  for (const name of names) writeFileSync(join(folder, `${name}.sarif`), logs[name]);
  const report = join(folder, 'report.sarif');
  rmSync(report, { force: true });
  const done = spawnSync(multitool, ['validate', ...names.map((name) => join(folder, `${name}.sarif`)), '--output', report],
    { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
  assert.ok(done.stdout.includes(`${names.length} files scanned`), done.stdout);
  const found = Object.fromEntries(names.map((name) => [name, new Set()]));
  for (const result of JSON.parse(readFileSync(report, 'utf8').replace(/^\uFEFF/, '')).runs[0].results ?? []) {
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    found[decodeURIComponent(uri).split('/').at(-1).replace(/\.sarif$/, '')].add(`${result.ruleId} ${result.level ?? 'warning'}`);
  }
  return Object.fromEntries(names.map((name) => [name, [...found[name]].sort()]));
}

// The one thing it asks for that there is not: a home page of the tool.
const accepted = (logs) => Object.fromEntries(Object.keys(logs).map((name) => [name, ['SARIF2005 warning']]));

test('the findings of every sample', () => {
  const logs = { all: proviso(['check', '.', '--format', 'sarif', '-q']) };
  for (const name of samples()) logs[name] = proviso(['check', name, '--format', 'sarif', '-q']);
  assert.deepEqual(validate(logs), accepted(logs));
});

test('odd file names, hostile texts, the standard input, no findings', () => {
  const policies = join(folder, 'odd dir #1');
  mkdirSync(policies);
  for (const name of ['ünï cödé 100%.policy', 'a:b?c.policy', 'q"uote\\.policy', '-dash.policy', 'tab\tname.policy']) {
    copyFileSync(join(project, 'samples/wrong_item.policy'), join(policies, name));
  }
  writeFileSync(join(policies, 'hostile.policy'),
    Buffer.from('Policy: X\n- Use @nope. Say “😀 [a](http://x) {0} {1} [zzz]”.\n- Folow #q\r\n\n- If \xff\xfe: x\n', 'latin1'));
  const clean = proviso(['check', '-', '--format', 'sarif'], { input: 'Policy: X\n- Say “Hello.”\n' });
  assert.deepEqual(JSON.parse(clean).runs[0].results, []);
  const logs = {
    absolute: proviso(['check', `${folder}/odd dir #1`, '--format', 'sarif', '-q']),
    relative: proviso(['check', 'odd dir #1', '--format', 'sarif'], { folder }),
    stdin: proviso(['check', '-', '--format', 'sarif'], { input: 'Policy: X\n- Use @nope.\n' }),
    clean,
  };
  assert.deepEqual(validate(logs), accepted(logs));
});
