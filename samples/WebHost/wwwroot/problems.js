// What did not sync, by who can fix it.
import { $, button, call, draw, h, live, problem, run, systems } from './page.js';

const who = {
  Itself: 'Nobody needs to: it is tried again by itself',
  Tenant: 'An administrator of Acme',
  Finance: 'Acme’s finance team',
  Engineer: 'Acme Billing’s engineers',
};

async function show() {
  const chosen = $('fixed-by').value;
  const [problems, connections, invoices, customers] = await Promise.all([
    call('GET', `/connectors/problems?max=1000${chosen ? `&fixedBy=${chosen}` : ''}`), call('GET', '/connectors/connections'),
    call('GET', '/app/invoices'), call('GET', '/app/customers')]);
  $('none').textContent = problems.length === 0 ? 'Nothing: everything is in step.' : '';
  $('retry-all').hidden = problems.length === 0;
  const names = Object.fromEntries([...invoices.map(one => [one.id, one.number]), ...customers.map(one => [one.id, one.name])]);
  draw($('problems'), { problems, connections, names }, () => problems.map(one => {
    const system = systems[connections.find(each => each.id === one.connection)?.system] ?? 'the system';
    const name = `${one.type} ${names[one.localId] ?? one.localId ?? one.externalId}`;
    return h('tr', {},
      h('th', { scope: 'row', className: 'short' }, name, h('div', { className: 'note' }, `${one.isOutgoing ? 'to' : 'from'} ${system}`)),
      h('td', {}, h('ul', {}, one.problems.map(each => h('li', {}, problem(each, system))))),
      h('td', {}, who[one.fixedBy]),
      h('td', {}, button(`retry-${one.id}`, 'Retry', name, async () => {
        await call('POST', `/connectors/problems/${one.id}/retry`);
        return `${name} is tried again.`;
      }), ' ', button(`dismiss-${one.id}`, 'Dismiss', name, async () => {
        await call('POST', `/connectors/problems/${one.id}/dismiss`);
        return `${name} was dismissed.`;
      })));
  }));
}

$('fixed-by').onchange = () => run(() => {});
$('retry-all').onclick = () => run(async () => {
  const chosen = $('fixed-by').value;
  return `${(await call('POST', '/connectors/problems/retry', chosen ? { fixedBy: chosen } : {})).retried} are tried again.`;
});
await live(show);
