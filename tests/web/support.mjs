// SPDX-License-Identifier: Apache-2.0
// What the tests share: running the program, and a browser that tells what a page does.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = process.env.PROVISO_BINARY;
if (!binary) throw new Error('PROVISO_BINARY names the program under test');

// Runs the program in `folder`; findings (exit 1) are a result too.
export function proviso(args, { folder = join(project, 'samples'), input } = {}) {
  const done = spawnSync(binary, args, { cwd: folder, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0 && done.status !== 1) {
    throw new Error(`proviso ${args.join(' ')}: exit ${done.status}\n${done.stderr}`);
  }
  return done.stdout;
}

export function samples() {
  return readdirSync(join(project, 'samples')).filter((name) => name.endsWith('.policy')).sort();
}

export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-web-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function browser() {
  const { chromium } = await import('playwright-core');
  // The sandbox of Chromium does not start for root, as in a container.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM, args });
}

// A page with `html`, and what went wrong on it: messages of the console, errors, requests.
export async function open(instance, html, options = {}) {
  const context = await instance.newContext(options);
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${error}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('about:')) trouble.push(`request: ${request.url()}`);
  });
  await page.setContent(html, { waitUntil: 'load' });
  return { page, trouble, close: () => context.close() };
}

export { execFileSync };
