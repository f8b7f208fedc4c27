using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What QuickBooks Online can do.</summary>
internal sealed class QuickBooksConnector(QuickBooksSystem system, QuickBooksAuthorization authorization, QuickBooksWebhooks webhooks) : IConnector
{
    private static readonly ReadTraits Changes = new() { Mode = ReadMode.Incremental, Deletions = DeletionVisibility.Sweep, PageSize = QuickBooksFacts.PageSize };
    private static readonly ReadTraits NeverDeleted = Changes with { Deletions = DeletionVisibility.Never };
    private static readonly ReadTraits Whole = NeverDeleted with { Mode = ReadMode.FullSweep };
    private static readonly WriteTraits Upserts = new() { Verbs = [WriteVerb.Upsert], BatchSize = QuickBooksFacts.BatchSize };

    public ConnectorInfo Info { get; } = new()
    {
        Id = QuickBooksFacts.Id,
        Name = QuickBooksFacts.Name,
        Documentation = QuickBooksFacts.Documentation,
        ApiVersion = $"v3, minor version {QuickBooksFacts.MinorVersion}",
    };

    public void Describe(ConnectorSurface surface)
    {
        surface
            .Authorizes(authorization)
            .Receives(webhooks)
            .Examines(system.Preflight)
            .Offers<IRawApi>(system.Client)
            .Offers<IChangeFeed>(open => new QuickBooksChangeFeed(system.Open(open)))
            .Reads(open => Reader(open, QuickBooksEntities.Customer), NeverDeleted)
            .Writes(open => Writer(open, new QuickBooksCustomerFormat()), Upserts with { OnePerCurrency = true })
            .Reads(open => Reader(open, QuickBooksEntities.Invoice), Changes)
            .Writes(open => Writer(open, new QuickBooksInvoiceFormat()), Upserts)
            .Reads(open => Reader(open, QuickBooksEntities.CreditMemo), Changes)
            .Writes(open => Writer(open, new QuickBooksCreditMemoFormat()), Upserts)
            .Reads(open => Reader(open, QuickBooksEntities.Payment), Changes)
            .Writes(open => Writer(open, new QuickBooksPaymentFormat()), Upserts)
            .Reads(open => Reader(open, QuickBooksEntities.Item), NeverDeleted)
            .Reads(open => Reader(open, QuickBooksEntities.Account), NeverDeleted)
            .Reads(open => new QuickBooksTaxRates(system.Open(open)), Whole);
        foreach (var setting in QuickBooksSettings.Schema)
        {
            surface.Setting(setting);
        }
    }

    private QuickBooksReader<TWire, TRecord> Reader<TWire, TRecord>(ConnectionContext open, QuickBooksEntity<TWire, TRecord> entity)
        where TWire : struct
        where TRecord : class, IRecord => new(system.Open(open), entity);

    private QuickBooksWriter<TRecord> Writer<TRecord>(ConnectionContext open, IQuickBooksFormat<TRecord> format)
        where TRecord : class, IRecord => new(system.Open(open), format);
}
