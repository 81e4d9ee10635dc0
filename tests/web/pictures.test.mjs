// SPDX-License-Identifier: Apache-2.0
// Mermaid itself draws what `--format mermaid` writes, and a browser what `--format svg` does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, open, project, proviso, samples } from './support.mjs';

let instance;
before(async () => { instance = await browser(); });
after(async () => { await instance?.close(); });

const hostile = 'Policy: end subgraph "x"]; click n0 "javascript:alert(1)"\n' +
  '- Say “%% comment\\ #quot; `code` </b> --> n0; {{x}} [x](y) :::plain 😀”.\n' +
  '- Ask for the number |of| {x}.\n';

test('Mermaid draws every sample, and a hostile text', async () => {
  const { page, close } = await open(instance, '<body></body>');
  await page.addScriptTag({ path: `${project}/tests/web/node_modules/mermaid/dist/mermaid.min.js` });
  const charts = samples().map((name) => [name, proviso(['explain', name, '--format', 'mermaid', '-q'])]);
  charts.push(['all', proviso(['explain', '.', '--format', 'mermaid', '-q'])]);
  charts.push(['hostile', proviso(['explain', '-', '--format', 'mermaid', '-q'], { input: hostile })]);
  for (const [name, chart] of charts) {
    const drawn = await page.evaluate(async (source) => {
      window.mermaid.initialize({ startOnLoad: false });
      try {
        const { svg } = await window.mermaid.render('x' + Math.random().toString(36).slice(2), source);
        const holder = document.createElement('div');
        holder.innerHTML = svg;
        return { nodes: holder.querySelectorAll('.node').length, links: holder.querySelectorAll('a, script').length };
      } catch (error) {
        return { error: String(error) };
      }
    }, chart);
    const boxes = chart.split('\n').filter((line) => line.includes(':::')).length;
    assert.deepEqual(drawn, { nodes: boxes, links: 0 }, name);
  }
  await close();
});

test('the SVG of every sample is well-formed and holds its legend', async () => {
  const { page, close } = await open(instance, '<body></body>');
  const pictures = samples().map((name) => [name, proviso(['explain', name, '--format', 'svg', '-q'])]);
  pictures.push(['hostile', proviso(['explain', '-', '--format', 'svg', '-q'], { input: hostile + '\u0001\u0000 x' })]);
  for (const [name, picture] of pictures) {
    const result = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return { error: parsed.querySelector('parsererror')?.textContent ?? '', legend: parsed.querySelectorAll('.legend').length > 1, scripts: parsed.querySelectorAll('script').length };
    }, picture);
    assert.deepEqual(result, { error: '', legend: true, scripts: 0 }, name);
  }
  await close();
});
