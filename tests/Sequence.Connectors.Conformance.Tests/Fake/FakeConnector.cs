namespace Sequence.Connectors.Conformance.Tests;

/// <summary>A connector that keeps every promise, or breaks a single one.</summary>
internal sealed class FakeConnector(FakeSystem system, IGrantStore grants, Flaw flaw) : IConnector, IDisposable
{
    public const string Id = "fake";

    private readonly FakeGateway _gateway = new(system, grants, flaw);

    public ConnectorInfo Info { get; } = new() { Id = Id, Name = "Fake", Documentation = new Uri("https://fake.example.com/docs"), ApiVersion = "1" };

    public void Dispose() => _gateway.Dispose();

    public void Describe(ConnectorSurface surface) => surface
        .Authorizes(new FakeFlow(system))
        .Reads(context => new FakeReader(_gateway, context), new ReadTraits
        {
            Mode = ReadMode.Incremental,
            Deletions = DeletionVisibility.Feed,
            PageSize = FakeSystem.LargestPage,
        })
        .Writes(context => new FakeWriter(_gateway, context), new WriteTraits { Verbs = [WriteVerb.Upsert, WriteVerb.Archive], BatchSize = FakeSystem.LargestBatch })
        .Receives(new FakeWebhooks(flaw));
}
