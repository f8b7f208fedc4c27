// node-quickbooks and Intuit's own intuit-oauth, unmodified from npm, against the QuickBooks simulator.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';
import { consent, control, startSimulator } from './simulator.mjs';

const redirectUri = 'http://localhost/callback';
const unique = Date.now().toString(36);
let simulator;
let quickbooks;
let client;

before(async () => {
  simulator = await startSimulator();
  quickbooks = simulator.quickbooks;
  QuickBooks.V3_ENDPOINT_BASE_URL = `${quickbooks.baseUrl}/v3/company/`;
  QuickBooks.TOKEN_URL = quickbooks.tokenUrl;
  QuickBooks.REVOKE_URL = quickbooks.revokeUrl;
  OAuthClient.environment.sandbox = `${quickbooks.baseUrl}/`;
  client = connected(await connect());
});

after(() => simulator?.stop());

test('connects: consent, code, tokens, and the company from the redirect', async () => {
  const oauth = authorizer();
  const callback = await consent(authorizeUri(oauth, 'state-1'));
  const query = new URL(callback).searchParams;
  assert.equal(query.get('state'), 'state-1');
  assert.equal(query.get('realmId'), quickbooks.tenantId);

  const { json } = await oauth.createToken(callback);

  assert.equal(json.token_type, 'bearer');
  assert.equal(json.expires_in, 3600);
  assert.ok(json.x_refresh_token_expires_in > 8_600_000);
  assert.equal(json.realmId, undefined, 'the company is in the redirect only');
  assert.equal(oauth.getToken().realmId, quickbooks.tenantId);
  await assert.rejects(authorizer().createToken(callback), /invalid_grant/, 'a code serves once');
});

test('a refused consent comes back as access_denied', async () => {
  const callback = await consent(authorizeUri(authorizer(), 'state-2'), { allow: false });
  assert.equal(new URL(callback).searchParams.get('error'), 'access_denied');
  assert.equal(new URL(callback).searchParams.get('state'), 'state-2');
});

test('tells when the refresh token finally dies, but only who asks', async () => {
  const asked = await connect({ includeRefreshTokenHardExpiresIn: true });
  const hard = asked.getToken().x_refresh_token_hard_expires_in;
  assert.ok(hard > 157_000_000 && hard <= 157_766_400, `about five years, not ${hard}`);

  const silent = await connect();
  assert.equal((await silent.refresh()).json.x_refresh_token_hard_expires_in, undefined);
});

test('a wrong client secret is invalid_client', async () => {
  const oauth = new OAuthClient({ ...credentials(), clientSecret: 'wrong' });
  await assert.rejects(oauth.refreshUsingToken(quickbooks.refreshToken), /invalid_client/);
});

test('refreshes through both clients, and the new access token works', async () => {
  const oauth = await connect();
  const first = oauth.getToken().access_token;
  await oauth.refresh();
  assert.notEqual(oauth.getToken().access_token, first);
  const company = await oauth.makeApiCall({ url: `v3/company/${quickbooks.tenantId}/companyinfo/${quickbooks.tenantId}` });
  assert.ok(company.json.CompanyInfo.CompanyName);
  assert.ok(company.headers.intuit_tid);

  const second = connected(oauth);
  await call(second, 'refreshAccessToken');
  assert.ok(await call(second, 'getCompanyInfo', quickbooks.tenantId));
});

test('an invented refresh token is invalid_grant', async () => {
  await assert.rejects(authorizer().refreshUsingToken('invented'), /invalid_grant/);
});

test('pages through all customers', async () => {
  const { QueryResponse: { totalCount } } = await call(client, 'findCustomers', [{ count: true }]);
  const { QueryResponse: { Customer: inOne } } = await call(client, 'findCustomers', [{ field: 'limit', value: 1000 }]);
  const paged = await call(client, 'findCustomers', [
    { field: 'fetchAll', value: true }, { field: 'limit', value: 7 }, { field: 'asc', value: 'Id' },
  ]);

  const ids = paged.QueryResponse.Customer.map(({ Id }) => Id);
  assert.ok(totalCount > 7, `a company that looks real has more than ${totalCount} customers`);
  assert.equal(new Set(ids).size, totalCount);
  assert.deepEqual(ids.toSorted(), inOne.map(({ Id }) => Id).toSorted());
});

test('finds a customer by a name with an apostrophe and an ampersand', async () => {
  const name = `O'Hara & Sons ${unique}`;
  const { Id } = await call(client, 'createCustomer', { DisplayName: name });

  const { QueryResponse } = await call(client, 'findCustomers', { DisplayName: name });

  assert.deepEqual(QueryResponse.Customer.map((customer) => customer.Id), [Id]);
  assert.deepEqual((await call(client, 'findCustomers', { DisplayName: `Nobody ${unique}` })).QueryResponse, {});
});

test('hides inactive customers until they are asked for', async () => {
  const created = await call(client, 'createCustomer', { DisplayName: `Leaving ${unique}` });
  await call(client, 'updateCustomer', { Id: created.Id, SyncToken: created.SyncToken, Active: false });

  const found = async (criteria) => (await call(client, 'findCustomers', criteria)).QueryResponse.Customer?.length ?? 0;
  assert.equal(await found({ Id: created.Id }), 0);
  assert.equal(await found([{ field: 'Id', value: created.Id }, { field: 'Active', value: [true, false], operator: 'IN' }]), 1);
});

for (const [kind, make] of Object.entries({
  Customer: async () => ({ DisplayName: `Once ${unique}` }),
  Invoice: invoice,
  CreditMemo: invoice,
  Payment: async () => ({ CustomerRef: { value: (await customer()).Id }, TotalAmt: 12.5 }),
})) {
  test(`the same requestid twice makes one ${kind}`, async () => {
    const body = { ...await make(), requestId: `once-${kind}-${unique}` };
    const first = await call(client, `create${kind}`, { ...body });
    const second = await call(client, `create${kind}`, { ...body });

    assert.equal(second.Id, first.Id);
    const { QueryResponse } = await call(client, `find${kind}s`, { Id: first.Id });
    assert.equal(QueryResponse[kind].length, 1);
    assert.equal(QueryResponse[kind][0].SyncToken, first.SyncToken);
  });
}

test('a stale update is 5010, and the first writer wins', async () => {
  const { Id, SyncToken } = await call(client, 'createInvoice', await invoice());
  await call(client, 'updateInvoice', { Id, SyncToken, PrivateNote: 'first' });

  assert.equal(await fault(call(client, 'updateInvoice', { Id, SyncToken, PrivateNote: 'second' })), '400 5010');
  assert.equal((await call(client, 'getInvoice', Id)).PrivateNote, 'first');
});

test('a sparse update keeps what it leaves out', async () => {
  const created = await call(client, 'createInvoice', { ...await invoice(), PrivateNote: 'kept' });
  const updated = await call(client, 'updateInvoice', { Id: created.Id, SyncToken: created.SyncToken, DueDate: '2031-01-31' });
  assert.deepEqual([updated.DueDate, updated.PrivateNote, updated.TotalAmt], ['2031-01-31', 'kept', created.TotalAmt]);
  assert.notEqual(updated.SyncToken, created.SyncToken);
});

test('a payment bumps its invoice, and voiding it opens the invoice again', async () => {
  const created = await call(client, 'createInvoice', await invoice());
  const Line = [{ Amount: 40, LinkedTxn: [{ TxnId: created.Id, TxnType: 'Invoice' }] }];
  const payment = await call(client, 'createPayment', { CustomerRef: created.CustomerRef, TotalAmt: 40, Line });

  const paid = await call(client, 'getInvoice', created.Id);
  assert.equal(paid.Balance, created.TotalAmt - 40);
  assert.notEqual(paid.SyncToken, created.SyncToken);
  assert.deepEqual(paid.LinkedTxn.map(({ TxnId, TxnType }) => [TxnId, TxnType]), [[payment.Id, 'Payment']]);

  await call(client, 'voidPayment', { Id: payment.Id, SyncToken: payment.SyncToken });
  assert.equal((await call(client, 'getInvoice', created.Id)).Balance, created.TotalAmt);
});

test('a void zeroes the invoice and says so', async () => {
  const created = await call(client, 'createInvoice', await invoice());
  await call(client, 'voidInvoice', { Id: created.Id, SyncToken: created.SyncToken });

  const voided = await call(client, 'getInvoice', created.Id);
  assert.deepEqual([voided.TotalAmt, voided.Balance, voided.DocNumber], [0, 0, created.DocNumber]);
  assert.ok(voided.Line.every(({ Amount }) => Amount === 0));
  assert.match(voided.PrivateNote, /^Voided/);
});

test('a deleted invoice is gone: 610', async () => {
  const created = await call(client, 'createInvoice', await invoice());
  const { Invoice } = await call(client, 'deleteInvoice', { Id: created.Id, SyncToken: created.SyncToken });

  assert.deepEqual(Invoice, { domain: 'QBO', status: 'Deleted', Id: created.Id });
  assert.equal(await fault(call(client, 'getInvoice', created.Id)), '400 610');
});

test('sends by mail and renders a PDF', async () => {
  const created = await call(client, 'createInvoice', await invoice());

  const sent = await call(client, 'sendInvoicePdf', created.Id, 'ap@example.org');
  const pdf = await call(client, 'getInvoicePdf', created.Id);

  assert.equal(sent.EmailStatus, 'EmailSent');
  assert.equal(sent.BillEmail.Address, 'ap@example.org');
  assert.equal(sent.DeliveryInfo.DeliveryType, 'Email');
  assert.equal(Buffer.from(pdf).subarray(0, 5).toString(), '%PDF-');
});

test('uploads a file and links it to an invoice', async () => {
  const created = await call(client, 'createInvoice', await invoice());

  const uploaded = await call(client, 'upload', 'terms.pdf', 'application/pdf', Buffer.from('%PDF-1.7 terms'), 'Invoice', created.Id);

  assert.deepEqual([uploaded.FileName, uploaded.ContentType, uploaded.Size], ['terms.pdf', 'application/pdf', 14]);
  const { QueryResponse } = await call(
    client, 'findAttachables', `where AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = '${created.Id}'`);
  assert.deepEqual(QueryResponse.Attachable.map(({ Id }) => Id), [uploaded.Id]);
});

test('a document number in use is 6140 and names the one that has it', async () => {
  const DocNumber = `N-${unique}`;
  const first = await call(client, 'createInvoice', { ...await invoice(), DocNumber });
  const refused = await refusal(call(client, 'createInvoice', { ...await invoice(), DocNumber }));

  assert.equal(refused.code, '6140');
  assert.match(refused.Detail, new RegExp(`TxnId=${first.Id}$`));
  assert.notEqual((await call(client, 'createInvoice', { ...await invoice(), DocNumber, allowDuplicateDocNum: true })).Id, first.Id);
});

test('a batch answers item by item', async () => {
  const { Id, SyncToken } = await call(client, 'createInvoice', await invoice());
  await call(client, 'updateInvoice', { Id, SyncToken, PrivateNote: 'edited' });

  const { BatchItemResponse } = await call(client, 'batch', [
    { bId: 'good', operation: 'create', Invoice: await invoice() },
    { bId: 'stale', operation: 'update', Invoice: { Id, SyncToken, sparse: true, PrivateNote: 'late' } },
    { bId: 'gone', operation: 'delete', Invoice: { Id: '99999999', SyncToken: '0' } },
    { bId: 'query', Query: `select * from Invoice where Id = '${Id}'` },
  ]);

  const of = (bId) => BatchItemResponse.find((item) => item.bId === bId);
  assert.ok(of('good').Invoice.Id);
  assert.equal(of('stale').Fault.Error[0].code, '5010');
  assert.equal(of('gone').Fault.Error[0].code, '610');
  assert.equal(of('query').QueryResponse.Invoice[0].PrivateNote, 'edited');
});

test('change data capture has what changed and stubs of what was deleted', async () => {
  const { time } = await call(client, 'findCustomers', [{ count: true }]);
  const kept = await call(client, 'createInvoice', await invoice());
  const gone = await call(client, 'createInvoice', await invoice());
  await call(client, 'deleteInvoice', { Id: gone.Id, SyncToken: gone.SyncToken });

  const { CDCResponse } = await call(client, 'changeDataCapture', ['Invoice', 'CreditMemo'], new Date(Date.parse(time) - 1000));

  const changed = CDCResponse[0].QueryResponse.flatMap((answer) => answer.Invoice ?? []);
  assert.equal(changed.find(({ Id }) => Id === kept.Id).TotalAmt, kept.TotalAmt);
  assert.equal(changed.find(({ Id }) => Id === gone.Id).status, 'Deleted');
});

test('faults reach both clients with code and type', async () => {
  const created = await call(client, 'createCustomer', { DisplayName: `Twice ${unique}` });
  assert.equal(await fault(call(client, 'createCustomer', { DisplayName: created.DisplayName })), '400 6240');
  assert.equal(await fault(call(client, 'findCustomers', "where DisplayNam = 'x'")), '400 4001');
  assert.equal(await fault(call(client, 'createInvoice', { BadJson: true })), '400 2010');

  const oauth = await connect();
  const missing = await rejection(oauth.makeApiCall({ url: `v3/company/${quickbooks.tenantId}/customer/99999999` }));
  assert.deepEqual([missing.code, missing.faultType], ['610', 'ValidationFault']);
});

test('an unknown access token is the gateway\'s 401, and a refresh cures it', async () => {
  const expired = connected(await connect());
  expired.token = 'expired';
  const { response } = await rejection(call(expired, 'getCompanyInfo', quickbooks.tenantId));
  assert.equal(response.status, 401);
  assert.equal(response.data.fault.error[0].code, '3200');
  assert.match(response.headers['www-authenticate'], /error="invalid_token"/);

  await call(expired, 'refreshAccessToken');
  assert.ok(await call(expired, 'getCompanyInfo', quickbooks.tenantId));
});

test('throttling reaches the client as 429, as JSON and as XML', async (t) => {
  await control(t, quickbooks, 'faults', { kind: 'TooManyRequests' });
  assert.equal(await fault(call(client, 'getCompanyInfo', quickbooks.tenantId)), '429 3001');

  await control(t, quickbooks, 'faults', { kind: 'TooManyRequestsXml' });
  const { response } = await rejection(call(client, 'getCompanyInfo', quickbooks.tenantId));
  assert.equal(response.status, 429);
  assert.match(response.data, /<Error code="3001"/);
  assert.ok(await call(client, 'getCompanyInfo', quickbooks.tenantId));
});

for (const kind of [
  'ServerError', 'ServerErrorAfterEffect', 'BadGateway', 'Unavailable', 'TimeoutAfterEffect', 'CutBeforeEffect', 'CutAfterEffect',
  'CutBody',
]) {
  test(`after ${kind} the same requestid makes one invoice`, async (t) => {
    const body = { ...await invoice(), PrivateNote: `${kind} ${unique}`, requestId: `${kind}-${unique}` };
    await control(t, quickbooks, 'faults', { kind });
    const { response } = await rejection(call(client, 'createInvoice', { ...body }));
    assert.ok(!response || response.status >= 500 || kind === 'CutBody', `${response?.status}`);

    const created = await call(client, 'createInvoice', { ...body });

    const { QueryResponse } = await call(client, 'findInvoices', { CustomerRef: created.CustomerRef.value });
    const made = QueryResponse.Invoice.filter(({ PrivateNote }) => PrivateNote === body.PrivateNote);
    assert.deepEqual(made.map(({ Id }) => Id), [created.Id]);
  });
}

test('a refresh token changes after a day, and the old one is refused', async (t) => {
  const oauth = await connect();
  const old = oauth.getToken().refresh_token;
  if (!await control(t, quickbooks, 'clock/advance', { seconds: 25 * 3600 })) return;
  await oauth.refresh();

  assert.notEqual(oauth.getToken().refresh_token, old);
  await assert.rejects(authorizer().refreshUsingToken(old), /invalid_grant/);
  await oauth.refresh();
  client = connected(oauth);
});

test('an access token ends after an hour, and node-quickbooks refreshes it', async (t) => {
  if (!await control(t, quickbooks, 'clock/advance', { seconds: 2 * 3600 })) return;
  const { response } = await rejection(call(client, 'getCompanyInfo', quickbooks.tenantId));
  assert.equal(response.status, 401);

  await call(client, 'refreshAccessToken');
  assert.ok(await call(client, 'getCompanyInfo', quickbooks.tenantId));
});

test('a revoked grant answers 401 and cannot be refreshed', async () => {
  const oauth = await connect();
  const { access_token, refresh_token } = oauth.getToken();
  await oauth.revoke({ refresh_token });
  await assert.rejects(authorizer().refreshUsingToken(refresh_token), /invalid_grant/);

  const second = connected(await connect());
  const revoked = second.refreshToken;
  await call(second, 'revokeAccess', true);
  await assert.rejects(authorizer().refreshUsingToken(revoked), /invalid_grant/);
  assert.ok(access_token);
});

function credentials() {
  return { clientId: quickbooks.clientId, clientSecret: quickbooks.clientSecret, environment: 'sandbox', redirectUri };
}

function authorizer(options) {
  return new OAuthClient({ ...credentials(), ...options }).setAuthorizeURLs({
    authorizeEndpoint: quickbooks.authorizeUrl,
    tokenEndpoint: quickbooks.tokenUrl,
    revokeEndpoint: quickbooks.revokeUrl,
    userInfoEndpoint: `${quickbooks.baseUrl}/v1/openid_connect/userinfo`,
  });
}

function authorizeUri(oauth, state) {
  return oauth.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state });
}

async function connect(options) {
  const oauth = authorizer(options);
  await oauth.createToken(await consent(authorizeUri(oauth, 'connect')));
  return oauth;
}

function connected(oauth) {
  const { access_token, refresh_token, realmId } = oauth.getToken();
  return new QuickBooks(quickbooks.clientId, quickbooks.clientSecret, access_token, false, realmId, true, false, 75, '2.0', refresh_token);
}

function call(target, method, ...args) {
  return new Promise((resolve, reject) => target[method](...args, (error, data) => (error ? reject(error) : resolve(data))));
}

async function rejection(promise) {
  return promise.then(() => assert.fail('was not refused'), (error) => error);
}

async function refusal(promise) {
  const error = await rejection(promise);
  return (error.response?.data ?? error).Fault.Error[0];
}

async function fault(promise) {
  const error = await rejection(promise);
  return `${error.response?.status} ${(error.response?.data ?? error).Fault.Error[0].code}`;
}

async function customer() {
  const { QueryResponse } = await call(client, 'findCustomers', [{ field: 'limit', value: 1 }]);
  return QueryResponse.Customer[0];
}

async function invoice() {
  const { QueryResponse } = await call(client, 'findItems', { Type: 'Service' });
  return {
    CustomerRef: { value: (await customer()).Id },
    Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: QueryResponse.Item[0].Id } } }],
  };
}
