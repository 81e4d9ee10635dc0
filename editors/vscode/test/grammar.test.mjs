// SPDX-License-Identifier: Apache-2.0
// The TextMate grammars, with the engine that VS Code uses.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from './support.mjs';

const require = createRequire(import.meta.url);
const textmate = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');
const extension = path.resolve(root, 'editors/vscode');
const manifest = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));

describe('grammars', () => {
  let registry;

  before(async () => {
    const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async (scope) => {
        const { path: file } = manifest.contributes.grammars.find((grammar) => grammar.scopeName === scope);
        return JSON.parse(readFileSync(path.join(extension, file), 'utf8'));
      },
    });
  });

  // The innermost scope of each piece of a line, without the language's ending.
  async function scopes(scope, text) {
    const grammar = await registry.loadGrammar(scope);
    let stack = textmate.INITIAL;
    const found = [];
    for (const line of text.split('\n')) {
      const result = grammar.tokenizeLine(line, stack);
      stack = result.ruleStack;
      for (const token of result.tokens) {
        const piece = line.slice(token.startIndex, token.endIndex).trim();
        const name = token.scopes.at(-1).replace(/\.proviso(\.scenario)?$/, '');
        if (piece && token.scopes.length > 1) found.push([piece, name]);
      }
    }
    return found;
  }
  const has = (found, piece, name) =>
    assert.ok(
      found.some(([text, scope]) => text === piece && scope === name),
      `${piece} as ${name} in ${JSON.stringify(found)}`,
    );

  it('knows the parts of a policy', async () => {
    const found = await scopes(
      'source.proviso',
      [
        'Policy: Send replacement // a comment',
        'When: The order arrived broken.',
        'Check Reshipment Eligibility:',
        '- Use @create_order(items: list, email: {email}) to apply a 10% discount of $80.00.',
        'If the order is not eligible, say “No, due to [specific reason] of {order.total}.” // lint: allow x: y',
        '1. Follow #Other_policy – Section.',
      ].join('\n'),
    );
    has(found, 'Policy', 'keyword.declaration.policy');
    has(found, 'When', 'variable.other.property');
    has(found, 'Check Reshipment Eligibility', 'entity.name.section');
    has(found, 'Use', 'keyword.other.statement');
    has(found, '@create_order', 'entity.name.function.tool');
    has(found, 'items', 'variable.parameter');
    has(found, 'list', 'support.type');
    has(found, 'email', 'variable.other');
    has(found, '10%', 'constant.numeric');
    has(found, '$80.00', 'constant.numeric');
    has(found, 'If', 'keyword.control');
    has(found, '[specific reason]', 'constant.other.placeholder');
    has(found, 'order.total', 'variable.other');
    has(found, '#Other_policy', 'entity.name.type.policy');
    has(found, 'lint: allow', 'keyword.other.directive');
  });

  it('ends a quotation with its line, as the language does', async () => {
    const found = await scopes('source.proviso', 'Say “unfinished\nUse @tool.');
    has(found, 'Use', 'keyword.other.statement');
    has(found, '@tool', 'entity.name.function.tool');
  });

  it('knows the parts of a scenario', async () => {
    const found = await scopes(
      'source.proviso.scenario',
      [
        'Policies: a.policy',
        'Scenario outline: an order that is <state>',
        '  Given @get_order returns {"paid": true}',
        '  Customer: my lamp is <state>',
        '  Agent asks for the email',
        '  Agent: /order (id|number)/',
        '  24 hours pass',
        '  Then @pay was called once',
        '  // a comment',
        '    | state |',
      ].join('\n'),
    );
    has(found, 'Scenario outline', 'keyword.declaration');
    has(found, 'Given', 'keyword.control');
    has(found, '@get_order', 'entity.name.function.tool');
    has(found, '"paid"', 'variable.other.property');
    has(found, 'Customer', 'keyword.other.customer');
    has(found, '<state>', 'variable.other.hole');
    has(found, '/order (id|number)/', 'string.regexp');
    has(found, '24 hours pass', 'keyword.other.time');
    has(found, '// a comment', 'comment.line');
  });

  it('colours every sample to its end', async () => {
    const samples = path.join(root, 'samples');
    const files = readdirSync(samples).filter((name) => name.endsWith('.policy'));
    assert.ok(files.length > 0);
    for (const name of files) {
      const found = await scopes('source.proviso', readFileSync(path.join(samples, name), 'utf8'));
      assert.ok(found.length > 0, name);
    }
  });
});
