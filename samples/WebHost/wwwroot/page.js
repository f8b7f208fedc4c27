// What all pages share: calls, elements, what people are told, and staying up to date.
export const $ = id => document.getElementById(id);

/** Calls the API; a refusal is thrown in the words that it brings. */
export async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { 'X-Requested-With': 'XMLHttpRequest', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401) {
    location.assign('/');
  }

  const text = await answer.text();
  const value = text && answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text;
  if (!answer.ok) {
    throw new Error(value.detail ?? `${method} ${path} was answered with ${answer.status}.`);
  }

  return value;
}

/** An element; what is null among its children is left out. */
export function h(tag, properties, ...children) {
  const { scope, ...rest } = properties ?? {};
  const element = Object.assign(document.createElement(tag), rest);
  if (scope) element.setAttribute('scope', scope);
  element.append(...children.flat(Infinity).filter(one => one !== null && one !== undefined && one !== ''));
  return element;
}

const hidden = text => h('span', { className: 'hidden' }, text);

/** A button whose name says what it is about to those who hear it alone. */
export const button = (id, text, about, act) =>
  h('button', { id, type: 'button', onclick: () => run(act) }, text, about ? hidden(` ${about}`) : null);

/** A link to a record's page in another system, or to whatever page mends a problem. */
export const link = (href, system, about) =>
  h('a', { href, target: '_blank', rel: 'noopener' },
    'Open ', about ? hidden(`${about} `) : 'it ', `in ${system}`, hidden(' (opens a new tab)'));

export const state = (kind, text) => h('span', { className: `state ${kind}` }, text);

export const option = (value, text) => h('option', { value }, text);

/** A problem in its own words: what is wrong, what to do, and where. */
export const problem = (one, system) => [
  one.message, one.fix ? ` ${one.fix}` : null, one.link ? [' ', link(one.link, system)] : null];

const drawn = new WeakMap();

/** Draws what changed, and leaves the focus where it was; if that is gone, at the heading of its section. */
export function draw(container, data, build) {
  const text = JSON.stringify(data);
  if (drawn.get(container) === text) return;
  drawn.set(container, text);
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const heading = focused?.closest('section')?.querySelector('h2');
  container.replaceChildren(...build(data));
  if (focused && !focused.isConnected) ($(focused.id) ?? $(heading?.id))?.focus();
}

/** Draws the options of a choice, and keeps what was chosen. */
export function offer(select, options) {
  const chosen = select.value;
  draw(select, options, all => all.map(([value, text]) => option(value, text)));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

export function tell(text) {
  $('alert').textContent = '';
  $('status').textContent = text ?? '';
}

export function warn(text) {
  $('status').textContent = '';
  $('alert').textContent = text;
}

let refresh = async () => {};
const shown = Promise.withResolvers();

/** Does something for a person once the page stands, tells what came of it, and shows what is now. */
export async function run(act) {
  await shown.promise;
  try {
    const told = await act();
    if (told !== undefined) tell(told);
    await refresh();
  } catch (problem) {
    warn(problem.message);
  }
}

/** Shows the page, now and whenever the app says that something was committed. */
export async function live(show) {
  refresh = show;
  await show().catch(problem => warn(problem.message));
  shown.resolve();
  let isAsking = false;
  let isStale = false;
  new EventSource('/app/changes').onmessage = async () => {
    isStale = true;
    while (isStale && !isAsking) {
      [isAsking, isStale] = [true, false];
      await show().catch(() => {}).finally(() => { isAsking = false; });
    }
  };
}

export const systems = { quickbooks: 'QuickBooks', xero: 'Xero' };

/** The connections that work, in the order of their systems. */
export const active = async () => (await call('GET', '/connectors/connections'))
  .filter(one => one.state === 'Active').sort((one, other) => one.system.localeCompare(other.system));

export const pathOf = connection => `/connectors/connections/${connection.id}`;
