using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// One organisation at Xero, and the people who work in it: what they do here changes the books as the API would, raises webhooks, and
/// counts against no limit. Documents are copies, as the API shows them; changing one changes nothing here.
/// </summary>
public sealed class XeroOrganisation
{
    internal XeroOrganisation(
        string tenantId, XeroOrganisationProfile profile, TimeProvider clock, XeroSimulator simulator, XeroAppMeter appMeter)
    {
        Limits = simulator.Limits;
        Books = new XeroBooks(tenantId, profile, clock, simulator.Webhooks, simulator.Usage);
        Replays = new ReplayStore(() => simulator.Limits.IdempotencyRetention, clock);
        Api = new XeroApi(Books, Replays, simulator.Limits, simulator.Usage);
        Meter = new XeroMeter(tenantId, simulator.Limits, simulator.Usage, clock, appMeter);
    }

    /// <summary>What the <c>xero-tenant-id</c> header carries; also the organisation's id.</summary>
    public string TenantId => Books.TenantId;

    /// <summary>What kind of organisation it is now.</summary>
    public XeroOrganisationProfile Profile => Books.Profile;

    /// <summary>The short code that deep links need.</summary>
    public string ShortCode => XeroOrganisationView.ShortCode(TenantId);

    /// <summary>The contacts, archived ones included.</summary>
    public SimulatedDocumentSet Contacts => Documents("Contact");

    /// <summary>The invoices, voided and deleted ones included.</summary>
    public SimulatedDocumentSet Invoices => Documents("Invoice");

    /// <summary>The credit notes.</summary>
    public SimulatedDocumentSet CreditNotes => Documents("CreditNote");

    /// <summary>The payments, deleted ones included.</summary>
    public SimulatedDocumentSet Payments => Documents("Payment");

    /// <summary>Every mail that Xero sent to a contact, oldest first.</summary>
    public IReadOnlyList<SimulatedMail> SentMail => Act(() => Books.Mail.ToArray());

    /// <summary>The client id of this organisation's custom connection, which needs no consent and no tenant header.</summary>
    public string CustomClientId => "CC" + TenantId.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()[2..];

    /// <summary>The client secret of this organisation's custom connection.</summary>
    public string CustomClientSecret { get; } = "simulated-custom-connection-secret";

    /// <summary>Whether the connecting user lost access, or the organisation is gone: calls are refused with 403.</summary>
    public bool Unreachable { get; set; }

    internal XeroLimits Limits { get; }

    internal XeroBooks Books { get; }

    internal ReplayStore Replays { get; }

    internal XeroApi Api { get; }

    internal XeroMeter Meter { get; }

    /// <summary>The documents of any entity, such as Item, Account, TaxRate, TrackingCategory or Currency, as the API shows them.</summary>
    public SimulatedDocumentSet Documents(string entity)
    {
        var kind = Kind(entity);
        return new SimulatedDocumentSet(
            Books.Gate,
            () => Books.Store.All(kind.Name).Count,
            () => [.. Books.Store.All(kind.Name).Select(Show)],
            id => Books.Find(kind, id) is { } document ? Show(document) : null);

        JsonObject Show(JsonObject document) => new XeroViews(Books, 4).Show(kind, document);
    }

    /// <summary>
    /// Creates a document of any entity, or changes the one whose id or number it bears, as the API would; returns its id.
    /// </summary>
    /// <exception cref="InvalidOperationException">Xero refuses it; the message says why.</exception>
    public string Save(string entity, JsonObject document) => Act(() => Write(Kind(entity), document));

    /// <summary>Adds a contact with a name and, if given, an email address; returns its id.</summary>
    public string AddContact(string name, string? email = null)
    {
        var contact = new JsonObject { ["Name"] = name };
        if (email is not null)
        {
            contact["EmailAddress"] = email;
        }

        return Save("Contact", contact);
    }

    /// <summary>Changes the named members of a contact and leaves the others.</summary>
    public void UpdateContact(string id, JsonObject changes) => Edit(XeroKind.Contact, id, changes);

    /// <summary>Archives a contact: from now on Xero refuses every edit of it.</summary>
    public void ArchiveContact(string id) => UpdateContact(id, new JsonObject { ["ContactStatus"] = "ARCHIVED" });

    /// <summary>Merges one contact into another: the first is archived and says into which.</summary>
    public void MergeContacts(string losingId, string winningId) => Change(XeroKind.Contact, losingId, contact =>
    {
        contact["ContactStatus"] = "ARCHIVED";
        contact["MergedToContactID"] = winningId;
    });

    /// <summary>Changes the named members of an invoice and leaves the others.</summary>
    public void EditInvoice(string id, JsonObject changes) => Edit(XeroKind.Invoice, id, changes);

    /// <summary>Voids an approved invoice.</summary>
    public void VoidInvoice(string id) => EditInvoice(id, new JsonObject { ["Status"] = "VOIDED" });

    /// <summary>Deletes a draft.</summary>
    public void DeleteInvoice(string id) => EditInvoice(id, new JsonObject { ["Status"] = "DELETED" });

    /// <summary>Mails an approved invoice to its contact.</summary>
    public void EmailInvoice(string id) => Act(() => new XeroDocuments(Books, Limits).Email(id));

    /// <summary>Allocates a part of a credit note to an invoice and returns the allocation's id.</summary>
    public string AllocateCredit(string creditNoteId, string invoiceId, decimal amount) => Act(() =>
    {
        var invoice = new JsonObject { ["InvoiceID"] = invoiceId };
        var (allocation, refusal) = XeroCreditNoteRules.Allocate(
            Books, creditNoteId, new JsonObject { ["Invoice"] = invoice, ["Amount"] = amount });
        return allocation.Text("AllocationID") ?? throw new InvalidOperationException($"Xero refuses this: {refusal}");
    });

    /// <summary>Deletes an allocation: credit note and invoice are open again.</summary>
    public void ReleaseCredit(string creditNoteId, string allocationId) =>
        Act(() => XeroCreditNoteRules.Release(Books, creditNoteId, allocationId));

    /// <summary>Records a payment on one invoice, into the first bank account, and returns the payment's id.</summary>
    public string ReceivePayment(string invoiceId, decimal amount) => Save("Payment", new JsonObject
    {
        ["Invoice"] = new JsonObject { ["InvoiceID"] = invoiceId },
        ["Account"] = new JsonObject { ["AccountID"] = Bank() },
        ["Amount"] = amount,
    });

    /// <summary>Deletes a payment: its document is open again.</summary>
    public void DeletePayment(string id) => Edit(XeroKind.Payment, id, new JsonObject { ["Status"] = "DELETED" });

    /// <summary>Reconciles a payment with the bank: from now on it cannot be deleted.</summary>
    public void ReconcilePayment(string id) => Change(XeroKind.Payment, id, payment => payment["IsReconciled"] = true);

    /// <summary>Adds an option to a tracking category and returns its id.</summary>
    public string AddTrackingOption(string categoryId, string name) =>
        Act(() => XeroTrackingRules.AddOption(Books, categoryId, new JsonObject { ["Name"] = name }).Text("TrackingOptionID")!);

    /// <summary>Archives an account: lines can no longer name it.</summary>
    public void ArchiveAccount(string code)
    {
        var id = Act(() => Books.Account(code, null).Text("AccountID"))
            ?? throw new ArgumentException($"There is no account {code}.", nameof(code));
        Change(XeroKind.Account, id, account => account["Status"] = "ARCHIVED");
    }

    /// <summary>Deletes an item or an account that nothing uses: it is gone from the list.</summary>
    public void Remove(string entity, string id) => Act(() =>
    {
        Books.Store.Remove(Kind(entity).Name, id);
        return id;
    });

    /// <summary>Changes settings of the organisation, such as locking a period; the API shows them at once.</summary>
    public void Change(Func<XeroOrganisationProfile, XeroOrganisationProfile> change) => Act(() => Books.Profile = change(Books.Profile));

    /// <summary>
    /// Gives a document another time of change. Xero's own rows have such times: years ago on a new document, or in the future.
    /// </summary>
    public void Restamp(string entity, string id, DateTimeOffset updatedAt) => Act(() =>
    {
        var document = Books.Read(Kind(entity), id).Clone();
        document["UpdatedDateUTC"] = XeroDates.Text(updatedAt.ToUniversalTime());
        Books.Put(Kind(entity), document);
        return document;
    });

    /// <summary>Lets the next calls be the last ones of the day.</summary>
    public void SpendDayLimit(int left = 0) => Meter.SpendDay(left);

    private static XeroKind Kind(string entity) =>
        XeroKind.Named(entity) ?? throw new ArgumentException($"The simulator has no entity named {entity}.", nameof(entity));

    private string Bank() => Act(() => Books.Store.All("Account").First(account => account.Text("Type") == "BANK").Text("AccountID")!);

    private void Edit(XeroKind kind, string id, JsonObject changes) => Act(() =>
    {
        var sent = changes.Clone();
        sent[kind.IdMember] = id;
        return Write(kind, sent);
    });

    private string Write(XeroKind kind, JsonObject document)
    {
        var write = Books.Write(kind, document, creates: false, unitDecimals: 4);
        if (write.Errors.Count > 0)
        {
            throw new InvalidOperationException($"Xero refuses this: {string.Join(" ", write.Errors)}");
        }

        if (kind == XeroKind.Invoice && document.Text(kind.IdMember) is null)
        {
            var entered = write.Document.Clone();
            entered[XeroListing.EnteredByPerson] = true;
            Books.Put(kind, entered);
        }

        return write.Document.Text(kind.IdMember)!;
    }

    /// <summary>Changes what only people can.</summary>
    private void Change(XeroKind kind, string id, Action<JsonObject> change) => Act(() =>
    {
        var document = Books.Read(kind, id).Clone();
        change(document);
        Books.Stamp(document);
        Books.Put(kind, document);
        Books.Announce(kind, document, isNew: false);
        return document;
    });

    private T Act<T>(Func<T> action)
    {
        lock (Books.Gate)
        {
            try
            {
                var result = action();
                Books.Commit();
                return result;
            }
            catch (XeroFault fault)
            {
                throw new InvalidOperationException($"Xero refuses this: {fault.Message}", fault);
            }
            finally
            {
                Books.Undo();
            }
        }
    }
}
