using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// One organisation's books: every change to its documents, by the API or by people, goes through here under <see cref="Gate"/>.
/// </summary>
internal sealed class XeroBooks(
    string tenantId, XeroOrganisationProfile profile, TimeProvider clock, XeroWebhooks webhooks, SimulatedUsage usage)
{
    private readonly List<XeroEvent> raised = [];

    public Lock Gate { get; } = new();

    public string TenantId => tenantId;

    public XeroOrganisationProfile Profile { get; set; } = profile;

    public SimulatedUsage Usage => usage;

    public XeroStore Store { get; } = new();

    public List<SimulatedMail> Mail { get; } = [];

    public Dictionary<string, List<JsonObject>> History { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>False while an organisation is being filled, so that its first documents raise no events.</summary>
    public bool Announces { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => XeroDates.Today(Now, Profile.TimeZone);

    /// <summary>A new id, the same one in every run that does the same.</summary>
    public string NewId()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId}:{Store.Next("Id").Invariant()}"));
        (hash[7], hash[8]) = ((byte)((hash[7] & 0x0f) | 0x40), (byte)((hash[8] & 0x3f) | 0x80));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    public JsonObject Read(XeroKind kind, string id) => Find(kind, id) ?? throw XeroFault.NotFound();

    /// <summary>The document with an id, a number or a code; null when there is none.</summary>
    public JsonObject? Find(XeroKind kind, string id)
    {
        var key = kind.Name switch
        {
            "Contact" => "ContactNumber",
            "Invoice" => "InvoiceNumber",
            "CreditNote" => "CreditNoteNumber",
            "Item" => "Code",
            _ => null,
        };
        return Store.Find(kind.Name, id) ?? (key is null ? null : Store.FindBy(kind.Name, key, id).FirstOrDefault());
    }

    /// <summary>Writes elements one after the other; those that are refused leave no trace.</summary>
    public XeroWrite Write(XeroKind kind, JsonObject sent, bool creates, int unitDecimals, string? pathId = null)
    {
        var write = new XeroWrite
        {
            Books = this, Kind = kind, Sent = sent, CreatesOnly = creates, UnitDecimals = unitDecimals, PathId = pathId,
        };
        var (mark, events) = (Store.Mark, raised.Count);
        XeroRules.Of(kind).Write(write);
        if (write.Errors.Count > 0)
        {
            Store.Undo(mark);
            raised.RemoveRange(events, raised.Count - events);
        }

        return write;
    }

    public void Put(XeroKind kind, JsonObject document) => Store.Put(kind.Name, document.Text(kind.IdMember)!, document);

    public void Stamp(JsonObject document) => document["UpdatedDateUTC"] = XeroDates.Text(Now);

    public void Announce(XeroKind kind, JsonObject document, bool isNew)
    {
        var isNote = kind == XeroKind.CreditNote;
        if (Announces && (isNote || kind == XeroKind.Invoice || kind == XeroKind.Contact))
        {
            raised.Add(new XeroEvent(
                tenantId, kind.Name.ToUpperInvariant(), document.Text(kind.IdMember)!, isNew ? "CREATE" : "UPDATE", Now,
                isNote ? document.Text("Type") : null, isNote ? document.Text("Status") : null));
        }
    }

    /// <summary>Makes what was written final and tells of it.</summary>
    public void Commit()
    {
        Store.Commit();
        foreach (var each in raised.DistinctBy(happened => (happened.ResourceId, happened.Type)))
        {
            webhooks.Add(each);
        }

        raised.Clear();
    }

    /// <summary>Undoes everything that was not yet final.</summary>
    public void Undo()
    {
        Store.Undo(0);
        raised.Clear();
    }

    public JsonObject? Account(string? code, string? id) =>
        id is not null ? Store.Find("Account", id) : code is null ? null : Store.FindBy("Account", "Code", code).FirstOrDefault();

    public void Note(string recordId, string changes, string details)
    {
        History.TryAdd(recordId, []);
        History[recordId].Add(new JsonObject
        {
            ["Changes"] = changes, ["DateUTC"] = XeroDates.Text(Now), ["User"] = "System Generated", ["Details"] = details,
        });
    }
}
