// Acme's customers and what they are linked to; and those of the ledgers, which can be imported.
import { $, active, button, call, draw, h, link, live, offer, pathOf, problem, run, state, systems, tell, warn } from './page.js';

const states = {
  Ready: ['good', 'ready'],
  Invalid: ['bad', 'not valid'],
  Matched: ['wait', 'perhaps known'],
  Linked: ['good', 'linked'],
  Gone: ['wait', 'gone'],
};
let connections = [];

const from = () => {
  const one = connections.find(each => each.id === $('from').value);
  if (!one) throw new Error('Connect QuickBooks or Xero first.');
  return one;
};

async function showOwn() {
  const [customers, ...links] = await Promise.all([
    call('GET', '/app/customers'), ...connections.map(one => call('GET', `${pathOf(one)}/links?type=Customer&max=1000`))]);
  draw($('own-head'), connections, all =>
    ['Name', 'E-mail', ...all.map(one => `In ${systems[one.system]}`)].map(text => h('th', { scope: 'col' }, text)));
  draw($('customers'), { customers, links, connections }, () => customers.map(customer => h('tr', {},
    h('th', { scope: 'row' }, customer.name), h('td', {}, customer.email ?? ''),
    connections.map((connection, index) =>
      h('td', {}, linked(customer, connection, links[index].find(one => one.localId === customer.id)))))));
  offer($('link-customer'), customers.map(one => [one.id, one.name]));
}

const linked = (customer, connection, one) => one
  ? [state('good', 'linked'), ' ', one.address ? link(one.address, systems[connection.system], customer.name) : null]
  : [state('wait', 'not linked'), ' ', create(customer, connection, systems[connection.system])];

const create = (customer, connection, name) =>
  button(`send-${connection.system}-${customer.id}`, `Create in ${name}`, customer.name, async () => {
    await call('POST', `/app/customers/${customer.id}/send/${connection.id}`);
    return `${customer.name} is on its way to ${name}.`;
  });

async function showCandidates() {
  const connection = connections.find(one => one.id === $('from').value);
  if (!connection) return;
  const path = `${pathOf(connection)}/import`;
  const [status, candidates] = await Promise.all([
    call('GET', path), call('GET', `${path}/candidates?max=1000&state=${$('state').value}`)]);
  $('counts').textContent = Object.entries(status.candidates).map(([key, count]) => `${count} ${states[key][1]}`).join(', ');
  draw($('candidates'), { connection, candidates }, () => candidates.map(one => h('tr', {},
    h('th', { scope: 'row' }, one.name ?? one.externalId), h('td', {}, state(...states[one.state])),
    h('td', {}, reasons(one)), h('td', { className: 'short' }, actions(path, connection, one)))));
}

function reasons(one) {
  if (one.state === 'Matched') return 'It has the mail address of a customer of Acme’s.';
  return one.problems.length > 0 ? h('ul', {}, one.problems.map(each => h('li', {}, problem({ ...each, link: null })))) : null;
}

function actions(path, connection, one) {
  const name = one.name ?? one.externalId;
  const act = (verb, text, told) => button(`${verb}-${one.externalId}`, text, name, async () => {
    await call('POST', `${path}/${verb}`, { externalId: one.externalId });
    return told;
  });
  return [
    one.link ? link(one.link, systems[connection.system], name) : null, ' ',
    one.state === 'Invalid' ? act('reload', 'Read again', `${name} was read again.`) : null,
    one.state === 'Matched'
      ? [act('accept', 'It is the same', `${name} is linked.`), ' ', act('refuse', 'It is another', `${name} can be imported.`)]
      : null,
  ];
}

async function show() {
  connections = await active();
  offer($('from'), connections.map(one => [one.id, `${systems[one.system]}: ${one.accountName ?? one.accountId}`]));
  offer($('link-connection'), connections.map(one => [one.id, systems[one.system]]));
  await Promise.all([showOwn(), showCandidates()]);
}

/** Reading goes on whoever waits for it; the page asks how far it has come. */
async function read(connection) {
  let one = await call('POST', `${pathOf(connection)}/import/run`);
  while (one.state === 'Running') {
    tell(`Reading: ${one.read} customers so far.`);
    await new Promise(done => setTimeout(done, 300));
    one = await call('GET', `/connectors/runs/${one.id}`);
  }
  if (one.state !== 'Done') {
    throw new Error(`Reading broke off. ${one.problem?.message ?? ''} Read again; it goes on where it was.`);
  }
  return `${one.read} customers were read.`;
}

$('read').onclick = () => run(() => read(from()));
$('commit').onclick = () => run(async () => {
  const outcomes = await call('POST', `${pathOf(from())}/import/commit`, {});
  return `${outcomes.filter(one => one.outcome === 'Imported').length} customers were imported.`;
});
$('from').onchange = $('state').onchange = () => run(() => {});
$('link').onsubmit = event => {
  event.preventDefault();
  run(async () => {
    const connection = connections.find(one => one.id === $('link-connection').value);
    await call('POST', `${pathOf(connection)}/links`, {
      type: 'Customer', localId: $('link-customer').value, externalId: $('link-external').value,
    });
    $('link-external').value = '';
    return `${$('link-customer').selectedOptions[0].textContent} is linked.`;
  });
};
await live(show);
if (connections.length === 0) warn('Nothing is connected yet: customers are imported and linked once it is.');
