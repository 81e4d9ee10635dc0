// SPDX-License-Identifier: Apache-2.0
// Starts `proviso lsp` and does what only an editor can: a terminal for scenarios, a page for a code.
import * as path from 'path';
import * as vscode from 'vscode';
import { LanguageClient, LanguageClientOptions, ServerOptions, TransportKind } from 'vscode-languageclient/node';

const explainScheme = 'proviso-code';
let client: LanguageClient | undefined;

function program(): string {
  return vscode.workspace.getConfiguration('proviso').get<string>('path') || 'proviso';
}

function catalogueFiles(): string[] {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const files = vscode.workspace.getConfiguration('proviso').get<string[]>('tools') ?? [];
  return files.map((file) => (path.isAbsolute(file) ? file : path.join(root, file)));
}

async function start(): Promise<void> {
  const serverOptions: ServerOptions = { command: program(), args: ['lsp'], transport: TransportKind.stdio };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [{ language: 'proviso' }, { language: 'proviso-scenario' }],
    initializationOptions: {
      tools: catalogueFiles(),
      clientCommands: ['proviso.runScenarios'],
      pageLink: 'command:proviso.explainCode?%5B%22{code}%22%5D',
    },
  };
  client = new LanguageClient('proviso', 'Proviso', serverOptions, clientOptions);
  try {
    await client.start();
  } catch (problem) {
    client = undefined;
    const settings = 'Open settings';
    const chosen = await vscode.window.showErrorMessage(
      `\`${program()} lsp\` cannot be started: ${problem instanceof Error ? problem.message : String(problem)}. ` +
        'Set `proviso.path` to the program.',
      settings,
    );
    if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'proviso.path');
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

function quoted(text: string): string {
  return process.platform === 'win32' ? `"${text.replace(/"/g, '')}"` : `'${text.replace(/'/g, "'\\''")}'`;
}

// The scenarios that test a policy lie beside it or in folders below (docs/scenarios.md).
async function runScenarios(uri?: string): Promise<void> {
  const document = uri ? vscode.Uri.parse(uri) : vscode.window.activeTextEditor?.document.uri;
  if (!document || document.scheme !== 'file') return;
  await vscode.workspace.saveAll(false);
  const name = 'Proviso scenarios';
  const terminal = vscode.window.terminals.find((one) => one.name === name) ?? vscode.window.createTerminal(name);
  terminal.show(true);
  terminal.sendText(`${quoted(program())} test ${quoted(path.dirname(document.fsPath))}`);
}

async function explainCode(code?: string): Promise<void> {
  const wanted =
    code ?? (await vscode.window.showInputBox({ prompt: 'The code of a finding', placeHolder: 'P203' }));
  if (!wanted) return;
  const page = vscode.Uri.from({ scheme: explainScheme, path: `/${wanted.toUpperCase()}.md` });
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

async function pageOf(uri: vscode.Uri): Promise<string> {
  const code = path.posix.basename(uri.path, '.md');
  const answer = await client?.sendRequest<{ page?: string }>('workspace/executeCommand', {
    command: 'proviso.explain',
    arguments: [code],
  });
  return answer?.page || `There is no page about ${code}.`;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('proviso.runScenarios', runScenarios),
    vscode.commands.registerCommand('proviso.explainCode', explainCode),
    vscode.commands.registerCommand('proviso.restart', async () => {
      await stop();
      await start();
    }),
    vscode.workspace.registerTextDocumentContentProvider(explainScheme, { provideTextDocumentContent: pageOf }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('proviso.path')) {
        await stop();
        await start();
      } else if (change.affectsConfiguration('proviso.tools')) {
        await client?.sendNotification('workspace/didChangeConfiguration', {
          settings: { proviso: { tools: catalogueFiles() } },
        });
      }
    }),
  );
  await start();
}

export function deactivate(): Promise<void> {
  return stop();
}
