/* SPDX-License-Identifier: GPL-2.0-or-later */

/* audit.js - on top of what links and :target do alone: both ends of a pair are marked, the
   list follows, j and k step through the values, a field finds them. */
(() => {
  'use strict';
  const values = [...document.querySelectorAll('a.value')];
  const items = [...document.querySelectorAll('.list li')];
  const desk = matchMedia('(min-width: 60rem)');
  const framesOf = value => [...document.querySelectorAll(`.frame[href="#${value.id}"]`)];
  const say = (english, swedish) => document.documentElement.lang === 'sv' ? swedish : english;
  let current = null;
  document.documentElement.classList.add('js');

  function chosen() {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null) return null;
    if (target.matches('a.value')) return target;
    return target.matches('.frame') ? document.getElementById(target.hash.slice(1)) : null;
  }

  function choose() {
    for (const old of document.querySelectorAll('.current')) {
      old.classList.remove('current');
      old.removeAttribute('aria-current');
    }
    current = chosen();
    document.body.classList.toggle('choosing', current !== null);
    if (current === null) return;
    const frames = framesOf(current);
    for (const one of [current, ...frames]) one.classList.add('current');
    current.setAttribute('aria-current', 'true');
    text.textContent = frames[0].getAttribute('aria-label');
    /* The end that was not asked for comes into view too, where it has a pane of its own. */
    const other = location.hash === `#${current.id}` ? frames[0] : current;
    if (desk.matches) other.scrollIntoView({block: 'nearest'});
  }

  function step(by) {
    const shown = values.filter(value => value.getClientRects().length > 0);
    if (shown.length === 0) return;
    const at = shown.indexOf(chosen()); /* current follows only when the page has moved */
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1);
    location.replace(shown[next].hash);
  }

  const steps = {j: 1, k: -1, ArrowDown: 1, ArrowUp: -1};
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input')) return;
    const onValue = event.target.matches('.value, .frame');
    if (!(event.key in steps) || (event.key.startsWith('Arrow') && !onValue)) return;
    event.preventDefault();
    step(steps[event.key]);
  });

  /* ---- finding: a number is looked for whole, words anywhere --------------------------- */

  const textOf = item => [...item.querySelectorAll('.name, .text, .score')]
    .map(part => part.textContent.toLowerCase()).join(' ');
  const texts = new Map(items.map(item => [item, textOf(item)]));

  function holds(text, wanted) {
    if (!/^\d+([.,]\d+)?$/.test(wanted)) return text.includes(wanted);
    return text.split(/[^\d.,]+/).some(number =>
      number.replace(',', '.').replace(/\.$/, '') === wanted.replace(',', '.'));
  }

  function find(wanted) {
    for (const item of items) item.hidden = wanted !== '' && !holds(texts.get(item), wanted);
    for (const group of document.querySelectorAll('.group, .list section'))
      group.hidden = wanted !== '' && group.querySelector('li:not([hidden])') === null;
    const n = items.filter(item => !item.hidden).length;
    output.value = wanted === '' ? '' :
      say(n === 1 ? '1 value' : `${n} values`, n === 1 ? '1 uppgift' : `${n} uppgifter`);
  }

  const field = document.createElement('div');
  field.className = 'find';
  field.setAttribute('role', 'search');
  const label = document.createElement('label');
  label.textContent = say('Find', 'Sök');
  label.htmlFor = 'find';
  const input = document.createElement('input');
  input.type = 'search';
  input.id = 'find';
  input.placeholder = say('64, 2.3 or a word', '64, 2.3 eller ett ord');
  const output = document.createElement('output');
  output.setAttribute('for', 'find');
  field.append(label, input, output);
  document.querySelector('.intro').after(field);
  input.addEventListener('input', () => find(input.value.trim().toLowerCase()));

  /* ---- a phone shows list or page: a bar steps on and leads back ----------------------- */

  const text = document.createElement('p');
  const bar = document.createElement('nav');
  bar.className = 'bar';
  bar.setAttribute('aria-label', say('Values', 'Uppgifter'));
  bar.append(text);
  const button = (words, act) => {
    const one = document.createElement('button');
    one.type = 'button';
    one.textContent = words;
    one.addEventListener('click', act);
    bar.append(one);
  };
  button(say('Previous', 'Föregående'), () => step(-1));
  button(say('List', 'Lista'), () => location.replace(`#${current.id}`));
  button(say('Next', 'Nästa'), () => step(1));
  document.body.append(bar);

  const keys = document.createElement('span');
  keys.className = 'keys';
  keys.textContent = say(' The keys j and k step through the values.',
    ' Tangenterna j och k stegar genom uppgifterna.');
  document.querySelector('.help').append(keys);

  addEventListener('hashchange', choose);
  choose();
})();
