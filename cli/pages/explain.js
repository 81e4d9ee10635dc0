'use strict';
(function () {
  const rows = Array.from(document.querySelectorAll('tr.line'));
  const nodes = Array.from(document.querySelectorAll('.node[data-line]'));
  const figures = Array.from(document.querySelectorAll('figure'));
  const chooser = document.getElementById('policy');
  const canvas = document.querySelector('.canvas');
  const fit = document.getElementById('fit');
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  const narrow = window.matchMedia('(max-width: 62rem)');
  const keyOf = (element) => element.dataset.file + ':' + element.dataset.line;
  const rowOf = new Map(rows.map((row) => [keyOf(row), row]));
  const nodesOf = new Map();
  for (const node of nodes) {
    const lines = [node.dataset.line].concat((node.dataset.more || '').split(' ').filter(Boolean));
    for (const key of lines.map((line) => node.dataset.file + ':' + line)) {
      if (!nodesOf.has(key)) nodesOf.set(key, []);
      nodesOf.get(key).push(node);
    }
  }
  let selected = null;

  function scrollTo(element, block) {
    element.scrollIntoView({ block: block, inline: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  }

  function showView(view) {
    document.body.dataset.view = view;
    document.getElementById('show-lines').setAttribute('aria-pressed', String(view === 'lines'));
    document.getElementById('show-flow').setAttribute('aria-pressed', String(view === 'flow'));
  }

  function showFigure(index) {
    figures.forEach((figure, i) => { figure.hidden = i !== index; });
    if (chooser) chooser.value = String(index);
  }

  function mark(key) {
    for (const element of document.querySelectorAll('.node.selected, .edge.selected')) {
      element.classList.remove('selected');
    }
    const marked = nodesOf.get(key) || [];
    for (const node of marked) {
      node.classList.add('selected');
      for (const edge of node.closest('svg').querySelectorAll('.edge')) {
        if (edge.dataset.from === node.id) edge.classList.add('selected');
      }
    }
    return marked;
  }

  // One row at a time takes part in the tab order.
  function select(row, options) {
    if (!row) return;
    if (selected) {
      selected.setAttribute('aria-selected', 'false');
      selected.tabIndex = -1;
    }
    selected = row;
    row.setAttribute('aria-selected', 'true');
    row.tabIndex = 0;
    const marked = mark(keyOf(row));
    if (marked.length === 0 && row.dataset.flow) showFigure(Number(row.dataset.flow));
    if (marked.length > 0) {
      showFigure(figures.indexOf(marked[0].closest('figure')));
      if (!narrow.matches || document.body.dataset.view === 'flow') scrollTo(marked[0], 'center');
    }
    if (options.focus) {
      row.focus({ preventScroll: true });
      scrollTo(row, 'nearest');
    }
  }

  function move(by) { select(rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(selected) + by))], { focus: true }); }

  function moveToFinding(by) {
    for (let i = rows.indexOf(selected) + by; i >= 0 && i < rows.length; i += by) {
      if (rows[i].querySelector('.finding')) return select(rows[i], { focus: true });
    }
  }

  function enterNode(node) {
    if (narrow.matches) showView('flow');
    node.focus({ preventScroll: true });
    scrollTo(node, 'center');
  }

  function leaveNode(node) {
    const row = rowOf.get(keyOf(node));
    if (!row) return;
    if (narrow.matches) showView('lines');
    select(row, { focus: true });
  }

  function selectNode(node) {
    const row = rowOf.get(keyOf(node));
    if (row) {
      select(row, { focus: false });
      if (!narrow.matches) scrollTo(row, 'center');
    }
    node.focus({ preventScroll: true });
  }

  function onRowKey(event, row) {
    const key = event.key;
    if (key === 'ArrowDown' || key === 'j') move(1);
    else if (key === 'ArrowUp' || key === 'k') move(-1);
    else if (key === 'PageDown') move(10);
    else if (key === 'PageUp') move(-10);
    else if (key === 'Home') select(rows[0], { focus: true });
    else if (key === 'End') select(rows[rows.length - 1], { focus: true });
    else if (key === 'n') moveToFinding(1);
    else if (key === 'p') moveToFinding(-1);
    else if (key === 'Enter' || key === ' ') {
      select(row, { focus: true });
      const marked = nodesOf.get(keyOf(row)) || [];
      if (marked.length > 0) enterNode(marked[0]);
    } else return;
    event.preventDefault();
  }

  function onNodeKey(event, node) {
    const shown = nodes.filter((other) => !other.closest('figure').hidden);
    const step = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 }[event.key];
    if (step) {
      const next = shown[shown.indexOf(node) + step];
      if (next) {
        selectNode(next);
        scrollTo(next, 'center');
      }
    } else if (event.key === 'Enter' || event.key === ' ' || event.key === 'Escape') leaveNode(node);
    else return;
    event.preventDefault();
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest('tr.line');
    const node = event.target.closest('.node');
    if (row) onRowKey(event, row);
    else if (node) onNodeKey(event, node);
  });
  document.addEventListener('click', (event) => {
    const row = event.target.closest('tr.line');
    const node = event.target.closest('.node');
    const selecting = String(window.getSelection()) !== '';
    if (row && !selecting) select(row, { focus: true });
    if (node && node.dataset.line) {
      selectNode(node);
      if (narrow.matches) leaveNode(node);
    }
  });
  document.getElementById('show-lines').addEventListener('click', () => showView('lines'));
  document.getElementById('show-flow').addEventListener('click', () => {
    showView('flow');
    const marked = selected ? nodesOf.get(keyOf(selected)) || [] : [];
    if (marked.length > 0) scrollTo(marked[0], 'center');
  });
  function setFit(on) {
    fit.setAttribute('aria-pressed', String(on));
    canvas.classList.toggle('fit', on);
  }
  fit.addEventListener('click', () => setFit(fit.getAttribute('aria-pressed') !== 'true'));
  if (chooser) chooser.addEventListener('change', () => showFigure(Number(chooser.value)));

  for (const row of rows) row.tabIndex = -1;
  // The first step of each picture can be reached with Tab; the arrow keys go on from there.
  for (const figure of figures) {
    const first = figure.querySelector('.node[data-line]');
    if (first) first.setAttribute('tabindex', '0');
  }
  showView('lines');
  showFigure(0);
  if (rows.length > 0) {
    rows[0].tabIndex = 0;
    selected = rows[0];
  }
})();
