using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What invoices, credit memos and payments have in common: one id counter, a customer, a date, a currency.</summary>
internal abstract class TransactionRules(string name) : EntityRules(name)
{
    public override string Counter => "Transaction";

    /// <summary>Whether <c>operation=void</c> or <c>include=void</c> is how this one is voided; null where the API cannot.</summary>
    public abstract string? VoidBy { get; }

    protected static JsonObject SetCustomer(DocumentWrite write)
    {
        if (write.Document.Object("CustomerRef") is null)
        {
            throw QuickBooksFaultException.Required("CustomerRef");
        }

        return write.Resolve(write.Document, "CustomerRef", "Customer", "Names", "DisplayName")!;
    }

    protected static void SetDate(DocumentWrite write)
    {
        Default(write.Document, "TxnDate", PacificTime.Today(write.Now).Iso());
        write.Books.RefuseClosed(write.Before.Date("TxnDate"));
        write.Books.RefuseClosed(write.Document.Date("TxnDate"));
    }

    protected static void SetCurrency(DocumentWrite write, JsonObject customer)
    {
        var currency = write.Document.Ref("CurrencyRef") ?? write.Profile.HomeCurrency;
        write.Document["CurrencyRef"] = Currencies.Reference(write.Profile, currency);
        if (currency != customer.Ref("CurrencyRef"))
        {
            throw QuickBooksFaultException.Business("This transaction needs to be in the same currency as the A/R and A/P accounts.");
        }

        if (write.Profile.MultiCurrency)
        {
            Default(write.Document, "ExchangeRate", Currencies.Rate(write.Profile, currency));
        }
        else
        {
            write.Document.Remove("ExchangeRate");
        }
    }
}
