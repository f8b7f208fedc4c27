using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What invoices and credit memos have in common: a number, lines, tax and totals.</summary>
internal abstract class SalesRules(string name) : TransactionRules(name)
{
    public override IReadOnlyList<string> KeptOnFullUpdate => ["CurrencyRef", "DocNumber", "TxnDate", "LinkedTxn"];

    public override void Complete(DocumentWrite write)
    {
        var customer = SetCustomer(write);
        SetDate(write);
        SetCurrency(write, customer);
        SetNumber(write);
        SetTaxCalculation(write);
        SetAddresses(write, customer);
        SetTotals(write);
        SetDelivery(write.Document);
        SetCustomFields(write);
        write.Document["LinkedTxn"] = write.Before?["LinkedTxn"]?.DeepClone() ?? new JsonArray();
        CompleteSale(write, customer);
    }

    protected abstract void CompleteSale(DocumentWrite write, JsonObject customer);

    /// <summary>The part of the total that is not yet settled, kept as it was while the total changes.</summary>
    protected static decimal Open(DocumentWrite write, string member)
    {
        var settled = (write.Before.Number("TotalAmt") ?? 0) - (write.Before.Number(member) ?? 0);
        return Math.Max(0, (write.Document.Number("TotalAmt") ?? 0) - settled);
    }

    private void SetNumber(DocumentWrite write)
    {
        var document = write.Document;
        if (document.Text("DocNumber") == "AUTO_GENERATE" || (document["DocNumber"] is null && !write.Profile.CustomTxnNumbers))
        {
            document["DocNumber"] = write.Store.NextId("DocNumber");
            return;
        }

        var number = document.Text("DocNumber");
        var isNew = number is { Length: > 0 } && number != write.Before.Text("DocNumber");
        if (
            isNew
                && write.Profile.WarnDuplicateNumbers
                && !write.AllowDuplicateNumber
                && write.Store.IdByNumber(Name, number!) is { } holder)
        {
            throw new QuickBooksFaultException(
                "6140", "Duplicate Document Number Error",
                $"Duplicate Document Number Error : You must specify a different number. This number has already been used. "
                + $"DocNumber={number} is assigned to TxnType={Name} with TxnId={holder}");
        }
    }

    private static void SetTaxCalculation(DocumentWrite write)
    {
        if (write.Profile.TaxModel == QuickBooksTaxModel.Global)
        {
            Default(write.Document, "GlobalTaxCalculation", "TaxExcluded");
        }
        else
        {
            write.Document.Remove("GlobalTaxCalculation");
            Default(write.Document, "ApplyTaxAfterDiscount", false);
        }
    }

    private static void SetAddresses(DocumentWrite write, JsonObject customer)
    {
        foreach (var member in (string[])["BillAddr", "ShipAddr"])
        {
            if (
                write.Before is not null
                    && write.Body.Object(member) is { } sent
                    && !JsonNode.DeepEquals(sent, write.Before.Object(member)))
            {
                write.Document[member] = Addresses.Reflow(sent, customer);
            }
            else if (write.Document[member] is null && write.Before is null && customer.Object(member) is { } own)
            {
                write.Document[member] = own.Clone();
            }
        }

        NumberAddresses(write, "BillAddr", "ShipAddr");
    }

    private static void SetTotals(DocumentWrite write)
    {
        var lines = new SalesLines(write);
        lines.Complete();
        var total = lines.Subtotal - lines.Discount + TaxCalculator.Apply(write, lines);
        if (total < 0)
        {
            throw QuickBooksFaultException.Business("Transaction amount must be 0 or greater.");
        }

        write.Document["TotalAmt"] = JsonMembers.Money(total);
    }

    private static void SetDelivery(JsonObject document)
    {
        Default(document, "PrintStatus", "NeedToPrint");
        Default(document, "EmailStatus", "NotSet");
        foreach (var member in (string[])["BillEmail", "BillEmailCc", "BillEmailBcc"])
        {
            foreach (var address in (document.Object(member).Text("Address") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                NameRules.RefuseBadEmail(address.Trim());
            }
        }

        if (document.Text("EmailStatus") == "NeedToSend" && string.IsNullOrEmpty(document.Object("BillEmail").Text("Address")))
        {
            throw QuickBooksFaultException.Business("An email address is required to send this transaction.");
        }
    }

    // An array that is sent takes the place of the one that stood, as lines do: a field that it leaves out is emptied.
    private static void SetCustomFields(DocumentWrite write)
    {
        var sent = write.Document.Objects("CustomField").ToList();
        write.Document["CustomField"] = JsonMembers.Array(SalesFields(write.Store.Find("Preferences", "1")).Select(one =>
        {
            var field = new JsonObject { ["DefinitionId"] = one.Id, ["Name"] = one.Label, ["Type"] = "StringType" };
            if (sent.Find(given => given.Text("DefinitionId") == one.Id).Text("StringValue") is { Length: > 0 } value)
            {
                field["StringValue"] = value;
            }

            return field;
        }));
    }

    // Preferences tell of the first field by SalesCustomName1, its label, and UseSalesCustom1, whether it is on.
    private static IEnumerable<(string Id, string? Label)> SalesFields(JsonObject? preferences)
    {
        var told = preferences
            .Object("SalesFormsPrefs")
            .Objects("CustomField")
            .SelectMany(group => group.Objects("CustomField"))
            .ToDictionary(one => one.Text("Name")!["SalesFormsPrefs.".Length..]);
        return ((string[])["1", "2", "3"])
            .Where(id => told.GetValueOrDefault($"UseSalesCustom{id}").Flag("BooleanValue") == true)
            .Select(id => (id, told.GetValueOrDefault($"SalesCustomName{id}").Text("StringValue")));
    }
}
