namespace Sequence.Connectors.QuickBooks;

/// <summary>What QuickBooks Online can do.</summary>
internal sealed class QuickBooksConnector(
    QuickBooksSystem system,
    QuickBooksAuthorization authorization,
    QuickBooksWebhooks webhooks
) : IConnector
{
    private static readonly ReadTraits Changes = new()
    {
        Mode = ReadMode.Incremental,
        Deletions = DeletionVisibility.Sweep,
        PageSize = QuickBooksFacts.PageSize,
    };
    private static readonly ReadTraits NeverDeleted = Changes with { Deletions = DeletionVisibility.Never };
    private static readonly ReadTraits Whole = NeverDeleted with { Mode = ReadMode.FullSweep };

    private static readonly WriteTraits InvoiceVerbs =
        Verbs(WriteVerb.Upsert, WriteVerb.Void, WriteVerb.Delete, WriteVerb.MarkSent, WriteVerb.Send, WriteVerb.MoveDate);

    // Its users can void a credit memo, its API cannot: https://github.com/intuit/QuickBooks-V3-PHP-SDK/issues/133
    private static readonly WriteTraits CreditMemoVerbs =
        Verbs(WriteVerb.Upsert, WriteVerb.Delete, WriteVerb.MarkSent, WriteVerb.Send, WriteVerb.MoveDate) with
        {
            Instead = [new(WriteVerb.Void, "Void the credit memo in QuickBooks by hand, or delete it.")],
        };

    private static readonly WriteTraits CustomerVerbs = Verbs(WriteVerb.Upsert, WriteVerb.Archive) with
    {
        OnePerCurrency = true,
        Instead = [new(WriteVerb.Delete, "QuickBooks never deletes a customer; archive it.")],
    };

    private static readonly WriteTraits ProductVerbs = Verbs(WriteVerb.Upsert, WriteVerb.Archive) with
    {
        Instead = [new(WriteVerb.Delete, "QuickBooks never deletes an item; archive it.")],
    };

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
            .MapsFields(open => new QuickBooksMappableFields(system.Open(open)), QuickBooksMappableFields.Types)
            .Offers<IRawApi>(system.Client)
            .Offers<IChangeFeed>(open => new QuickBooksChangeFeed(system.Open(open)))
            .Offers<IAttachments>(open => new QuickBooksAttachments(system.Open(open)))
            .Reads(open => Reader(open, QuickBooksEntities.Customer), NeverDeleted)
            .Writes(open => new QuickBooksCustomerWriter(system.Open(open)), CustomerVerbs)
            .Reads(open => Reader(open, QuickBooksEntities.Invoice), Changes)
            .Writes(open => Writer(open, new QuickBooksInvoiceFormat()), InvoiceVerbs)
            .Reads(open => Reader(open, QuickBooksEntities.CreditMemo), Changes)
            .Writes(open => Writer(open, new QuickBooksCreditMemoFormat()), CreditMemoVerbs)
            .Writes(open => new QuickBooksCreditApplicationWriter(system.Open(open)), Verbs(WriteVerb.Apply, WriteVerb.Unapply))
            .Reads(open => Reader(open, QuickBooksEntities.Payment), Changes)
            .Writes(open => Writer(open, new QuickBooksPaymentFormat()), Verbs(WriteVerb.Upsert, WriteVerb.Void, WriteVerb.Delete))
            .Reads(open => Reader(open, QuickBooksEntities.Item), NeverDeleted)
            .Writes(open => Writer(open, new QuickBooksProductFormat()), ProductVerbs)
            .Reads(open => Reader(open, QuickBooksEntities.Account), NeverDeleted)
            .Reads(open => new QuickBooksTaxRates(system.Open(open)), Whole);
        foreach (var setting in QuickBooksSettings.Schema)
        {
            surface.Setting(setting);
        }
    }

    private static WriteTraits Verbs(params WriteVerb[] verbs) =>
        new() { Verbs = verbs.ToValueList(), BatchSize = QuickBooksFacts.BatchSize };

    private QuickBooksReader<TWire, TRecord> Reader<TWire, TRecord>(ConnectionContext open, QuickBooksEntity<TWire, TRecord> entity)
        where TWire : struct
        where TRecord : class, IRecord => new(system.Open(open), entity);

    private QuickBooksWriter<TRecord> Writer<TRecord>(ConnectionContext open, IQuickBooksFormat<TRecord> format)
        where TRecord : class, IRecord => new(system.Open(open), format);
}
