// SPDX-License-Identifier: Apache-2.0
// The page of `explain --format html` in a browser: keyboard, marking, phone, print, and nothing from outside.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, open, project, proviso, samples, scratch } from './support.mjs';

const phone = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const pair = ['cancel_order_retention.policy', 'single_order_cancellation.policy'];
const html = (files) => proviso(['explain', ...files, '--format', 'html', '-q']);
let instance;
before(async () => { instance = await browser(); });
after(async () => { await instance?.close(); });

const selectedLine = (page) => page.locator('tr[aria-selected="true"]').getAttribute('data-line');
const markedTitles = async (page) => (await page.locator('.node.selected .title').allTextContents()).map((text) => text.trim());
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return { role: element.getAttribute('role'), line: element.dataset.line };
});

test('the arrow keys, j and k move the line, and its step is marked', async () => {
  const { page, trouble, close } = await open(instance, html(['send_replacement.policy']));
  await page.locator('tr.line').first().focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await selectedLine(page), '2');
  for (let i = 0; i < 5; ++i) await page.keyboard.press('j');
  assert.equal(await selectedLine(page), '8');
  assert.deepEqual(await markedTitles(page), ['An email address']);
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowUp');
  assert.equal(await selectedLine(page), '5');
  assert.deepEqual(await markedTitles(page), []);
  await page.keyboard.press('End');
  assert.equal(await selectedLine(page), '29');
  assert.deepEqual(trouble, []);
  await close();
});

test('Enter goes from a line to its step, and from a step to its line', async () => {
  const { page, trouble, close } = await open(instance, html(['send_replacement.policy']));
  await page.locator('tr.line[data-line="16"]').click();
  await page.keyboard.press('Enter');
  assert.deepEqual(await focused(page), { role: 'button', line: '16' });
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await focused(page), { role: 'button', line: '17' });
  assert.equal(await selectedLine(page), '17');
  await page.keyboard.press('Enter');
  assert.deepEqual(await focused(page), { role: 'row', line: '17' });
  assert.deepEqual(trouble, []);
  await close();
});

test('a step that is clicked marks its line', async () => {
  const { page, close } = await open(instance, html(['wrong_item.policy']));
  await page.locator('#flow .node.hand-off').first().click();
  assert.equal(await selectedLine(page), '13');
  await close();
});

test('n goes to the next finding, which stands on its line', async () => {
  const { page, close } = await open(instance, html(['send_replacement.policy']));
  await page.locator('tr.line').first().focus();
  await page.keyboard.press('n');
  assert.equal(await page.locator('tr[aria-selected="true"] .finding').count() > 0, true);
  await close();
});

test('the page shows the findings of check, under the settings of the folder', async () => {
  const { folder, remove } = scratch();
  const text = 'Policy: Rental\n- Ask for the rental number.\n- Say “Hello!!”\n- Handle it with care and soon.\n' +
    '- Say “We will refund you soon, please wait for a few days and we get back to you.”\n';
  writeFileSync(join(folder, 'rental.policy'), text);
  for (const rules of [{}, { 'needs-judgement': 'error' }]) {
    writeFileSync(join(folder, 'proviso.json'), JSON.stringify({ lint: { rules } }));
    const found = JSON.parse(proviso(['check', 'rental.policy', '--format', 'json'], { folder }));
    const expected = (found.diagnostics ?? found).map((one) => `${one.severity} ${one.code}`).sort();
    const { page, close } = await open(instance, proviso(['explain', 'rental.policy', '--format', 'html', '-q'], { folder }));
    const shown = (await page.locator('.finding b').allTextContents()).sort();
    assert.ok(expected.length > 2, 'the text has findings');
    assert.deepEqual(shown, expected);
    await close();
  }
  remove();
});

test('the whole width of a flow is seen before anything is pressed', async () => {
  for (const options of [{ viewport: { width: 1280, height: 800 } }, { viewport: { width: 1000, height: 700 } }, phone]) {
    for (const files of [...samples().map((name) => [name]), pair]) {
      const { page, close } = await open(instance, html(files), options);
      if (options.viewport.width < 993) await page.click('#show-flow');
      const { canvas, picture } = await page.evaluate(() => ({
        canvas: document.querySelector('.canvas').getBoundingClientRect(),
        picture: document.querySelector('figure:not([hidden]) svg').getBoundingClientRect(),
      }));
      assert.ok(picture.left >= canvas.left && picture.right <= canvas.right, `${files} at ${options.viewport.width} px`);
      await close();
    }
  }
});

test('the flow is shown in its own size on request, and fitted again', async () => {
  const { page, close } = await open(instance, html(['send_replacement.policy']), phone);
  await page.click('#show-flow');
  const width = () => page.evaluate(() => document.querySelector('figure:not([hidden]) svg').getBoundingClientRect().width);
  const fitted = await width();
  assert.equal(await page.locator('#fit').getAttribute('aria-pressed'), 'true');
  await page.click('#fit');
  assert.equal(await page.locator('#fit').getAttribute('aria-pressed'), 'false');
  assert.ok(await width() > fitted);
  await page.click('#fit');
  assert.equal(await width(), fitted);
  await close();
});

test('of several policies the flow of the chosen line is shown', async () => {
  const { page, trouble, close } = await open(instance, html(pair));
  assert.equal(await page.locator('figure:visible').count(), 1);
  await page.locator('tr.line[data-file="1"][data-line="27"]').click();
  assert.equal(await page.locator('figure:visible figcaption').textContent(), 'Single order cancellation');
  assert.deepEqual(await markedTitles(page), ['@cancel_bigcommerce_order']);
  await page.locator('tr.line[data-file="0"][data-line="4"]').click();
  assert.equal(await page.locator('figure:visible figcaption').textContent(), 'Cancel order retention');
  await page.locator('tr.line[data-file="1"][data-line="24"]').click();
  assert.equal(await page.locator('figure:visible figcaption').textContent(), 'Single order cancellation');
  await page.locator('#policy').selectOption('0');
  assert.equal(await page.locator('figure:visible figcaption').textContent(), 'Cancel order retention');
  assert.deepEqual(trouble, []);
  await close();
});

test('the line of an option marks the offer', async () => {
  const { page, close } = await open(instance, html(pair));
  await page.locator('tr.line[data-file="0"][data-line="12"]').click();
  assert.deepEqual(await markedTitles(page), ['One of these']);
  // The line that applies what was chosen marks what is done.
  await page.locator('tr.line[data-file="0"][data-line="17"]').click();
  assert.ok((await markedTitles(page)).includes('@upgrade_shipping'));
  await close();
});

test('what is reached with Tab is visible and ringed', async () => {
  const { page, close } = await open(instance, html(['wrong_item.policy']), { reducedMotion: 'reduce' });
  const stops = [];
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const outline = element.querySelector('.outline');
      const ring = getComputedStyle(element).outlineStyle !== 'none' ||
        (outline && parseFloat(getComputedStyle(outline).strokeWidth) > 3);
      return { name: element.closest('.node') ? 'node' : element.className || element.id || element.tagName, seen: box.width > 1, ring };
    }));
    if (await page.evaluate(() => document.activeElement === document.body)) break;
  }
  const reached = stops.filter((stop) => stop.name !== 'BODY');
  assert.ok(reached.some((stop) => stop.name.startsWith('line')), 'a line is reached');
  assert.ok(reached.some((stop) => stop.name.startsWith('node')), 'a step is reached');
  for (const stop of reached) assert.ok(stop.seen && stop.ring, JSON.stringify(stop));
  await close();
});

test('no page of a sample overflows a phone of 320 px, complains, or asks the network', async () => {
  for (const name of [...samples().map((file) => [file]), pair, samples()]) {
    const { page, trouble, close } = await open(instance, html(name), phone);
    for (const view of ['#show-lines', '#show-flow']) {
      await page.click(view);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${name} ${view}: ${width} px wide`);
    }
    assert.deepEqual(trouble, [], name.join(' '));
    await close();
  }
});

test('on a phone the flow is a view of its own, and a step leads back to its line', async () => {
  const { page, close } = await open(instance, html(['send_replacement.policy']), phone);
  assert.equal(await page.locator('#flow').isVisible(), false);
  await page.locator('tr.line[data-line="18"]').click();
  await page.click('#show-flow');
  assert.equal(await page.locator('#lines').isVisible(), false);
  assert.ok((await markedTitles(page)).includes('Not eligible'));
  await page.locator('#flow .node.question').first().click();
  assert.equal(await page.locator('#lines').isVisible(), true);
  assert.equal(await selectedLine(page), '8');
  await close();
});

test('text has contrast in the light and in the dark scheme', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await open(instance, html(pair), { colorScheme });
    const low = await page.evaluate(() => {
      const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
      const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
        .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const contrast = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((m, n) => n - m);
        return (x + 0.05) / (y + 0.05);
      };
      const found = [];
      for (const text of document.querySelectorAll('.node text')) {
        const outline = text.parentElement.querySelector('.outline');
        const ratio = contrast(parse(getComputedStyle(text).fill), parse(getComputedStyle(outline).fill));
        if (ratio < 4.5) found.push([text.textContent, ratio.toFixed(2)]);
      }
      for (const part of document.querySelectorAll('.words, .reading, .reading li, .finding p, .finding b, .kind, h1, .summary')) {
        let ground = part;
        while (ground && parse(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
        const ratio = contrast(parse(getComputedStyle(part).color), parse(getComputedStyle(ground || document.body).backgroundColor));
        if (ratio < 4.5) found.push([part.className || part.tagName, ratio.toFixed(2)]);
      }
      return found;
    });
    assert.deepEqual(low, [], colorScheme);
    await close();
  }
});

test('an accessibility checker has nothing to say', async () => {
  for (const options of [{}, { colorScheme: 'dark' }, phone]) {
    const { page, close } = await open(instance, html(pair), options);
    await page.locator('.help summary').click();
    await page.locator('tr.line[data-file="1"][data-line="27"]').click();
    await page.addScriptTag({ path: `${project}/tests/web/node_modules/axe-core/axe.min.js` });
    // That a name holds the words that are seen is tested below; this rule stumbles over brackets.
    const { violations } = await page.evaluate(() => window.axe.run({ rules: { 'label-content-name-mismatch': { enabled: false } } }));
    assert.deepEqual(violations.map((rule) => `${rule.id}: ${rule.nodes[0].html}`), [], JSON.stringify(options));
    await close();
  }
});

test('every box says what it is, and texts stay inside their box', async () => {
  const { page, close } = await open(instance, html(samples()));
  const wrong = await page.evaluate(() => {
    const found = [];
    for (const figure of document.querySelectorAll('figure')) figure.hidden = false;
    for (const node of document.querySelectorAll('.node[role="button"]')) {
      const words = [...node.querySelectorAll('text')].map((text) => text.textContent.trim()).join(' ');
      if (node.getAttribute('aria-label').trim() !== words) found.push(`${node.id}: ${words}`);
      const box = node.querySelector('.outline').getBBox();
      for (const text of node.querySelectorAll('text')) {
        const inner = text.getBBox();
        if (inner.x < box.x - 1 || inner.x + inner.width > box.x + box.width + 1) found.push(text.textContent);
      }
    }
    return found;
  });
  assert.deepEqual(wrong, []);
  await close();
});

test('a hostile policy stays text', async () => {
  const text = 'Policy: </title><img src=x onerror=alert(1)>\n' +
    '- Say “<script>document.title = "owned"</script> {{script}} &lt; ]]> <!--”.\n- Ask for the "onfocus=alert(1) number.\n';
  const page_html = proviso(['explain', '-', '--format', 'html', '-q'], { input: text });
  const { page, trouble, close } = await open(instance, page_html);
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(await page.locator('script').count(), 1);
  assert.notEqual(await page.title(), 'owned');
  assert.ok((await page.locator('.words').allTextContents()).some((line) => line.includes('<script>document.title')));
  assert.deepEqual(trouble, []);
  await close();
});

test('printed, every flow is there', async () => {
  const { page, close } = await open(instance, html(pair));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('figure:visible').count(), 2);
  assert.equal(await page.locator('.toolbar').isVisible(), false);
  await close();
});

test('without a script the text and the first flow can be read', async () => {
  const { page, close } = await open(instance, html(pair), { javaScriptEnabled: false });
  assert.equal(await page.locator('tr.line').first().isVisible(), true);
  assert.equal(await page.locator('figure').first().isVisible(), true);
  await close();
});
