// Does to one company through node-quickbooks what a connector did to its twin, step by step, and tells after each how node-quickbooks
// and Intuit's own intuit-oauth see both. One line of JSON asks, one answers.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';

const { baseUrl, authorizeUrl, tokenUrl, revokeUrl, clientId, clientSecret, companies } = JSON.parse(process.env.TWIN_JSON);
QuickBooks.V3_ENDPOINT_BASE_URL = `${baseUrl}/v3/company/`;
OAuthClient.environment.sandbox = `${baseUrl}/`;
const [theirs, ours] = await Promise.all(companies.map(open));

const verbs = {
  create: (entity, stands, change) => call(ours, `create${entity}`, change),
  update: (entity, { Id, SyncToken }, change) => call(ours, `update${entity}`, { Id, SyncToken, ...change }),
  void: (entity, { Id, SyncToken }) => call(ours, `void${entity}`, { Id, SyncToken }),
  delete: (entity, { Id, SyncToken }) => call(ours, `delete${entity}`, { Id, SyncToken }),
  send: (entity, { Id }) => call(ours, `send${entity}Pdf`, Id),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { entity, id, verb, change, looks } = JSON.parse(line);
  const stands = verb === 'create' ? null : await call(ours, `get${entity}`, id);
  const done = await verbs[verb](entity, stands, change);
  const seen = [];
  for (const one of looks) {
    seen.push({ ...one, connector: await look(theirs, one), node: await look(ours, one) });
  }

  console.log(JSON.stringify({ id: done.Id ?? id, seen }));
}

// Intuit's own client renews the token, and node-quickbooks works with it.
async function open({ realmId, refreshToken }) {
  const oauth = new OAuthClient({ clientId, clientSecret, environment: 'sandbox', redirectUri: 'http://localhost/callback' })
    .setAuthorizeURLs({
      authorizeEndpoint: authorizeUrl, tokenEndpoint: tokenUrl, revokeEndpoint: revokeUrl, userInfoEndpoint: `${baseUrl}/userinfo`,
    });
  await oauth.refreshUsingToken(refreshToken);
  const client = new QuickBooks(clientId, clientSecret, oauth.getToken().access_token, false, realmId, true, false, 75, '2.0', 'unused');
  return { realmId, oauth, client };
}

// What both clients see of a record, which is the same.
async function look(company, { entity, id }) {
  const [node, intuit] = [await viaNode(company, entity, id), await viaIntuit(company, entity, id)];
  assert.deepEqual(intuit, node, `intuit-oauth and node-quickbooks see ${entity} ${id} differently`);
  return node;
}

function viaNode({ client }, entity, id) {
  return new Promise((resolve) => {
    client[`get${entity}`](id, (error, data) => resolve(error ? { fault: (error.response?.data ?? error).Fault?.Error?.[0]?.code ?? `${error}` } : data));
  });
}

async function viaIntuit({ oauth, realmId }, entity, id) {
  try {
    const { json } = await oauth.makeApiCall({ url: `v3/company/${realmId}/${entity.toLowerCase()}/${id}`, params: { minorversion: 75 } });
    return json[entity];
  } catch (error) {
    return { fault: error.code ?? `${error}` };
  }
}

function call({ client }, method, argument) {
  return new Promise((resolve, reject) => {
    client[method](argument, (error, data) => (error ? reject(new Error(`${method}: ${JSON.stringify(error.response?.data ?? error)}`)) : resolve(data)));
  });
}
