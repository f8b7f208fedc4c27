namespace Sequence.Connectors.QuickBooks;

/// <summary>What payments and uses of credit memos have in common on their way to QuickBooks.</summary>
internal static class QuickBooksPaymentBody
{
    public static void Customer(
        QuickBooksBody body, References references, string? customerId, CurrencyCode? paid, QuickBooksWriteScope scope, string noun)
    {
        if (references.Find<Customer>(customerId) is not { } customer)
        {
            body.Refuse(
                "reference.unlinked",
                nameof(Payment.CustomerId),
                $"The customer '{customerId}' is not linked to QuickBooks, so the {noun} was not sent.",
                "Link or create the customer first."
            );
            return;
        }

        body.Reference(QuickBooksNames.CustomerRef, customer);
        if (paid is not { } currency)
        {
            return;
        }

        var theirs = scope.Company.MultiCurrency
            ? scope.Customers.GetValueOrDefault(customer)?.Currency
            : scope.Company.HomeCurrency?.Value;
        if (theirs is not null && theirs != currency.Value)
        {
            body.Refuse(
                "currency.differs",
                nameof(Payment.Currency),
                $"The customer is kept in {theirs} in QuickBooks; this {noun} is in {currency}.",
                "Record it on the customer that is kept in its currency.",
                scope.Links.Customer(customer)
            );
        }
        else if (scope.Company.MultiCurrency)
        {
            body.Reference(QuickBooksNames.CurrencyRef, currency.Value);
        }
    }

    /// <summary>An amount on one transaction.</summary>
    public static void Line(QuickBooksBody body, decimal amount, string type, string id) => Line(body, new(type, id, LineId: null, amount));

    /// <summary>An amount on one transaction, or on one line of it.</summary>
    public static void Line(QuickBooksBody body, in QuickBooksPaymentLink link)
    {
        body.Json.WriteStartObject();
        body.Json.WriteNumber("Amount", link.Amount);
        body.Json.WriteStartArray("LinkedTxn");
        body.Json.WriteStartObject();
        body.Json.WriteString("TxnId", link.Id);
        body.Json.WriteString("TxnType", link.Type);
        if (link.LineId is { } line)
        {
            body.Json.WriteString("TxnLineId", line);
        }

        body.Json.WriteEndObject();
        body.Json.WriteEndArray();
        body.Json.WriteEndObject();
    }
}
