namespace Sequence.Connectors.Xero;

/// <summary>What Xero can do.</summary>
internal sealed class XeroConnector(XeroSystem system, XeroAuthorization authorization) : IConnector
{
    private static readonly ReadTraits Changes = new()
    {
        Mode = ReadMode.Incremental,
        Deletions = DeletionVisibility.Feed,
        PageSize = XeroFacts.PageSize,
    };
    private static readonly ReadTraits NeverDeleted = Changes with { Deletions = DeletionVisibility.Never };
    private static readonly ReadTraits Lists = Changes with { Deletions = DeletionVisibility.Sweep };
    private static readonly WriteTraits Contacts = new() { Verbs = [WriteVerb.Upsert, WriteVerb.Archive], BatchSize = XeroFacts.BatchSize };

    private static readonly WriteTraits Invoices = new()
    {
        Verbs = [WriteVerb.Upsert, WriteVerb.Void, WriteVerb.Delete, WriteVerb.MarkSent, WriteVerb.Send, WriteVerb.MoveDate],
        BatchSize = XeroFacts.BatchSize,
    };

    private static readonly WriteTraits CreditNotes = new()
    {
        Verbs = [WriteVerb.Upsert, WriteVerb.Void, WriteVerb.Delete, WriteVerb.MoveDate],
        BatchSize = XeroFacts.BatchSize,
    };

    private static readonly WriteTraits Allocations = new() { Verbs = [WriteVerb.Apply, WriteVerb.Unapply], BatchSize = 1 };

    private static readonly WriteTraits Payments = new()
    {
        Verbs = [WriteVerb.Upsert, WriteVerb.Void, WriteVerb.Delete],
        BatchSize = XeroFacts.BatchSize,
        IsFixed = true,
    };

    private static readonly WriteTraits Items = new()
    {
        Verbs = [WriteVerb.Upsert, WriteVerb.Delete],
        BatchSize = XeroFacts.BatchSize,
        Instead = [new(WriteVerb.Archive, "Xero's items cannot be archived by an app; delete the item, or make it inactive in Xero.")],
    };

    public ConnectorInfo Info { get; } = new()
    {
        Id = XeroFacts.Id,
        Name = XeroFacts.Name,
        Documentation = XeroFacts.Documentation,
        ApiVersion = "Accounting 2.0",
    };

    public void Describe(ConnectorSurface surface)
    {
        surface
            .Authorizes(authorization)
            .Receives(new XeroWebhookReceiver(system))
            .Examines(open => new XeroPreflight(system.Open(open)))
            .MapsFields(open => new XeroMappableFields(system.Open(open)), XeroMappableFields.Types)
            .Offers<IRawApi>(system.Client)
            .Offers<IXeroInvoicePages>(open => new XeroInvoicePages(system.Open(open)))
            .Reads(open => Reader(open, XeroEntities.Contact), NeverDeleted)
            .Writes(open => Writer(open, new XeroContactFormat()), Contacts)
            .Reads(open => Reader(open, XeroEntities.Invoice), Changes)
            .Writes(open => Writer(open, new XeroInvoiceFormat()), Invoices)
            .Reads(open => Reader(open, XeroEntities.CreditNote), Changes)
            .Writes(open => Writer(open, new XeroCreditNoteFormat()), CreditNotes)
            .Writes(open => new XeroAllocationWriter(system.Open(open)), Allocations)
            .Reads(open => new XeroPaymentReader(system.Open(open)), NeverDeleted)
            .Writes(open => Writer(open, new XeroPaymentFormat()), Payments)
            .Reads(open => Reader(open, XeroEntities.Item), Lists)
            .Writes(open => Writer(open, new XeroProductFormat()), Items)
            .Reads(open => Reader(open, XeroEntities.Account), Lists)
            .Reads(open => Reader(open, XeroEntities.TaxRate), Changes with { Mode = ReadMode.FullSweep });
        foreach (var setting in XeroSettings.Schema)
        {
            surface.Setting(setting);
        }
    }

    private XeroReader<TWire, TRecord> Reader<TWire, TRecord>(ConnectionContext open, XeroEntity<TWire, TRecord> entity)
        where TWire : struct
        where TRecord : class, IRecord => new(system.Open(open), entity);

    private XeroWriter<TRecord> Writer<TRecord>(ConnectionContext open, IXeroFormat<TRecord> format)
        where TRecord : class, IRecord => new(system.Open(open), format);
}
