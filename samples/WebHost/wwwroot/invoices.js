// One event of the app's, and what became of it in each ledger.
import { $, active, call, draw, h, link, live, offer, run, state, systems } from './page.js';

const paid = { paid: 'good', 'part paid': 'wait', open: 'wait' };

function result(invoice, connection, log) {
  const entry = log.find(one => one.localId === invoice.id && one.connection === connection.id);
  const name = systems[connection.system];
  if (!entry) return 'not sent: it was connected later';
  if (entry.state === 'Done') {
    return [state('good', 'sent'), ' ', entry.link ? link(entry.link, name, invoice.number) : null,
      entry.notes.map(one => h('p', { className: 'note' }, one.message))];
  }

  return entry.problems.length > 0
    ? [state('bad', entry.state === 'Waiting' ? 'waits' : 'did not sync'), ` ${entry.problems[0].message} `,
      h('a', { href: '/problems.html' }, 'See problems')]
    : [state('wait', 'on its way')];
}

async function show() {
  const [connections, customers, invoices, log] = await Promise.all([
    active(), call('GET', '/app/customers'), call('GET', '/app/invoices'), call('GET', '/connectors/log?type=Invoice&max=1000')]);
  offer($('customer'), customers.map(one => [one.id, one.name]));
  draw($('head'), connections, all =>
    ['Number', 'Customer', 'Amount', 'Status', ...all.map(one => `In ${systems[one.system]}`)]
      .map(text => h('th', { scope: 'col' }, text)));
  draw($('invoices'), { connections, invoices, log }, () => invoices.map(one => h('tr', {},
    h('th', { scope: 'row', className: 'short' }, one.number), h('td', {}, one.customer),
    h('td', { className: 'short' }, `${one.amount.toFixed(2)} ${one.currency}`),
    h('td', {}, state(paid[one.status], one.status)), connections.map(connection => h('td', {}, result(one, connection, log))))));
}

$('finalize').onsubmit = event => {
  event.preventDefault();
  const wanted = { customer: $('customer').value, amount: Number($('amount').value) };
  run(async () => `${(await call('POST', '/app/invoices', wanted)).number} is final.`);
};
await live(show);
