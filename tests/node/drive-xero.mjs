// Xero's own xero-node, unmodified from npm, against the Xero simulator.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { redirectXero } from './redirect-xero.mjs';
import { breathe, consent, control, startSimulator } from './simulator.mjs';
import { CreditNote, Invoice, LineAmountTypes, Payment, XeroClient } from 'xero-node';

const scopes = [
  'openid', 'profile', 'email', 'offline_access', 'accounting.invoices', 'accounting.payments', 'accounting.contacts', 'accounting.settings',
];
const unique = Date.now().toString(36);
let simulator;
let sim;
let xero;
let tenant;
let api;

before(async () => {
  simulator = await startSimulator();
  sim = simulator.xero;
  redirectXero(sim.baseUrl);
  xero = await connect();
  tenant = xero.tenants[0].tenantId;
  api = xero.accountingApi;
});

after(() => simulator?.stop());

beforeEach(() => breathe(sim));

test('connects: discovery, consent, code, an id token that is checked, and the connections', async () => {
  const client = await connect();

  const tokens = client.readTokenSet();
  assert.equal(tokens.token_type, 'Bearer');
  assert.equal(tokens.scope.split(' ').includes('accounting.invoices'), true);
  assert.ok(tokens.id_token);
  assert.deepEqual(client.tenants.map(({ tenantId, tenantType }) => [tenantId, tenantType]), [[sim.tenantId, 'ORGANISATION']]);
  assert.equal(client.tenants[0].orgData.organisationID, sim.tenantId);
  assert.match(client.tenants[0].orgData.shortCode, /^!/);
});

test('a refused consent comes back as access_denied', async () => {
  const callback = await consent(await newClient().buildConsentUrl(), { allow: false });
  assert.equal(new URL(callback).searchParams.get('error'), 'access_denied');
});

test('refreshes: the refresh token changes, and the one before is good for a while', async () => {
  const client = await connect();
  const first = client.readTokenSet();

  const second = await client.refreshToken();
  const again = await client.refreshWithRefreshToken(sim.clientId, sim.clientSecret, first.refresh_token);

  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.notEqual(again.refresh_token, second.refresh_token);
  assert.equal((await client.accountingApi.getOrganisations(tenant)).body.organisations.length, 1);
});

test('a refresh token that was used longer than 30 minutes ago is invalid_grant', async (t) => {
  const client = await connect();
  const first = client.readTokenSet();
  await client.refreshToken();
  if (!await control(t, sim, 'clock/advance', { seconds: 31 * 60 })) return;

  client.setTokenSet(first);
  await assert.rejects(client.refreshToken(), /invalid_grant/);
  await renew();
});

test('an expired access token is 401 with its reason', async (t) => {
  const client = await connect();
  await control(t, sim, 'tokens/expire', {});

  const { response } = await rejection(client.accountingApi.getOrganisations(tenant));

  assert.equal(response.statusCode, 401);
  assert.match(response.body.Detail, /^TokenExpired/);
  await renew();
});

test('a tenant that is not connected is 403', async () => {
  const { response } = await rejection(api.getOrganisations('00000000-0000-4000-8000-000000000000'));
  assert.equal(response.statusCode, 403);
  assert.equal(response.body.Detail, 'AuthenticationUnsuccessful');
});

test('contacts: created, found by name in any case, changed, archived', async () => {
  const name = `Kestrel & Sons ${unique}`;
  const created = (await api.createContacts(tenant, {
    contacts: [{ name, emailAddress: 'ap@example.org', addresses: [{ addressType: 'POBOX', addressLine1: '1 Quay', city: 'Oaktown' }] }],
  })).body.contacts[0];
  const found = (await api.getContacts(tenant, undefined, `Name=="${name.toUpperCase()}"`)).body.contacts;
  const changed = (await api.updateContact(tenant, created.contactID, { contacts: [{ contactID: created.contactID, firstName: 'Ada' }] })).body.contacts[0];

  assert.deepEqual(found.map(({ contactID }) => contactID), [created.contactID]);
  assert.deepEqual([changed.firstName, changed.emailAddress, changed.name], ['Ada', 'ap@example.org', name]);
  assert.equal(created.updatedDateUTC instanceof Date, true);

  await api.updateContact(tenant, created.contactID, { contacts: [{ contactID: created.contactID, contactStatus: 'ARCHIVED' }] });
  assert.equal((await api.getContacts(tenant, undefined, `Name=="${name}"`)).body.contacts.length, 0);
  assert.match(message(await rejection(api.updateContact(tenant, created.contactID, { contacts: [{ firstName: 'B' }] }))), /matched an archived contact/);
});

test('a contact name in use is a validation exception', async () => {
  const name = `Twice ${unique}`;
  await api.createContacts(tenant, { contacts: [{ name }] });

  const refused = await rejection(api.createContacts(tenant, { contacts: [{ name }] }));

  assert.equal(refused.response.statusCode, 400);
  assert.equal(refused.response.body.Type, 'ValidationException');
  assert.match(message(refused), /^The contact name .* is already assigned to another contact/);
});

test('an invoice is created, updated with its lines kept, and voided', async () => {
  const created = await invoice({ reference: 'Order 7' });
  assert.equal(created.status, 'AUTHORISED');
  assert.deepEqual([created.subTotal, created.totalTax, created.total, created.amountDue], [100, 15, 115, 115]);

  const updated = (await api.updateInvoice(tenant, created.invoiceID, { invoices: [{ reference: 'Order 8' }] })).body.invoices[0];
  assert.equal(updated.reference, 'Order 8');
  assert.deepEqual(updated.lineItems.map(({ lineItemID }) => lineItemID), created.lineItems.map(({ lineItemID }) => lineItemID));

  const voided = (await api.updateInvoice(tenant, created.invoiceID, { invoices: [{ status: 'VOIDED' }] })).body.invoices[0];
  const read = (await api.getInvoice(tenant, created.invoiceID)).body.invoices[0];
  assert.deepEqual([voided.status, voided.amountDue], ['VOIDED', 115], 'the answer to a void still shows what was due');
  assert.deepEqual([read.status, read.amountDue], ['VOIDED', 0]);
});

test('lines sent without ids are new lines; an unknown id is refused', async () => {
  const created = await invoice();
  const before = created.lineItems[0].lineItemID;
  const replaced = (await api.updateInvoice(tenant, created.invoiceID, { invoices: [{ lineItems: [line()] }] })).body.invoices[0];
  assert.notEqual(replaced.lineItems[0].lineItemID, before);

  const refused = await rejection(api.updateInvoice(tenant, created.invoiceID, {
    invoices: [{ lineItems: [{ ...line(), lineItemID: '11111111-1111-4111-8111-111111111111' }] }],
  }));
  assert.match(message(refused), /^Could not find line item\(s\)/);
});

test('unitdp=4 keeps four places; without it two are left', async () => {
  const create = (unitdp) => api.createInvoices(tenant, { invoices: [body({ lineItems: [{ ...line(), unitAmount: 0.0125, quantity: 1000 }] })] }, false, unitdp);
  assert.equal((await create(4)).body.invoices[0].lineItems[0].unitAmount, 0.0125);
  assert.equal((await create(2)).body.invoices[0].lineItems[0].unitAmount, 0.01);
});

test('PUT refuses a number in use, POST changes the invoice that has it', async () => {
  const invoiceNumber = `N-${unique}`;
  const first = await invoice({ invoiceNumber });

  const refused = (await api.createInvoices(tenant, { invoices: [body({ invoiceNumber })] }, false)).body.invoices[0];
  assert.equal(refused.statusAttributeString, 'ERROR');
  assert.deepEqual(refused.validationErrors.map((each) => each.message), ['Invoice # must be unique.']);

  const changed = (await api.updateOrCreateInvoices(tenant, { invoices: [body({ invoiceNumber, reference: 'over' })] })).body.invoices[0];
  assert.equal(changed.invoiceID, first.invoiceID);
  assert.equal(changed.reference, 'over');
});

test('summarizeErrors=false answers 200 and element by element', async () => {
  const { response, body: { invoices } } = await api.createInvoices(tenant, {
    invoices: [body(), body({ currencyCode: 'BRL' }), body({ lineItems: [{ ...line(), accountCode: '999' }] })],
  }, false);

  assert.equal(response.status, 200);
  assert.deepEqual(invoices.map(({ statusAttributeString }) => statusAttributeString), ['OK', 'ERROR', 'ERROR']);
  assert.match(invoices[1].validationErrors[0].message, /^Organisation is not subscribed to currency BRL/);
  assert.match(invoices[2].validationErrors[0].message, /^Account code '999' is not a valid code/);
});

test('one bad element refuses all when errors are summarized', async () => {
  const invoiceNumber = `ALL-${unique}`;
  const refused = await rejection(api.createInvoices(tenant, { invoices: [body({ invoiceNumber }), body({ lineItems: [] })] }));

  assert.equal(refused.response.statusCode, 400);
  assert.match(message(refused), /^One or more line items must be specified/);
  assert.equal((await api.getInvoices(tenant, undefined, undefined, undefined, undefined, [invoiceNumber])).body.invoices.length, 0);
});

test('a refused delete shows what was sent, not what Xero has', async () => {
  const created = await invoice();
  const echoed = (await api.updateOrCreateInvoices(tenant, { invoices: [{ invoiceID: created.invoiceID, status: 'DELETED' }] }, false)).body.invoices[0];
  assert.deepEqual([echoed.status, echoed.hasErrors, echoed.statusAttributeString], ['DELETED', true, 'ERROR']);
  assert.equal((await api.getInvoice(tenant, created.invoiceID)).body.invoices[0].status, 'AUTHORISED');
});

test('a payment pays, more than is open is refused, a payment in the way blocks a void, and deleting it opens the invoice', async () => {
  const created = await invoice();
  const account = await bank();
  const pay = (amount) => api.createPayment(tenant, { invoice: { invoiceID: created.invoiceID }, account, amount, date: '2026-03-05' });
  assert.match(message(await rejection(pay(116))), /^Payment amount exceeds the amount outstanding/);

  const payment = (await pay(115)).body.payments[0];
  assert.deepEqual([payment.paymentType, payment.status], [Payment.PaymentTypeEnum.ACCRECPAYMENT, Payment.StatusEnum.AUTHORISED]);
  const paid = (await api.getInvoice(tenant, created.invoiceID)).body.invoices[0];
  assert.deepEqual([paid.status, paid.amountPaid, paid.payments.length], ['PAID', 115, 1]);
  const refused = await rejection(api.updateInvoice(tenant, created.invoiceID, { invoices: [{ status: 'VOIDED' }] }));
  assert.match(message(refused), /^The status VOIDED cannot be applied to the invoice because it has payments/);

  await api.deletePayment(tenant, payment.paymentID, { status: 'DELETED' });
  const open = (await api.getInvoice(tenant, created.invoiceID)).body.invoices[0];
  assert.deepEqual([open.status, open.amountDue], ['AUTHORISED', 115]);
});

test('a credit note is allocated, and allocating more than is left is refused', async () => {
  const created = await invoice();
  const note = (await api.createCreditNotes(tenant, {
    creditNotes: [{
      type: CreditNote.TypeEnum.ACCRECCREDIT, status: CreditNote.StatusEnum.AUTHORISED, contact: created.contact, date: '2026-03-05', lineItems: [line()],
    }],
  })).body.creditNotes[0];
  assert.equal(note.remainingCredit, 115);

  const allocate = (amount) => api.createCreditNoteAllocation(tenant, note.creditNoteID, {
    allocations: [{ invoice: { invoiceID: created.invoiceID }, amount, date: '2026-03-05' }],
  });
  await allocate(15);
  const credited = (await api.getInvoice(tenant, created.invoiceID)).body.invoices[0];
  assert.deepEqual([credited.amountCredited, credited.amountDue, credited.creditNotes[0].appliedAmount], [15, 100, 15]);
  assert.equal((await rejection(allocate(101))).response.statusCode, 400);

  await allocate(100);
  const read = (await api.getCreditNote(tenant, note.creditNoteID)).body.creditNotes[0];
  assert.deepEqual([read.status, read.remainingCredit, read.allocations.length], ['PAID', 0, 2]);
});

test('pages have lines, the unpaged list has none', async () => {
  const unpaged = (await api.getInvoices(tenant)).body;
  assert.equal(unpaged.pagination, undefined);
  assert.ok(unpaged.invoices.every(({ lineItems }) => lineItems.length === 0));

  const seen = [];
  for (let page = 1; ; page++) {
    const { invoices, pagination } = (await api.getInvoices(
      tenant, undefined, undefined, undefined, undefined, undefined, undefined, undefined, page, undefined, undefined, 4, undefined, 4)).body;
    if (invoices.length === 0) {
      break;
    }

    assert.equal(pagination.itemCount, unpaged.invoices.length);
    assert.ok(invoices.length <= 4 && invoices.every(({ lineItems }) => lineItems.length > 0));
    seen.push(...invoices.map(({ invoiceID }) => invoiceID));
  }

  assert.deepEqual(seen.toSorted(), unpaged.invoices.map(({ invoiceID }) => invoiceID).toSorted());
});

test('If-Modified-Since leaves out what did not change', async () => {
  const { updatedDateUTC } = await invoice();
  const later = new Date(updatedDateUTC.getTime() + 1000);
  assert.ok((await api.getInvoices(tenant, updatedDateUTC)).body.invoices.length > 0);
  assert.equal((await api.getInvoices(tenant, later)).body.invoices.length, 0);
});

test('a filter that cannot be read is a QueryParseException', async () => {
  const { response } = await rejection(api.getInvoices(tenant, undefined, 'Status=="AUTHORISED" AND ()'));
  assert.deepEqual([response.statusCode, response.body.ErrorNumber, response.body.Type], [400, 16, 'QueryParseException']);
});

test('an unknown id is 404 in HTML', async () => {
  const { response } = await rejection(api.getInvoice(tenant, '11111111-1111-4111-8111-111111111111'));
  assert.equal(response.statusCode, 404);
  assert.match(response.headers['content-type'], /^text\/html/);
});

test('mails an invoice with 204 and has its page', async () => {
  const created = await invoice();
  const { response } = await api.emailInvoice(tenant, created.invoiceID, {});
  const page = (await api.getOnlineInvoice(tenant, created.invoiceID)).body.onlineInvoices[0];

  assert.equal(response.status, 204);
  assert.match(page.onlineInvoiceUrl, /^https:\/\/in\.xero\.com\//);
  assert.equal((await api.getInvoice(tenant, created.invoiceID)).body.invoices[0].sentToContact, true);
});

test('the same Idempotency-Key makes one invoice, and refuses another body', async () => {
  const sent = { invoices: [body({ reference: 'once' })] };
  const create = (content) => api.createInvoices(tenant, content, false, 4, `key-${unique}`);
  const first = (await create(sent)).body.invoices[0];
  const second = (await create(sent)).body.invoices[0];
  assert.equal(second.invoiceID, first.invoiceID);

  const refused = await rejection(create({ invoices: [body({ reference: 'other' })] }));
  assert.equal(refused.response.statusCode, 400);
  assert.match(refused.response.body.Message, /is used with a different request/);
});

test('the limit of a minute is 429 with an empty body, its name and a time to wait', async (t) => {
  await control(t, sim, 'faults', { kind: 'tooManyRequests', retryAfterSeconds: 26 });
  const { response } = await rejection(api.getOrganisations(tenant));
  assert.deepEqual(
    [response.statusCode, response.headers['x-rate-limit-problem'], response.headers['retry-after'], response.body],
    [429, 'minute', '26', '']);
});

test('each other limit is 429 with an empty body and its name, and only that of the day says how long', async (t) => {
  for (const [kind, problem, wait] of [
    ['tooManyRequestsOfDay', 'day', '70000'], ['tooManyRequestsAtOnce', 'concurrent', undefined], ['tooManyRequestsOfApp', 'appminute', undefined],
  ]) {
    await control(t, sim, 'faults', { kind });
    const { response } = await rejection(api.getOrganisations(tenant));
    assert.deepEqual(
      [response.statusCode, response.headers['x-rate-limit-problem'], response.headers['retry-after'], response.body], [429, problem, wait, '']);
  }
});

test('failures on Xero\'s side are text or HTML, and one of the API is replayed for its key', async (t) => {
  for (const [kind, status] of [['unavailable', 503], ['badGateway', 502]]) {
    await control(t, sim, 'faults', { kind });
    assert.equal((await rejection(api.getOrganisations(tenant))).response.statusCode, status);
  }

  const create = () => api.createInvoices(tenant, { invoices: [body({ reference: 'failed' })] }, false, 4, `failed-${unique}`);
  await control(t, sim, 'faults', { kind: 'serverError', operation: 'create' });
  assert.equal((await rejection(create())).response.statusCode, 500);
  assert.equal((await rejection(create())).response.statusCode, 500);
  assert.equal((await api.getInvoices(tenant, undefined, 'Reference=="failed"')).body.invoices.length, 0);
});

test('a credit note is changed, gets its credit back and is voided', async () => {
  const created = await invoice();
  const [note] = (await api.createCreditNotes(tenant, {
    creditNotes: [{
      type: CreditNote.TypeEnum.ACCRECCREDIT, status: CreditNote.StatusEnum.AUTHORISED, contact: created.contact, date: '2026-03-05', lineItems: [line()],
    }],
  })).body.creditNotes;
  const [changed] = (await api.updateCreditNote(tenant, note.creditNoteID, { creditNotes: [{ reference: 'Sorry' }] })).body.creditNotes;
  assert.deepEqual([changed.reference, changed.lineItems[0].lineItemID], ['Sorry', note.lineItems[0].lineItemID]);

  const [allocation] = (await api.createCreditNoteAllocation(tenant, note.creditNoteID, {
    allocations: [{ invoice: { invoiceID: created.invoiceID }, amount: 15, date: '2026-03-05' }],
  })).body.allocations;
  assert.match(message(await rejection(api.updateCreditNote(tenant, note.creditNoteID, { creditNotes: [{ status: 'VOIDED' }] }))), /VOIDED cannot be applied/);
  await api.deleteCreditNoteAllocations(tenant, note.creditNoteID, allocation.allocationID);
  assert.equal((await api.getInvoice(tenant, created.invoiceID)).body.invoices[0].amountDue, 115);

  await api.updateCreditNote(tenant, note.creditNoteID, { creditNotes: [{ status: 'VOIDED' }] });
  assert.equal((await api.getCreditNote(tenant, note.creditNoteID)).body.creditNotes[0].status, 'VOIDED');
});

test('payments in one call are answered one by one, and are found by their invoice', async () => {
  const [open, other] = [await invoice(), await invoice()];
  const account = await bank();
  const payments = [
    { invoice: { invoiceID: open.invoiceID }, account, amount: 15, date: '2026-03-05', reference: 'CHQ 7' },
    { invoice: { invoiceID: other.invoiceID }, account, amount: 116, date: '2026-03-05' },
  ];
  const [made, refused] = (await api.createPayments(tenant, { payments }, false, `pay-${unique}`)).body.payments;
  assert.equal(made.reference, 'CHQ 7');
  assert.match(refused.validationErrors[0].message, /exceeds the amount outstanding/);

  const where = `Invoice.InvoiceID==guid("${open.invoiceID}")`;
  const found = (await api.getPayments(tenant, undefined, where, undefined, 1)).body.payments;
  assert.deepEqual(found.map(({ paymentID }) => paymentID), [made.paymentID]);
});

test('a batch payment pays two invoices and goes back as one', async () => {
  const invoices = [await invoice(), await invoice()];
  const batch = {
    account: await bank(), date: '2026-03-05', reference: 'Together',
    payments: invoices.map(({ invoiceID }) => ({ invoice: { invoiceID }, amount: 115, reference: 'Together' })),
  };
  const { batchPayments: [made] } = (await api.createBatchPayment(tenant, { batchPayments: [batch] }, false)).body;
  assert.deepEqual([made.type, made.status, made.totalAmount], ['RECBATCH', 'AUTHORISED', 230]);
  const [part] = made.payments;
  assert.match(message(await rejection(api.deletePayment(tenant, part.paymentID, { status: 'DELETED' }))), /within a batch/);

  await api.deleteBatchPaymentByUrlParam(tenant, made.batchPaymentID, { status: 'DELETED' });
  for (const { invoiceID } of invoices) {
    assert.equal((await api.getInvoice(tenant, invoiceID)).body.invoices[0].amountDue, 115);
  }
});

test('an item is made, changed by its id, and its code is taken', async () => {
  const code = `SKU-${unique}`.slice(0, 30);
  const item = { code, name: 'Seat', isSold: true, salesDetails: { unitPrice: 7.1234, accountCode: '200' } };
  const [made] = (await api.createItems(tenant, { items: [item] }, false, 4)).body.items;
  const [changed] = (await api.updateItem(tenant, made.itemID, { items: [{ code, name: 'Chair' }] }, 4)).body.items;
  const [refused] = (await api.createItems(tenant, { items: [item] }, false, 4)).body.items;

  assert.deepEqual([changed.itemID, changed.name, changed.salesDetails.unitPrice], [made.itemID, 'Chair', 7.1234]);
  assert.match(refused.validationErrors[0].message, /already exists/);
});

test('items, accounts, tax rates, tracking and currencies are listed', async () => {
  assert.ok((await api.getItems(tenant)).body.items.some(({ code }) => code === 'SEAT'));
  assert.ok((await api.getAccounts(tenant, undefined, 'Type=="BANK"')).body.accounts.length > 0);
  assert.ok((await api.getTaxRates(tenant)).body.taxRates.some(({ taxType }) => taxType === 'NONE'));
  assert.equal((await api.getTrackingCategories(tenant)).body.trackingCategories[0].options.length, 2);
  assert.ok((await api.getCurrencies(tenant)).body.currencies.length > 1);
});

test('disconnecting one organisation leaves the token without it', async () => {
  const client = await connect();
  await client.disconnect(client.tenants[0].id);
  await client.updateTenants(false);
  assert.equal(client.tenants.length, 0);
  await renew();
});

test('revoking ends the consent', async () => {
  const client = await connect();
  const tokens = client.readTokenSet();
  await client.revokeToken();
  client.setTokenSet(tokens);
  await assert.rejects(client.refreshToken(), /invalid_grant/);
  await renew();
});

function newClient() {
  return new XeroClient({
    clientId: sim.clientId, clientSecret: sim.clientSecret, redirectUris: ['http://localhost/callback'], scopes, state: 'state-1', httpTimeout: 20_000,
    clockTolerance: 10 * 365 * 24 * 60 * 60,   // the simulator's clock is not this machine's
  });
}

async function connect() {
  const client = newClient();
  await client.apiCallback(await consent(await client.buildConsentUrl()));
  await client.updateTenants();
  return client;
}

async function renew() {
  xero = await connect();
  api = xero.accountingApi;
}

function line() {
  return { description: 'Platform seat', quantity: 2, unitAmount: 50, accountCode: '200' };
}

function body(more = {}) {
  return {
    type: Invoice.TypeEnum.ACCREC, contact: { name: 'Ridgeway University' }, date: '2026-03-02', dueDate: '2026-04-01',
    lineAmountTypes: LineAmountTypes.Exclusive, status: Invoice.StatusEnum.AUTHORISED, lineItems: [line()], ...more,
  };
}

async function invoice(more) {
  return (await api.createInvoices(tenant, { invoices: [body(more)] }, false, 4)).body.invoices[0];
}

async function bank() {
  const { accounts } = (await api.getAccounts(tenant, undefined, 'Type=="BANK"')).body;
  return { accountID: accounts[0].accountID };
}

// What the client throws is a JSON text.
async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return typeof error === 'string' ? JSON.parse(error) : error;
  }

  throw new Error('This was expected to be refused.');
}

function message({ response }) {
  return response.body.Elements[0].ValidationErrors[0].Message;
}
