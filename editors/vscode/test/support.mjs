// SPDX-License-Identifier: Apache-2.0
// A language client as editors have it: vscode-languageserver-protocol over the server's stdio.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
export const protocol = require('vscode-languageserver-protocol/node');

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../../..');
export const binary = process.env.PROVISO_BINARY ?? path.join(root, 'build/dev/cli/proviso');
export const missing = existsSync(binary) ? false : `${binary} is not built`;

export function uriOf(file) {
  return pathToFileURL(file).toString();
}

export class Client {
  static async start(folder, capabilities = {}) {
    const client = new Client();
    client.process = spawn(binary, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    client.exited = new Promise((resolve) => client.process.on('exit', resolve));
    client.connection = protocol.createProtocolConnection(
      new protocol.StreamMessageReader(client.process.stdout),
      new protocol.StreamMessageWriter(client.process.stdin),
    );
    client.waiting = [];
    client.connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
      client.waiting = client.waiting.filter((wait) => !wait(params));
    });
    client.connection.onRequest(protocol.RegistrationRequest.type, () => {});
    client.connection.listen();
    client.initialized = await client.request(protocol.InitializeRequest, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder ? [{ uri: uriOf(folder), name: 'workspace' }] : null,
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: {
          hover: { contentFormat: ['markdown'] },
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          publishDiagnostics: { relatedInformation: true, versionSupport: true },
        },
        ...capabilities,
      },
      initializationOptions: { clientCommands: ['proviso.runScenarios'] },
    });
    await client.notify(protocol.InitializedNotification, {});
    return client;
  }

  request(type, params) {
    return this.connection.sendRequest(type.type, params);
  }

  notify(type, params) {
    return this.connection.sendNotification(type.type, params);
  }

  // The diagnostics of this version of the document, once they come.
  diagnostics(uri, version) {
    return new Promise((resolve) => {
      this.waiting.push((params) => {
        if (params.uri !== uri || params.version !== version) return false;
        resolve(params.diagnostics);
        return true;
      });
    });
  }

  async open(uri, text) {
    const found = this.diagnostics(uri, 1);
    await this.notify(protocol.DidOpenTextDocumentNotification, {
      textDocument: { uri, languageId: 'proviso', version: 1, text },
    });
    return found;
  }

  async change(uri, version, contentChanges) {
    const found = this.diagnostics(uri, version);
    await this.notify(protocol.DidChangeTextDocumentNotification, { textDocument: { uri, version }, contentChanges });
    return found;
  }

  async stop() {
    await this.connection.sendRequest(protocol.ShutdownRequest.type);
    await this.connection.sendNotification(protocol.ExitNotification.type);
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }
}

// Where `marked`, with a bar for the cursor, stands in the text.
export function at(text, marked) {
  const bar = marked.indexOf('|');
  const offset = text.indexOf(marked.replace('|', '')) + Math.max(bar, 0);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

// A text after edits, as an editor would apply them.
export function applied(text, edits) {
  const lines = text.split('\n');
  const offset = ({ line, character }) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return edits
    .map((edit) => ({ begin: offset(edit.range.start), end: Math.min(offset(edit.range.end), text.length), text: edit.newText }))
    .sort((a, b) => b.begin - a.begin)
    .reduce((out, edit) => out.slice(0, edit.begin) + edit.text + out.slice(edit.end), text);
}
