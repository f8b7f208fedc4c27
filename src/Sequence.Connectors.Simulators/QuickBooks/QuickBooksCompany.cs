using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// One company at QuickBooks, and the people who work in it: what they do here changes the books as the API would, raises webhooks, and
/// counts
/// against no limit. Documents are copies; changing one changes nothing here.
/// </summary>
public sealed class QuickBooksCompany
{
    internal QuickBooksCompany(string realmId, QuickBooksCompanyProfile profile, TimeProvider clock, QuickBooksSimulator simulator)
    {
        Books = new CompanyBooks(realmId, profile, clock, simulator.Webhooks);
        Replays = new ReplayStore(() => simulator.Limits.RequestIdRetention, clock);
        Api = new QuickBooksApi(Books, Replays, simulator.Limits, simulator.Usage);
        Meter = new RequestMeter(realmId, simulator.Limits, simulator.Usage, clock);
    }

    /// <summary>The id that the redirect after consent carries.</summary>
    public string RealmId => Books.RealmId;

    /// <summary>
    /// Whether it is a sandbox company, as all are at first. Requests with tokens of keys for the other kind are refused with 3100.
    /// </summary>
    public bool IsSandbox { get; set; } = true;

    /// <summary>What kind of company it is now.</summary>
    public QuickBooksCompanyProfile Profile => Books.Profile;

    /// <summary>The customers, inactive ones included.</summary>
    public SimulatedDocumentSet Customers => Documents("Customer");

    /// <summary>The invoices, voided ones included.</summary>
    public SimulatedDocumentSet Invoices => Documents("Invoice");

    /// <summary>The credit memos.</summary>
    public SimulatedDocumentSet CreditMemos => Documents("CreditMemo");

    /// <summary>The payments, voided ones included.</summary>
    public SimulatedDocumentSet Payments => Documents("Payment");

    /// <summary>The documents of any other entity, such as Item, Account, Term, TaxCode, Vendor or JournalEntry.</summary>
    public SimulatedDocumentSet Documents(string entity)
    {
        var name = EntityKinds.Find(entity)?.Name
            ?? throw new ArgumentException($"The simulator has no entity named {entity}.", nameof(entity));
        return new SimulatedDocumentSet(
            Books.Gate,
            () => Books.Store.All(name).Count,
            () =>

                [
                    .. Books
                        .Store.All(name)
                        .OrderBy(document => document.Text("Id")!, CompanyStore.IdOrder.Instance)
                        .Select(JsonMembers.Clone),
                ],
            id => Books.Store.Find(name, id)?.Clone()
        );
    }

    /// <summary>Every mail that QuickBooks sent to a customer, oldest first.</summary>
    public IReadOnlyList<SimulatedMail> SentMail => Act(() => Books.Mail.ToArray());

    /// <summary>
    /// Adds a document of any entity, also of those that the API lets nobody write, such as TaxCode, and returns its id. The document is
    /// what the API takes or shows.
    /// </summary>
    /// <exception cref="InvalidOperationException">QuickBooks refuses it; the message says why.</exception>
    public string Add(string entity, JsonObject document) => Act(() => Save(entity, document)).Text("Id")!;

    /// <summary>Changes the named members of a document of any entity and leaves the others.</summary>
    /// <exception cref="InvalidOperationException">QuickBooks refuses it; the message says why.</exception>
    public void Edit(string entity, string id, JsonObject changes) => Act(() =>
    {
        var body = changes.Clone();
        body["Id"] = id;
        body["SyncToken"] = Books.Read(entity, id).Text("SyncToken");
        body["sparse"] = true;
        return Save(entity, body);
    });

    /// <summary>Whether the connecting user lost access: requests are refused with 120.</summary>
    public bool AdminLost { get; set; }

    /// <summary>
    /// Whether the app may not see this company, as when sandbox and production keys are mixed: requests are refused with 3100.
    /// </summary>
    public bool AppBlocked { get; set; }

    internal CompanyBooks Books { get; }

    internal ReplayStore Replays { get; }

    internal QuickBooksApi Api { get; }

    internal RequestMeter Meter { get; }

    /// <summary>Changes settings of the company, such as closing the books; CompanyInfo and Preferences show it at once.</summary>
    public void Change(Func<QuickBooksCompanyProfile, QuickBooksCompanyProfile> change) => Act(() =>
    {
        Books.Profile = change(Books.Profile);
        SampleLists.WriteSettings(Books);
        Books.Announce("Preferences", "1", "Update");
        return 0;
    });

    /// <summary>Adds a customer and returns its id. The document is what the API takes.</summary>
    /// <exception cref="InvalidOperationException">QuickBooks refuses it; the message says why.</exception>
    public string AddCustomer(JsonObject customer) => Act(() => Books.Save("Customer", customer)).Text("Id")!;

    /// <summary>Adds a customer with a name and, if given, an email address; returns its id.</summary>
    public string AddCustomer(string displayName, string? email = null)
    {
        var customer = new JsonObject { ["DisplayName"] = displayName };
        if (email is not null)
        {
            customer["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email };
        }

        return AddCustomer(customer);
    }

    /// <summary>Changes the named members of a customer and leaves the others.</summary>
    public void UpdateCustomer(string id, JsonObject changes) => Edit("Customer", id, changes);

    /// <summary>Makes a customer inactive.</summary>
    public void DeactivateCustomer(string id) => UpdateCustomer(id, new JsonObject { ["Active"] = false });

    /// <summary>Merges one customer into another: the first becomes inactive and a Merge event tells of it.</summary>
    public void MergeCustomers(string losingId, string winningId)
    {
        DeactivateCustomer(losingId);
        Act(() =>
        {
            Books.Announce("Customer", winningId, "Merge", losingId);
            return 0;
        });
    }

    /// <summary>Adds an invoice and returns its id. The document is what the API takes.</summary>
    public string AddInvoice(JsonObject invoice) => Act(() => Books.Save("Invoice", invoice, allowDuplicateNumber: true)).Text("Id")!;

    /// <summary>Adds a credit memo and returns its id. The document is what the API takes.</summary>
    public string AddCreditMemo(JsonObject creditMemo) =>
        Act(() => Books.Save("CreditMemo", creditMemo, allowDuplicateNumber: true)).Text("Id")!;

    /// <summary>Changes the named members of an invoice and leaves the others.</summary>
    public void EditInvoice(string id, JsonObject changes) => Edit("Invoice", id, changes);

    /// <summary>Mails an invoice to its customer, or to the address given.</summary>
    public void EmailInvoice(string id, string? to = null) => Act(() => Books.Send("Invoice", id, to));

    /// <summary>Voids an invoice.</summary>
    public void VoidInvoice(string id) => Act(() => Books.Void("Invoice", Key("Invoice", id)));

    /// <summary>Deletes an invoice for good.</summary>
    public void DeleteInvoice(string id) => Act(() => Books.Delete("Invoice", Key("Invoice", id)));

    /// <summary>Deletes a credit memo for good.</summary>
    public void DeleteCreditMemo(string id) => Act(() => Books.Delete("CreditMemo", Key("CreditMemo", id)));

    /// <summary>Records a payment on one invoice and returns the payment's id; what the invoice does not need stays unapplied.</summary>
    public string ReceivePayment(string invoiceId, decimal amount) => Act(() =>
    {
        var invoice = Books.Read("Invoice", invoiceId);
        return Books.Save("Payment", new JsonObject
        {
            ["CustomerRef"] = invoice.Object("CustomerRef")!.Clone(),
            ["CurrencyRef"] = invoice.Object("CurrencyRef")!.Clone(),
            ["TotalAmt"] = JsonMembers.Money(amount),
            ["Line"] = new JsonArray(PaymentRules.Line(Math.Min(amount, invoice.Number("Balance") ?? 0), "Invoice", invoiceId)),
        });
    }).Text("Id")!;

    /// <summary>Records any payment and returns its id. The document is what the API takes.</summary>
    public string AddPayment(JsonObject payment) => Act(() => Books.Save("Payment", payment)).Text("Id")!;

    /// <summary>Voids a payment: its invoices are open again.</summary>
    public void VoidPayment(string id) => Act(() => Books.Void("Payment", Key("Payment", id)));

    /// <summary>Deletes a payment for good: its invoices are open again.</summary>
    public void DeletePayment(string id) => Act(() => Books.Delete("Payment", Key("Payment", id)));

    /// <summary>Deposits a payment at the bank: from now on it cannot be changed (6540).</summary>
    public void DepositPayment(string id) => Act(() =>
    {
        var before = Books.Read("Payment", id);
        var payment = before.Clone();
        payment["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = Books.Store.NextId("Transaction"), ["TxnType"] = "Deposit" });
        Books.Stamp(payment, before);
        Books.Store.Put("Payment", payment);
        Books.Announce("Payment", id, "Update");
        return 0;
    });

    private JsonObject Save(string entity, JsonObject body) => EntityKinds.Find(entity) switch
    {
        null => throw new ArgumentException($"The simulator has no entity named {entity}.", nameof(entity)),
        SettingRules => Books.Set(entity, body),
        _ => Books.Save(entity, body, allowDuplicateNumber: true),
    };

    private JsonObject Key(string entity, string id) => new() { ["Id"] = id, ["SyncToken"] = Books.Read(entity, id).Text("SyncToken") };

    private T Act<T>(Func<T> action)
    {
        lock (Books.Gate)
        {
            try
            {
                return action();
            }
            catch (QuickBooksFaultException fault)
            {
                throw new InvalidOperationException($"QuickBooks refuses this with {fault.Code}: {fault.Message}", fault);
            }
        }
    }
}
