// SPDX-License-Identifier: Apache-2.0
// The server as an editor meets it: every feature once, through the protocol's own client library.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { applied, at, Client, missing, protocol, uriOf } from './support.mjs';

const policy = `Policy: Replace a broken item
When: The customer's order arrived broken.
Platforms: Magento

Look The Order Up:
- Ask for the user’s email address.
- Ask for the order number as {number}.
- Use @magento_order_details(order_id: str) to fetch the order details.
If the order is not delivered, follow #Wait_for_the_parcel.
Close The Case:
- Say “Your order {number} is {order.status}. 👍 Bye,  [customer name].”
`;
const other = `Policy: Wait for the parcel
When: The parcel is on its way.
Say “Please wait for it.”
`;

describe('proviso lsp through vscode-languageserver-protocol', { skip: missing }, () => {
  let folder;
  let client;
  let uri;
  let otherUri;
  let diagnostics;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'proviso-lsp-'));
    writeFileSync(path.join(folder, 'wait.policy'), other);
    uri = uriOf(path.join(folder, 'replace.policy'));
    otherUri = uriOf(path.join(folder, 'wait.policy'));
    client = await Client.start(folder);
    diagnostics = await client.open(uri, policy);
  });

  after(async () => {
    assert.equal(await client.stop(), 0);
    rmSync(folder, { recursive: true });
  });

  const there = (marked) => ({ textDocument: { uri }, position: at(policy, marked) });
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  it('says what it is and can do', () => {
    assert.equal(client.initialized.serverInfo.name, 'proviso');
    assert.equal(client.initialized.capabilities.positionEncoding, 'utf-16');
    const commands = client.initialized.capabilities.executeCommandProvider.commands;
    assert.ok(!commands.includes('proviso.runScenarios'), 'the client has that command itself');
  });

  it('publishes findings with code, place and rule', () => {
    assert.ok(diagnostics.length > 0);
    for (const finding of diagnostics) {
      assert.match(String(finding.code), /^P\d{3}$/);
      assert.equal(finding.source, 'proviso');
    }
    assert.ok(!diagnostics.some((finding) => finding.code === 'P101'), 'the other file is known');
  });

  it('follows edits, in UTF-16 positions', async () => {
    const end = at(policy, '👍 |Bye');
    const found = await client.change(uri, 2, [
      { range: { start: end, end: { line: end.line, character: end.character + 3 } }, text: 'Follow {no_such_value}' },
    ]);
    const place = found.find((finding) => finding.message.includes('no_such_value'));
    assert.ok(place, JSON.stringify(found));
    assert.equal(place.range.start.line, end.line);
    await client.change(uri, 3, [{ text: policy }]);
  });

  it('hovers over tools, values, policies and plain lines', async () => {
    const hover = async (marked) => (await client.request(protocol.HoverRequest, there(marked))).contents.value;
    assert.match(await hover('@magento_order|_details'), /\*\*effect\*\*: read/);
    assert.match(await hover('{num|ber} is'), /order number/);
    assert.match(await hover('#Wait_for|_the'), /The parcel is on its way/);
    assert.match(await hover('Ask for the us|er'), /the answer is kept as \{email\}/);
  });

  it('completes tools and tells more about one', async () => {
    const list = await client.request(protocol.CompletionRequest, there('@magento_order|_details'));
    const item = list.items.find((one) => one.label === 'create_magento_order');
    assert.match(item.detail, /items: list/);
    const more = await client.request(protocol.CompletionResolveRequest, item);
    assert.match(more.documentation.value, /\*\*effect\*\*: write/);
  });

  it('completes policies, values and fields', async () => {
    const labels = async (marked) =>
      (await client.request(protocol.CompletionRequest, there(marked))).items.map((item) => item.label);
    assert.ok((await labels('#Wait|_for')).includes('Wait_for_the_parcel'));
    assert.ok((await labels('{num|ber} is')).includes('email'));
    assert.ok((await labels('{order.|status')).includes('status'));
    assert.ok((await labels('[cust|omer')).includes('customer name'));
  });

  it('goes to definitions and finds references across files', async () => {
    const [definition] = await client.request(protocol.DefinitionRequest, there('#Wait|_for'));
    assert.equal(definition.uri, otherUri);
    assert.deepEqual(definition.range.start, { line: 0, character: 8 });
    const references = await client.request(protocol.ReferencesRequest, {
      textDocument: { uri: otherUri },
      position: definition.range.start,
      context: { includeDeclaration: true },
    });
    assert.deepEqual(references.map((one) => one.uri).sort(), [uri, otherUri].sort());
  });

  it('renames a policy in every file', async () => {
    assert.ok(await client.request(protocol.PrepareRenameRequest, there('#Wait|_for')));
    const edit = await client.request(protocol.RenameRequest, { ...there('#Wait|_for'), newName: 'Be patient' });
    const texts = Object.fromEntries(
      edit.documentChanges.map((change) => [
        change.textDocument.uri,
        applied(change.textDocument.uri === uri ? policy : other, change.edits),
      ]),
    );
    assert.match(texts[uri], /follow #Be_patient\./);
    assert.match(texts[otherUri], /^Policy: Be patient$/m);
  });

  it('refuses a rename that would break something', async () => {
    await assert.rejects(
      client.request(protocol.RenameRequest, { ...there('{num|ber} is'), newName: 'order' }),
      /already called/,
    );
  });

  it('gives the outline, folds and tokens', async () => {
    const [symbol] = await client.request(protocol.DocumentSymbolRequest, { textDocument: { uri } });
    assert.equal(symbol.name, 'Replace a broken item');
    assert.deepEqual(
      symbol.children.filter((child) => child.kind === protocol.SymbolKind.Namespace).map((child) => child.name),
      ['Look The Order Up', 'Close The Case'],
    );
    const folds = await client.request(protocol.FoldingRangeRequest, { textDocument: { uri } });
    assert.ok(folds.some((fold) => fold.startLine === 4));
    const tokens = await client.connection.sendRequest(protocol.SemanticTokensRequest.type, { textDocument: { uri } });
    assert.equal(tokens.data.length % 5, 0);
    assert.ok(tokens.data.length > 50);
  });

  it('shows what was filled in', async () => {
    const hints = await client.request(protocol.InlayHintRequest, { textDocument: { uri }, range: whole });
    assert.ok(hints.some((hint) => hint.label.includes('{number}')), JSON.stringify(hints));
  });

  it('mends a finding by a code action, and the finding is gone', async () => {
    const spaces = diagnostics.find((finding) => finding.code === 'P203');
    const actions = await client.request(protocol.CodeActionRequest, {
      textDocument: { uri },
      range: spaces.range,
      context: { diagnostics: [spaces] },
    });
    const allow = actions.find((action) => action.title.startsWith('Allow `unhandled-outcome`'));
    const [change] = allow.edit.documentChanges;
    const text = applied(policy, change.edits).replace('…\n', 'the sandbox always finds it\n');
    const found = await client.change(uri, 4, [{ text }]);
    assert.ok(!found.some((finding) => finding.code === 'P203' && finding.range.start.line === spaces.range.start.line));
    await client.change(uri, 5, [{ text: policy }]);
  });

  it('formats, and what is formatted stays as it is', async () => {
    const flat = uriOf(path.join(folder, 'flat.policy'));
    const text = 'Policy: Flat\n* Ask for the order number.\n*   Say "Thank you."\n';
    await client.open(flat, text);
    const format = () =>
      client.request(protocol.DocumentFormattingRequest, {
        textDocument: { uri: flat },
        options: { tabSize: 2, insertSpaces: true },
      });
    const edits = await format();
    assert.ok(edits.length > 0);
    await client.change(flat, 2, [{ text: applied(text, edits) }]);
    assert.deepEqual(await format(), []);
  });

  it('puts “Run scenarios” above each policy', async () => {
    const [lens] = await client.request(protocol.CodeLensRequest, { textDocument: { uri } });
    assert.equal(lens.command.command, 'proviso.runScenarios');
    assert.deepEqual(lens.command.arguments, [uri, 'Replace a broken item']);
  });

  it('explains a code', async () => {
    const answer = await client.request(protocol.ExecuteCommandRequest, {
      command: 'proviso.explain',
      arguments: ['P203'],
    });
    assert.match(answer.page, /P203/);
  });

  it('answers every prefix of a text while it is typed', async () => {
    const typed = uriOf(path.join(folder, 'typed.policy'));
    await client.open(typed, '');
    let version = 1;
    for (let length = 1; length <= policy.length; length += 7) {
      version += 1;
      const text = policy.slice(0, length);
      client.notify(protocol.DidChangeTextDocumentNotification, {
        textDocument: { uri: typed, version },
        contentChanges: [{ text }],
      });
      const position = { line: text.split('\n').length - 1, character: text.split('\n').at(-1).length };
      const params = { textDocument: { uri: typed }, position };
      await client.request(protocol.CompletionRequest, params);
      await client.request(protocol.HoverRequest, params);
      await client.request(protocol.DocumentSymbolRequest, params);
    }
    const last = await client.change(typed, version + 1, [{ text: policy }]);
    assert.ok(Array.isArray(last));
    await client.notify(protocol.DidCloseTextDocumentNotification, { textDocument: { uri: typed } });
  });

  it('answers an error, and goes on, when a request makes no sense', async () => {
    await assert.rejects(client.connection.sendRequest('textDocument/hover', { textDocument: 7 }), { code: -32602 });
    await assert.rejects(client.connection.sendRequest('no/such', {}), { code: -32601 });
  });
});
