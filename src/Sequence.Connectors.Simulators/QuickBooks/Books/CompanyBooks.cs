using System.Globalization;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// One company's books: every change to its documents, by the API or by people, goes through here under <see cref="Gate"/>.
/// </summary>
internal sealed class CompanyBooks(string realmId, QuickBooksCompanyProfile profile, TimeProvider clock, QuickBooksWebhooks webhooks)
{
    public Lock Gate { get; } = new();

    public string RealmId => realmId;

    public QuickBooksCompanyProfile Profile { get; set; } = profile;

    public CompanyStore Store { get; } = new();

    public List<SimulatedMail> Mail { get; } = [];

    /// <summary>The person whom a stale object is blamed on.</summary>
    public string User { get; set; } = "Dana Whitfield";

    /// <summary>False while a company is being filled, so that its first documents raise no events.</summary>
    public bool Announces { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public JsonObject Read(string entity, string id) =>
        Store.Find(entity, CheckedId(entity, id)) ?? throw QuickBooksFaultException.NotFound();

    /// <summary>Creates a document, or updates the one that the body's Id names.</summary>
    public JsonObject Save(string entity, JsonObject body, bool allowDuplicateNumber = false)
    {
        var rules = Rules(entity);
        rules.Schema.Check(body);
        var before = body.Text("Id") is null ? null : Current(entity, body);
        if (before is null ? !rules.CanCreate : !rules.CanUpdate)
        {
            throw QuickBooksFaultException.Unsupported($"{entity} write");
        }

        var write = new DocumentWrite
        {
            Books = this,
            Body = body,
            Before = before,
            Document = Merge(rules, body, before),
            AllowDuplicateNumber = allowDuplicateNumber,
            Now = Now,
        };
        rules.Complete(write);
        write.Document["Id"] = before.Text("Id") ?? Store.NextId(rules.Counter);
        Stamp(write.Document, before);
        Store.Put(entity, write.Document);
        Announce(entity, write.Document.Text("Id")!, before is null ? "Create" : "Update");
        rules.Stored(write);
        MailIfAsked(entity, write.Document);
        return Store.Find(entity, write.Document.Text("Id"))!;
    }

    /// <summary>Creates or changes what only people can, such as a tax code: the named members, by no rule.</summary>
    public JsonObject Set(string entity, JsonObject members)
    {
        var before = members.Text("Id") is null ? null : Current(entity, members);
        var document = before?.Clone() ?? [];
        foreach (var (name, value) in members.Clone())
        {
            document[name] = value?.DeepClone();
        }

        document.Remove("sparse");
        document["Id"] = before.Text("Id") ?? Store.NextId(Rules(entity).Counter);
        Stamp(document, before);
        Store.Put(entity, document);
        return document;
    }

    /// <summary>Zeroes a transaction: it keeps its id and number, its amounts go, and what it was linked to is free again.</summary>
    public JsonObject Void(string entity, JsonObject body)
    {
        var before = Current(entity, body);
        RefuseChange(entity, before);
        var id = before.Text("Id")!;
        var linked = entity == "Payment" ? PaymentRules.Links(before).ToList() : [];
        Unlink(entity, id);
        var document = Store.Find(entity, id)!.Clone();
        Voiding.Zero(entity, document);
        Stamp(document, before);
        Store.Put(entity, document);
        Announce(entity, id, "Void");
        linked.ForEach(link => Relink(link.Type, link.Id));
        return document;
    }

    /// <summary>Removes a transaction for good and returns the stub that QuickBooks answers with.</summary>
    public JsonObject Delete(string entity, JsonObject body)
    {
        if (!EntityKinds.IsTransaction(entity))
        {
            throw QuickBooksFaultException.Unsupported($"delete {entity}");
        }

        var before = Current(entity, body);
        RefuseChange(entity, before);
        var id = before.Text("Id")!;
        var linked = entity == "Payment" ? PaymentRules.Links(before).ToList() : [];
        Unlink(entity, id);
        Store.Remove(entity, id, Now);
        Announce(entity, id, "Delete");
        linked.ForEach(link => Relink(link.Type, link.Id));
        return new JsonObject { ["domain"] = "QBO", ["status"] = "Deleted", ["Id"] = id };
    }

    /// <summary>Mails a transaction to its customer, as the send operation does.</summary>
    public JsonObject Send(string entity, string id, string? sendTo)
    {
        var before = Read(entity, id);
        var address = sendTo ?? before.Object("BillEmail").Text("Address");
        if (string.IsNullOrWhiteSpace(address))
        {
            throw QuickBooksFaultException.Business("An email address is required to send this transaction.");
        }

        NameRules.RefuseBadEmail(address.Split(',')[0].Trim());
        var document = before.Clone();
        document["BillEmail"] = new JsonObject { ["Address"] = address };
        MarkMailed(document);
        Stamp(document, before);
        Store.Put(entity, document);
        RecordMail(entity, document);
        return document;
    }

    /// <summary>Works out again what is open on an invoice or credit memo after the payments that link to it changed.</summary>
    public void Relink(string type, string id)
    {
        if (type is not ("Invoice" or "CreditMemo") || Store.Find(type, id) is not { } before)
        {
            return;
        }

        var document = before.Clone();
        var payments = Store.PaymentsOf(id).ToList();
        var settled = payments.Sum(payment => PaymentRules.AmountOn(payment, id)) + (document.Number("Deposit") ?? 0);
        var open = JsonMembers.Money((document.Number("TotalAmt") ?? 0) - settled);
        document["Balance"] = open;
        if (type == "CreditMemo")
        {
            document["RemainingCredit"] = open.DeepClone();
        }

        InvoiceRules.SetHomeAmounts(document);
        document["LinkedTxn"] = JsonMembers.Array(
            payments.Select(payment => new JsonObject { ["TxnId"] = payment.Text("Id"), ["TxnType"] = "Payment" }));
        Stamp(document, before);
        Store.Put(type, document);
        Announce(type, id, "Update");
    }

    public void RefuseClosed(DateOnly? date)
    {
        if (date is not null && date <= Profile.BookCloseDate)
        {
            throw new QuickBooksFaultException(
                "6210", "Account Period Closed, Cannot Update Through Services API",
                $"The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO "
                + $"website to make these changes. Date: {date.Value.Iso()}");
        }
    }

    public void Announce(string entity, string id, string operation, string? deletedId = null)
    {
        if (Announces)
        {
            webhooks.Add(new QuickBooksEvent(realmId, entity, id, operation, Now, deletedId));
        }
    }

    /// <summary>Gives a changed document its next SyncToken and its times.</summary>
    public void Stamp(JsonObject document, JsonObject? before)
    {
        var time = PacificTime.Stamp(Now);
        document["domain"] = "QBO";
        document["sparse"] = false;
        document["SyncToken"] = before is null
            ? "0"
            : (long.Parse(before.Text("SyncToken")!, CultureInfo.InvariantCulture) + 1).Invariant();
        document["MetaData"] = new JsonObject
        {
            ["CreateTime"] = before.Object("MetaData").Text("CreateTime") ?? time,
            ["LastUpdatedTime"] = time,
        };
    }

    private static EntityRules Rules(string entity) => EntityKinds.Find(entity) ?? throw QuickBooksFaultException.Unsupported(entity);

    private static string CheckedId(string entity, string id) =>
        id.All(char.IsAsciiDigit) || entity == "TaxCode" ? id : throw QuickBooksFaultException.InvalidId(id);

    private JsonObject Current(string entity, JsonObject body)
    {
        var id = body.Text("Id") ?? throw QuickBooksFaultException.Required("Id");
        var before = Read(entity, id);
        var token = body.Text("SyncToken") ?? throw QuickBooksFaultException.Required("SyncToken");
        return token == before.Text("SyncToken") ? before : throw QuickBooksFaultException.Stale(User);
    }

    /// <summary>A sparse update changes what it names; a full one empties every writable member that it leaves out.</summary>
    private static JsonObject Merge(EntityRules rules, JsonObject body, JsonObject? before)
    {
        var readOnly = rules.Schema.ReadOnlyMembers.ToHashSet();
        var document = new JsonObject();
        var isSparse = body.Flag("sparse") == true;
        foreach (var (name, value) in before ?? [])
        {
            if (isSparse || readOnly.Contains(name) || rules.KeptOnFullUpdate.Contains(name))
            {
                document[name] = value?.DeepClone();
            }
        }

        foreach (var (name, value) in body)
        {
            if (value is null || readOnly.Contains(name) || name is "Id" or "SyncToken" or "sparse")
            {
                continue;
            }

            var isCleared = value is JsonValue text && text.TryGetValue<string>(out var content) && content.Length == 0;
            document[name] = isCleared ? null : value.DeepClone();
            if (isCleared)
            {
                document.Remove(name);
            }
        }

        return document;
    }

    private void RefuseChange(string entity, JsonObject before)
    {
        RefuseClosed(before.Date("TxnDate"));
        if (entity == "Payment")
        {
            PaymentRules.RefuseDeposited(before);
        }
    }

    /// <summary>Takes an invoice or credit memo out of the payments that settle it; their money becomes unapplied.</summary>
    private void Unlink(string entity, string id)
    {
        foreach (var before in entity == "Payment" ? [] : Store.PaymentsOf(id).ToList())
        {
            var payment = before.Clone();
            Voiding.TakeOut(payment, id);
            Stamp(payment, before);
            Store.Put("Payment", payment);
            Announce("Payment", payment.Text("Id")!, "Update");
            foreach (var (type, other) in PaymentRules.Links(before).Where(link => link.Id != id).Distinct().ToList())
            {
                Relink(type, other);
            }
        }
    }

    private void MailIfAsked(string entity, JsonObject document)
    {
        if (document.Text("EmailStatus") == "NeedToSend" && Announces)
        {
            MarkMailed(document);
            RecordMail(entity, document);
        }
    }

    private void MarkMailed(JsonObject document)
    {
        document["EmailStatus"] = "EmailSent";
        document["DeliveryInfo"] = new JsonObject { ["DeliveryType"] = "Email", ["DeliveryTime"] = PacificTime.Stamp(Now) };
    }

    private void RecordMail(string entity, JsonObject document)
    {
        var to = ((string[])["BillEmail", "BillEmailCc", "BillEmailBcc"]).Select(member => document.Object(member).Text("Address"));
        Mail.Add(new SimulatedMail(entity, document.Text("Id")!, string.Join(", ", to.Where(one => !string.IsNullOrEmpty(one))), Now));
        Announce(entity, document.Text("Id")!, "Emailed");
    }
}
