// Connecting, what was found out about the account, what it needs to be told, and disconnecting.
import { $, active, button, call, draw, h, live, option, pathOf, problem, run, state, systems, tell, warn } from './page.js';

// What this app lets its customers choose, of all that a connector can be told.
const choices = {
  quickbooks: { key: 'items.default', list: 'products', kind: 'Service', label: 'Invoices are sold as' },
  xero: { key: 'accounts.default', list: 'ledgerAccounts', kind: 'REVENUE', label: 'Invoices are booked to' },
};
const found = {};

async function connect(system) {
  location.assign((await call('POST', `/connectors/connect/${system}`, {
    app: 'sandbox', returnTo: `/connections.html?system=${system}`,
  })).address);
}

async function examine(connection) {
  const choice = choices[connection.system];
  const [preflight, settings, list] = await Promise.all([
    call('POST', `${pathOf(connection)}/preflight`), call('GET', `${pathOf(connection)}/settings`),
    call('GET', `${pathOf(connection)}/lists/${choice.list}`)]);
  found[connection.id] = { preflight, settings, list: list.filter(one => one.kind === choice.kind) };
}

async function save(connection) {
  const { version, values, fieldMaps } = await call('GET', `${pathOf(connection)}/settings`);
  const chosen = $(`choice-${connection.system}`).value;
  await call('PUT', `${pathOf(connection)}/settings`, {
    version, fieldMaps, values: { ...values, [choices[connection.system].key]: chosen },
  });
  await examine(connection);
  return 'Saved.';
}

async function disconnect(connection) {
  return (await call('POST', `${pathOf(connection)}/disconnect`)).guidance.join(' ');
}

function setting(connection, { settings, list }) {
  const choice = choices[connection.system];
  const options = [option('', 'not chosen'), list.map(one => option(one.id, one.name))];
  const select = h('select', { id: `choice-${connection.system}` }, options);
  select.value = settings.values[choice.key] ?? '';
  return h('div', { className: 'row' }, h('label', {}, choice.label, select),
    button(`save-${connection.system}`, 'Save', choice.label.toLowerCase(), () => save(connection)));
}

function account(system, connection) {
  const known = found[connection.id];
  return [
    h('p', {}, state('good', 'Connected'), ` ${connection.accountName ?? connection.accountId} (${connection.environment.toLowerCase()})`),
    known ? [
      setting(connection, known),
      h('h3', {}, 'What stands in the way'),
      known.preflight.problems.length === 0
        ? h('p', {}, 'Nothing: invoices can be sent.')
        : h('ul', {}, known.preflight.problems.map(one => h('li', {}, problem(one, systems[system])))),
      connection.webhooks?.problem ? h('p', {}, problem(connection.webhooks.problem, systems[system])) : null,
      h('h3', {}, 'What we found'),
      h('dl', {}, known.preflight.facts.flatMap(one => [h('dt', {}, one.name), h('dd', {}, one.value)])),
    ] : h('p', { className: 'note' }, 'Examining the account…'),
    h('div', { className: 'row' },
      button(`check-${system}`, 'Check again', systems[system], async () => { await examine(connection); return 'Checked.'; }),
      button(`disconnect-${system}`, 'Disconnect', systems[system], () => disconnect(connection))),
  ];
}

async function show() {
  const connections = await active();
  const data = Object.keys(systems).map(system => {
    const connection = connections.find(one => one.system === system) ?? null;
    // When a webhook last came is shown by no page, and must not draw one anew.
    if (connection?.webhooks) delete connection.webhooks.lastAt;
    return { system, connection, known: connection && (found[connection.id] ?? null) };
  });
  draw($('systems'), data, all => all.map(({ system, connection }) => {
    const heading = h('h2', { id: system, tabIndex: -1 }, systems[system]);
    const section = h('section', {}, heading, connection
      ? account(system, connection)
      : [h('p', {}, state('wait', 'Not connected')), h('div', { className: 'row' }, connectButton(system))]);
    section.setAttribute('aria-labelledby', system);
    return section;
  }));
  for (const connection of connections.filter(one => !(one.id in found))) {
    found[connection.id] = null;
    examine(connection).then(show, async error => {
      // Who disconnects meanwhile need not hear that it cannot be examined.
      if ((await active()).some(one => one.id === connection.id)) warn(error.message);
    });
  }
}

function connectButton(system) {
  const one = button(`connect-${system}`, `Connect ${systems[system]}`, null, () => connect(system));
  one.className = 'main';
  return one;
}

const query = new URLSearchParams(location.search);
const system = systems[query.get('system')];
history.replaceState(null, '', location.pathname);
await live(show);
if (query.has('connected')) tell(`${system} is connected.`);
if (query.has('connectError')) {
  warn(query.get('connectError') === 'connect.declined'
    ? `${system} is not connected: you declined. Nothing was changed.`
    : `${system} is not connected (${query.get('connectError')}). Try again, or choose another company.`);
}
