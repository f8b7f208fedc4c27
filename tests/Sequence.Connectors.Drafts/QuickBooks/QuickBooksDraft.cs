namespace Sequence.Connectors.Drafts;

/// <summary>What QuickBooks declares: a customer for each currency, and no void of a credit memo, which its API does not have.</summary>
internal sealed class QuickBooksDraft(FakeTransport http) : IConnector
{
    public ConnectorInfo Info { get; } =
        new()
        {
            Id = "draft",
            Name = "QuickBooks Online",
            Documentation = new("https://developer.intuit.com"),
            ApiVersion = "v3, minor version 75",
        };

    public void Describe(ConnectorSurface surface) =>
        surface
            .Writes(
                context => new QuickBooksCustomerWriter(context, http),
                new WriteTraits
                {
                    Verbs = [WriteVerb.Upsert],
                    BatchSize = 30,
                    OnePerCurrency = true,
                }
            )
            .Writes<CreditMemo>(
                _ => throw new InvalidOperationException("Nothing may open this writer."),
                new WriteTraits { Verbs = [WriteVerb.Upsert, WriteVerb.Delete], BatchSize = 30 }
            );
}
