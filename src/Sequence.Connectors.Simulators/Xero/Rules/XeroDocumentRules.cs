using System.Globalization;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What invoices and credit notes share: which one is meant, statuses, lock dates, currency, lines, totals.</summary>
internal abstract class XeroDocumentRules : XeroRules
{
    protected abstract string NumberMember { get; }

    protected abstract string NumberPrefix { get; }

    protected abstract string Noun { get; }

    protected abstract string[] Types { get; }

    protected abstract string[] Copied { get; }

    public override void Write(XeroWrite write)
    {
        write.Before = Existing(write);
        if (write.Errors.Count > 0 || Settled(write))
        {
            return;
        }

        write.Document = write.Before?.Clone() ?? New(write);
        var status = write.Sent.Text("Status") ?? write.Before.Text("Status") ?? "DRAFT";
        if (!MayBecome(write, status))
        {
            return;
        }

        write.Document["Status"] = status;
        if (status is "VOIDED" or "DELETED")
        {
            End(write);
            return;
        }

        Fill(write);
        if (write.Errors.Count == 0)
        {
            Total(write);
            Complete(write);
            Keep(write);
        }
    }

    /// <summary>Works out what is open, and whether the document is thereby paid.</summary>
    public abstract void Balance(JsonObject document, DateOnly on);

    /// <summary>Writes that Xero takes although the document can no longer be edited; true when this was one.</summary>
    protected virtual bool Settled(XeroWrite write) => false;

    protected virtual void Check(XeroWrite write)
    {
    }

    protected abstract bool HasSettlements(JsonObject document);

    private JsonObject? Existing(XeroWrite write)
    {
        if (write.CreatesOnly)
        {
            return null;
        }

        var id = write.PathId ?? write.Sent.Text(write.Kind.IdMember);
        var number = write.Sent.Text(NumberMember);
        if (id is null)
        {
            return number is null ? null : write.Books.Store.FindBy(write.Kind.Name, NumberMember, number).FirstOrDefault();
        }

        var found = write.Books.Store.Find(write.Kind.Name, id);
        if (found is null)
        {
            write.Refuse($"An existing {Noun} with the specified {write.Kind.IdMember} could not be found");
        }

        return found;
    }

    private bool MayBecome(XeroWrite write, string status)
    {
        var before = write.Before.Text("Status");
        var possible = before switch
        {
            null => status is "DRAFT" or "SUBMITTED" or "AUTHORISED",
            "DRAFT" or "SUBMITTED" => status is "DRAFT" or "SUBMITTED" or "AUTHORISED" or "DELETED",
            "AUTHORISED" => status is "AUTHORISED" or "VOIDED",
            _ => false,
        };
        if (status == "VOIDED" && before is "AUTHORISED" or "PAID" && HasSettlements(write.Before!))
        {
            write.Refuse("The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.");
        }
        else if (!possible)
        {
            write.Refuse($"{Noun} not of valid status for modification");
        }
        else if (before == "AUTHORISED" && status == "AUTHORISED" && HasSettlements(write.Before!))
        {
            write.Refuse("This document cannot be edited as it has a payment or credit note allocated to it.");
        }

        return write.Errors.Count == 0;
    }

    /// <summary>A voided or deleted document is worth nothing; the answer to the void itself still shows what was due.</summary>
    private static void End(XeroWrite write)
    {
        Unlocked(write, write.Document.Date("Date"));
        var open = write.Before!["AmountDue"]?.DeepClone();
        foreach (var member in (string[])["AmountDue", "RemainingCredit"])
        {
            if (write.Document.ContainsKey(member))
            {
                write.Document[member] = 0m;
            }
        }

        if (open is not null)
        {
            write.Disguise = answer => answer["AmountDue"] = open;
        }

        Keep(write);
    }

    private void Fill(XeroWrite write)
    {
        if (write.IsNew || write.Sends("Contact"))
        {
            write.Document["ContactID"] = XeroContactRules.ForDocument(write).Text("ContactID");
        }

        write.Copy(Copied);
        Number(write);
        Dates(write);
        Currency(write);
        if (write.Sent.Text("LineAmountTypes") is { } types)
        {
            write.Document["LineAmountTypes"] = types is "Inclusive" or "NoTax" ? types : "Exclusive";
        }

        var lines = new XeroLines(write);
        if (write.Sent["LineItems"] is JsonArray)
        {
            write.Document["LineItems"] = lines.Build();
        }
        else
        {
            write.Document.Objects("LineItems").Where(line => line.ContainsKey("LineAmount")).ToList().ForEach(line => lines.Retax(line));
        }

        if (!write.Document.Objects("LineItems").Any() && write.Errors.Count == 0)
        {
            write.Refuse("One or more line items must be specified");
        }

        Check(write);
    }

    private void Number(XeroWrite write)
    {
        var asked = write.Sent.Text(NumberMember);
        if (string.IsNullOrEmpty(asked))
        {
            write.Document[NumberMember] ??= Free(write);
            return;
        }

        if (write.Document.Text("Type") is not "ACCPAY" and not "ACCPAYCREDIT"
            && write.Books.Store.FindBy(write.Kind.Name, NumberMember, asked)
                .Any(other => other.Text(write.Kind.IdMember) != write.Before.Text(write.Kind.IdMember)))
        {
            write.Refuse($"{Noun} # must be unique.");
        }

        write.Document[NumberMember] = asked;
    }

    private string Free(XeroWrite write)
    {
        string number;
        do
        {
            number = NumberPrefix + write.Books.Store.Next(NumberPrefix).ToString("D4", CultureInfo.InvariantCulture);
        }
        while (write.Books.Store.FindBy(write.Kind.Name, NumberMember, number).Any());
        return number;
    }

    private static void Dates(XeroWrite write)
    {
        var before = write.Before.Date("Date");
        if (write.Day("Date") is { } date)
        {
            write.Document["Date"] = date;
        }

        write.Document["Date"] ??= write.Books.Today.Iso();
        if (write.Document.Text("Status") == "AUTHORISED")
        {
            Unlocked(write, before);
            Unlocked(write, write.Document.Date("Date"));
        }
    }

    /// <summary>Refuses a document in a locked period.</summary>
    private static void Unlocked(XeroWrite write, DateOnly? date)
    {
        var profile = write.Books.Profile;
        var (name, until) = date <= profile.EndOfYearLockDate ? ("end of year lock date", profile.EndOfYearLockDate)
            : ("period lock date", profile.PeriodLockDate);
        if (date <= until && write.Errors.Count == 0)
        {
            write.Refuse(
                $"The document date cannot be before the {name}, currently set at "
                + until.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        }
    }

    private static void Currency(XeroWrite write)
    {
        var books = write.Books;
        var contact = books.Store.Find("Contact", write.Document.Text("ContactID"));
        var currency = write.Sent.Text("CurrencyCode") ?? write.Document.Text("CurrencyCode") ?? contact.Text("DefaultCurrency")
            ?? books.Profile.BaseCurrency;
        if (books.Store.FindBy("Currency", "Code", currency).FirstOrDefault() is null)
        {
            write.Refuse($"Organisation is not subscribed to currency {currency}");
        }

        var changes = write.Document.Text("CurrencyCode") != currency;
        write.Document["CurrencyCode"] = currency;
        if (XeroWrite.Number(write.Sent, "CurrencyRate") is { } rate && currency != books.Profile.BaseCurrency)
        {
            write.Document["CurrencyRate"] = rate + 0.000000m;
        }
        else if (changes)
        {
            write.Document["CurrencyRate"] = currency == books.Profile.BaseCurrency ? 1.0000000000m : XeroSample.DayRate(currency);
        }
    }

    private static void Total(XeroWrite write)
    {
        var lines = write.Document.Objects("LineItems").ToList();
        var (amount, tax) = (lines.Sum(line => line.Number("LineAmount") ?? 0), lines.Sum(line => line.Number("TaxAmount") ?? 0));
        var net = write.Document.Text("LineAmountTypes") == "Inclusive" ? amount - tax : amount;
        (write.Document["SubTotal"], write.Document["TotalTax"], write.Document["Total"]) =
            (JsonMembers.Money(net), JsonMembers.Money(tax), JsonMembers.Money(net + tax));
    }

    private void Complete(XeroWrite write)
    {
        Balance(write.Document, write.Books.Today);
        if (write.Document.Number("Total") < 0)
        {
            write.Refuse("The total of a document must not be negative.");
        }
    }

    private JsonObject New(XeroWrite write)
    {
        var type = write.Sent.Text("Type");
        if (!Types.Contains(type))
        {
            write.Refuse($"The Type of the {Noun} must be one of {string.Join(", ", Types)}.");
        }

        return new JsonObject
        {
            [write.Kind.IdMember] = write.Books.NewId(),
            ["Type"] = type,
            ["LineAmountTypes"] = "Exclusive",
            ["SentToContact"] = false,
            ["PaymentIDs"] = new JsonArray(),
            ["Allocations"] = new JsonArray(),
        };
    }
}
