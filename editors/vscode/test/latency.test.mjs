// SPDX-License-Identifier: Apache-2.0
// How long answers take on a policy of 500 lines while it is typed. The figures are printed, not judged: a
// busy machine proves nothing. docs/editors.md has those of a release build.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { Client, missing, protocol, root } from './support.mjs';

const LINES = 500;
const ROUNDS = Number(process.env.PROVISO_LATENCY_ROUNDS ?? 10);

// The steps of a published policy, as often as it takes.
function longPolicy() {
  const sample = readFileSync(path.join(root, 'samples/send_replacement.policy'), 'utf8').split('\n');
  const head = sample.findIndex((line) => line.startsWith('- '));
  const steps = sample.slice(head).filter((line) => line.trim() !== '');
  const lines = sample.slice(0, head);
  for (let round = 1; lines.length < LINES; round += 1) {
    for (const step of steps) {
      const heading = /^[A-Z][A-Za-z ]*:$/.test(step);
      lines.push(heading ? step.replace(':', ` Round ${'I'.repeat(round)}:`) : step);
    }
  }
  return lines.slice(0, LINES);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

it('answers on 500 lines while they are typed', { skip: missing, timeout: 600_000 }, async () => {
  const client = await Client.start(null);
  const uri = 'untitled:long.policy';
  const lines = longPolicy();
  await client.open(uri, lines.join('\n'));
  const line = lines.findIndex((text) => text.includes('@magento_order_details'));
  const column = lines[line].indexOf('@magento') + 8;
  const position = { line, character: column };
  const range = { start: { line: 0, character: 0 }, end: { line: LINES, character: 0 } };
  const requests = {
    hover: [protocol.HoverRequest, { position }],
    completion: [protocol.CompletionRequest, { position }],
    definition: [protocol.DefinitionRequest, { position }],
    references: [protocol.ReferencesRequest, { position, context: { includeDeclaration: true } }],
    'document symbols': [protocol.DocumentSymbolRequest, {}],
    folding: [protocol.FoldingRangeRequest, {}],
    'semantic tokens': [protocol.SemanticTokensRequest, {}],
    'inlay hints': [protocol.InlayHintRequest, { range }],
    'code actions': [protocol.CodeActionRequest, { range, context: { diagnostics: [] } }],
    'code lens': [protocol.CodeLensRequest, {}],
  };
  const times = Object.fromEntries([...Object.keys(requests), 'diagnostics'].map((name) => [name, []]));
  let version = 1;
  const type = () => {
    version += 1;
    const place = { line: LINES - 1, character: 0 };
    return client.notify(protocol.DidChangeTextDocumentNotification, {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: place, end: place }, text: 'x' }],
    });
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, [kind, params]] of Object.entries(requests)) {
      await type(); // each request meets a text that was just changed, so nothing is left over
      const begin = performance.now();
      const answer = await client.request(kind, { textDocument: { uri }, ...params });
      times[name].push(performance.now() - begin);
      assert.ok(answer !== undefined);
    }
    const begin = performance.now();
    const found = client.diagnostics(uri, version + 1);
    await type();
    await found;
    times.diagnostics.push(performance.now() - begin);
  }
  for (const [name, list] of Object.entries(times)) {
    console.log(`${name.padEnd(17)} median ${median(list).toFixed(1)} ms, longest ${Math.max(...list).toFixed(1)} ms`);
  }
  assert.equal(await client.stop(), 0);
});
