using System.Net.Mail;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Simulators;

/// <summary>Contacts: one active contact for each name, archived ones left alone, lists of people replaced as a whole.</summary>
internal sealed partial class XeroContactRules : XeroRules
{
    private const int MostPersons = 5;

    private static readonly string[] Copied =
    [
        "ContactNumber", "AccountNumber", "FirstName", "LastName", "CompanyNumber", "EmailAddress", "TaxNumber", "BankAccountDetails",
        "AccountsReceivableTaxType", "AccountsPayableTaxType", "DefaultCurrency", "PaymentTerms", "SalesDefaultLineAmountType",
        "PurchasesDefaultLineAmountType", "SalesDefaultAccountCode", "ContactPersons", "Website", "XeroNetworkKey",
    ];

    private static readonly (string Member, int Most)[] Lengths =
    [
        ("Name", 255), ("FirstName", 255), ("LastName", 255), ("EmailAddress", 255), ("ContactNumber", 50), ("AccountNumber", 50),
        ("CompanyNumber", 50), ("TaxNumber", 50),
    ];

    public override void Write(XeroWrite write)
    {
        write.Before = Existing(write);
        if (write.Errors.Count > 0)
        {
            return;
        }

        write.Document = write.Before?.Clone() ?? New(write.Books);
        Check(write);
        if (write.Errors.Count == 0)
        {
            Apply(write);
            Keep(write);
        }
    }

    /// <summary>The contact that a document means: by id, by number or by name; made when only a new name is given.</summary>
    public static JsonObject? ForDocument(XeroWrite write)
    {
        var sent = write.Sent.Object("Contact");
        var id = sent.Text("ContactID");
        if (id is not null && write.Books.Store.Find("Contact", id) is null)
        {
            write.Refuse("The contact with the specified ContactID could not be found.");
            return null;
        }

        if (sent is null || (id is null && string.IsNullOrWhiteSpace(sent.Text("Name")) && sent.Text("ContactNumber") is null))
        {
            write.Refuse("A valid Contact must be specified for this document.");
            return null;
        }

        var archived = id is null ? null : write.Books.Store.Find("Contact", id);
        if (archived.Text("ContactStatus") == "ARCHIVED")
        {
            write.Refuse(
                "The contact with the specified contact details has been archived. The contact must be un-archived before creating new "
                + "invoices or credit notes.");
            return null;
        }

        return id is not null && sent.Count == 1 ? archived : Upsert(write, sent);
    }

    /// <summary>Anything beside the id changes the contact, and people who are not named are removed.</summary>
    private static JsonObject? Upsert(XeroWrite write, JsonObject sent)
    {
        if (sent.Text("ContactID") is null && sent.Count == 1 && sent.Text("Name") is { } name
            && write.Books.Store.FindBy("Contact", "Name", Spaced(name)).FirstOrDefault() is { } known)
        {
            return known;
        }

        var contact = sent.Clone();
        contact["ContactPersons"] ??= new JsonArray();
        var inner = write.Books.Write(XeroKind.Contact, contact, creates: false, write.UnitDecimals);
        write.Errors.AddRange(inner.Errors);
        return inner.Errors.Count > 0 ? null : inner.Document;
    }

    private static JsonObject? Existing(XeroWrite write)
    {
        var store = write.Books.Store;
        var id = write.PathId ?? write.Sent.Text("ContactID");
        if (write.CreatesOnly && write.PathId is null)
        {
            return null;
        }

        var found = id is not null ? store.Find("Contact", id)
            : (write.Sent.Text("ContactNumber") is { Length: > 0 } number
                ? store.FindBy("Contact", "ContactNumber", number).FirstOrDefault() : null)
                ?? (write.Sent.Text("Name") is { } name ? store.FindBy("Contact", "Name", Spaced(name)).FirstOrDefault() : null);
        if (id is not null && found is null)
        {
            write.Refuse("An existing Contact with the specified ContactID could not be found.");
        }

        if (found.Text("ContactStatus") == "ARCHIVED")
        {
            write.Refuse(
                "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.");
        }

        return found;
    }

    private static void Check(XeroWrite write)
    {
        var name = write.Sent.Text("Name") is { } sent ? Spaced(sent) : write.Before.Text("Name");
        if (string.IsNullOrEmpty(name))
        {
            write.Refuse("The Contact Name must be specified.");
        }
        else if (write.Books.Store.FindBy("Contact", "Name", name).Any(other => other.Text("ContactID") != write.Before.Text("ContactID")))
        {
            write.Refuse(
                $"The contact name {name} is already assigned to another contact. The contact name must be unique across all active "
                + "contacts.");
        }
        else if (name.Contains('<', StringComparison.Ordinal) || name.Contains('>', StringComparison.Ordinal))
        {
            write.Refuse("The Contact Name must not contain angle brackets.");
        }

        foreach (var (member, most) in Lengths)
        {
            if (write.Sent.Text(member)?.Length > most)
            {
                write.Refuse($"The {member} field must not be longer than {most.Invariant()} characters.");
            }
        }

        if (write.Sent.Text("EmailAddress") is { Length: > 0 } email && (!MailAddress.TryCreate(email, out _) || !Ascii().IsMatch(email)))
        {
            write.Refuse("Email address must be valid.");
        }

        if (write.Sent.Objects("ContactPersons").Count() > MostPersons)
        {
            write.Refuse($"A contact cannot have more than {MostPersons.Invariant()} contact persons.");
        }

        if (write.Sent.Text("DefaultCurrency") is { } currency
            && write.Books.Store.FindBy("Currency", "Code", currency).FirstOrDefault() is null)
        {
            write.Refuse($"Organisation is not subscribed to currency {currency}");
        }
    }

    private static void Apply(XeroWrite write)
    {
        write.Copy(Copied);
        if (write.Sent.Text("Name") is { } name)
        {
            write.Document["Name"] = Spaced(name);
        }

        if (write.Sent.Text("ContactStatus") is { } status && !write.IsNew)
        {
            write.Document["ContactStatus"] = status;
        }

        Merge(write, "Addresses", "AddressType");
        Merge(write, "Phones", "PhoneType");
    }

    /// <summary>A slot that is sent replaces that slot; the others stay.</summary>
    private static void Merge(XeroWrite write, string list, string type)
    {
        foreach (var sent in write.Sent.Objects(list))
        {
            var slots = (JsonArray)write.Document[list]!;
            var slot = sent.Clone();
            slot[type] ??= list == "Phones" ? "DEFAULT" : "POBOX";
            var at = slots.ToList().FindIndex(each => (each as JsonObject).Text(type) == slot.Text(type));
            if (at >= 0)
            {
                slots[at] = slot;
            }
            else
            {
                slots.Add((JsonNode)slot);
            }
        }
    }

    private static JsonObject New(XeroBooks books) => new()
    {
        ["ContactID"] = books.NewId(),
        ["ContactStatus"] = "ACTIVE",
        ["Addresses"] = new JsonArray(new JsonObject { ["AddressType"] = "STREET" }, new JsonObject { ["AddressType"] = "POBOX" }),
        ["Phones"] = JsonMembers.Array(
            ((string[])["DEFAULT", "DDI", "FAX", "MOBILE"]).Select(type => new JsonObject { ["PhoneType"] = type })),
        ["ContactPersons"] = new JsonArray(),
        ["IsSupplier"] = false,
        ["IsCustomer"] = false,
    };

    private static string Spaced(string name) => Spaces().Replace(name, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[\x21-\x7e]+$")]
    private static partial Regex Ascii();
}
