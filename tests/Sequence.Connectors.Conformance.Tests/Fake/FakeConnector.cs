namespace Sequence.Connectors.Conformance.Tests;

/// <summary>A connector that keeps every promise, or breaks a single one.</summary>
internal sealed class FakeConnector(FakeSystem system, IGrantStore grants, Flaw flaw) : IConnector, IDisposable
{
    public const string Id = "fake";

    private static readonly ReadTraits Reading = new()
    {
        Mode = ReadMode.Incremental,
        Deletions = DeletionVisibility.Feed,
        PageSize = FakeSystem.LargestPage,
    };
    private static readonly WriteTraits Writing = new()
    {
        Verbs = [WriteVerb.Upsert, WriteVerb.Archive],
        BatchSize = FakeSystem.LargestBatch,
    };

    private readonly FakeGateway _gateway = new(system, grants, flaw);

    public ConnectorInfo Info { get; } = new()
    {
        Id = Id,
        Name = "Fake",
        Documentation = new Uri("https://fake.example.com/docs"),
        ApiVersion = "1",
    };

    public void Dispose() => _gateway.Dispose();

    public void Describe(ConnectorSurface surface)
    {
        surface
            .Authorizes(new FakeFlow(system))
            .Reads(context => new FakeReader(_gateway, context), Reading)
            .Offers<IChangeFeed>(context => new FakeFeed(_gateway, context))
            .Examines(context => new FakePreflight(_gateway, context))
            .Receives(new FakeWebhooks(flaw));
        if (flaw != Flaw.DeclaresNothingToWrite)
        {
            surface.Writes(context => new FakeWriter(_gateway, context), Writing);
        }

        if (flaw == Flaw.DeclaresWhatNobodyTests)
        {
            surface.Reads<Product>(_ => throw new NotSupportedException(), Reading);
        }
    }
}
