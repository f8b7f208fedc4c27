// Does to one company through node-quickbooks what a connector did to its twin, and tells how node-quickbooks sees both afterwards.
import QuickBooks from 'node-quickbooks';

const { baseUrl, companies, steps, records } = JSON.parse(process.env.TWIN_JSON);
QuickBooks.V3_ENDPOINT_BASE_URL = `${baseUrl}/v3/company/`;
const [theirs, ours] = companies.map(({ realmId, accessToken }) =>
  new QuickBooks('client', 'secret', accessToken, false, realmId, true, false, 75, '2.0', 'unused'));

const verbs = {
  void: (entity, { Id, SyncToken }) => call(`void${entity}`, { Id, SyncToken }),
  delete: (entity, { Id, SyncToken }) => call(`delete${entity}`, { Id, SyncToken }),
  update: (entity, { Id, SyncToken }, change) => call(`update${entity}`, { Id, SyncToken, ...change }),
  send: (entity, { Id }) => call(`send${entity}Pdf`, Id),
};

for (const { entity, id, verb, change } of steps) {
  if (verb === 'create') {
    await call(`create${entity}`, change);
  } else {
    await verbs[verb](entity, await call(`get${entity}`, id), change);
  }
}

const seen = [];
for (const { entity, id } of records) {
  seen.push({ entity, id, connector: await look(theirs, entity, id), node: await look(ours, entity, id) });
}

console.log(JSON.stringify(seen));

function call(method, argument) {
  return new Promise((resolve, reject) => {
    ours[method](argument, (error, data) => (error ? reject(new Error(`${method}: ${JSON.stringify(error.response?.data ?? error)}`)) : resolve(data)));
  });
}

function look(client, entity, id) {
  return new Promise((resolve) => {
    client[`get${entity}`](id, (error, data) => resolve(error ? { fault: (error.response?.data ?? error).Fault?.Error?.[0]?.code ?? `${error}` } : data));
  });
}
