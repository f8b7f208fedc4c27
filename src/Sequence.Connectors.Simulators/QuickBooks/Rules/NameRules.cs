using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What customers, vendors and employees have in common: one name space, and "(deleted)" on the names of inactive ones.</summary>
internal class NameRules(string name) : EntityRules(name)
{
    public const string DeletedSuffix = " (deleted)";

    private static readonly string[] Parts = ["Title", "GivenName", "MiddleName", "FamilyName", "Suffix"];

    public override string Counter => "Name";

    public override IReadOnlyList<string> KeptOnFullUpdate => ["CurrencyRef"];

    public override void Complete(DocumentWrite write)
    {
        var document = write.Document;
        Default(document, "Active", true);
        NameIt(write);
        CheckEmail(document);
        Default(document, "Balance", JsonMembers.Money(0));
        Default(document, "PrintOnCheckName", document.Text("DisplayName")!);
        SetCurrency(write);
        NumberAddresses(write, "BillAddr", "ShipAddr", "PrimaryAddr");
    }

    private static void NameIt(DocumentWrite write)
    {
        var document = write.Document;
        foreach (var part in Parts.Append("DisplayName").Append("PrintOnCheckName"))
        {
            if (document.Text(part)?.AsSpan().ContainsAny(":\t\n") == true)
            {
                throw new QuickBooksFaultException(
                    "2040", "Invalid String", $"Invalid String :{part} has invalid characters", element: part);
            }
        }

        var parts = string.Join(' ', Parts.Select(part => document.Text(part)).Where(part => !string.IsNullOrWhiteSpace(part)));
        var name = (document.Text("DisplayName") is { Length: > 0 } given ? given : parts).Trim();
        name = name.EndsWith(DeletedSuffix, StringComparison.Ordinal) ? name[..^DeletedSuffix.Length] : name;
        if (name.Length == 0)
        {
            throw QuickBooksFaultException.Required("DisplayName");
        }

        if (write.Store.BearerOf(name, document.Ref("ParentRef")) is { } bearer && bearer.Id != write.Before.Text("Id"))
        {
            throw new QuickBooksFaultException(
                "6240", "Duplicate Name Exists Error", "The name supplied already exists. : null", element: null);
        }

        document["DisplayName"] = document.Flag("Active") == false ? name + DeletedSuffix : name;
        document["FullyQualifiedName"] = document.Text("DisplayName");
    }

    private static void CheckEmail(JsonObject document)
    {
        foreach (
            var address in (document.Object("PrimaryEmailAddr").Text("Address") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            RefuseBadEmail(address.Trim());
        }
    }

    internal static void RefuseBadEmail(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || address.IndexOf('.', at) < 0 || address.Contains(' ', StringComparison.Ordinal))
        {
            throw new QuickBooksFaultException(
                "2210", "Invalid Email Address format", "Email Address does not conform to the syntax rules of RFC 822. Supplied "
                + "value:" + address);
        }
    }

    private static void SetCurrency(DocumentWrite write)
    {
        var before = write.Before.Ref("CurrencyRef");
        var currency = write.Document.Ref("CurrencyRef") ?? before ?? write.Profile.HomeCurrency;
        if (before is not null && currency != before)
        {
            throw QuickBooksFaultException.Business("The currency of a customer or vendor cannot be changed once it has been saved.");
        }

        write.Document["CurrencyRef"] = Currencies.Reference(write.Profile, currency);
    }
}
