namespace Sequence.Connectors.Tests;

/// <summary>A system with invoices only, whose answers a test scripts.</summary>
internal sealed class FakeConnector : IConnector, IRecordReader<Invoice>, IRecordWriter<Invoice>, IPreflight
{
    public FakeAuthorization Flow { get; } = new();

    /// <summary>Whether records stay as they were made.</summary>
    public bool IsFixed { get; set; }

    /// <summary>What the writer does; the default creates everything.</summary>
    public Func<IReadOnlyList<WriteIntent<Invoice>>, WriteContext, IAsyncEnumerable<WriteOutcome>>? OnWrite { get; set; }

    /// <summary>The pages that the reader gives.</summary>
    public List<ChangePage<Invoice>> Pages { get; } = [];

    /// <summary>The intents of each call of the writer.</summary>
    public List<IReadOnlyList<WriteIntent<Invoice>>> Written { get; } = [];

    public List<ReadOptions> Read { get; } = [];

    public ConnectorInfo Info { get; init; } =
        new()
        {
            Id = "fake",
            Name = "Fake Books",
            ApiVersion = "v1",
            Documentation = new("https://books.example/docs"),
        };

    public void Describe(ConnectorSurface surface) => surface
        .Authorizes(Flow)
        .Reads<Invoice>(_ => this, new ReadTraits { Mode = ReadMode.Incremental, Deletions = DeletionVisibility.Feed, PageSize = 100 })
        .Writes<Invoice>(_ => this, new WriteTraits
        {
            Verbs = [WriteVerb.Upsert, WriteVerb.MarkSent], BatchSize = 30, Instead = [new(WriteVerb.Delete, "Void it by hand.")],
            IsFixed = IsFixed,
        })
        .Examines(_ => this)
        .Setting(new() { Key = "items.default", Description = "The item of lines without one." })
        .Setting(new() { Key = "taxes.*", Description = "The tax code of a rate." })
        .Setting(new() { Key = "rounding", Description = "How totals are rounded.", Choices = ["up", "down"] })
        .Offers(context => new FakeOffer(context.Connection.AccountId));

    public async IAsyncEnumerable<ChangePage<Invoice>> ReadAsync(
        ReadOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Read.Add(options);
        foreach (var page in Pages)
        {
            await Task.Yield();
            yield return page;
        }
    }

    public IAsyncEnumerable<Change<Invoice>> FindAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        var known = Pages
            .SelectMany(page => page.Changes)
            .OfType<Change<Invoice>.Current>()
            .ToDictionary(change => change.ExternalId);
        return externalIds
            .Select(id => known.TryGetValue(id, out var found) ? found : (Change<Invoice>)new Change<Invoice>.NotFound(id))
            .ToAsyncEnumerable();
    }

    public IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Invoice>> intents,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        Written.Add(intents);
        return OnWrite is { } write ? write(intents, context) : intents.Select(Created).ToAsyncEnumerable();
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Invoice>> intents, CancellationToken cancellationToken) =>
        Task.FromResult(
            new WritePlan
            {
                Requests =
                [
                    new PlannedRequest
                    {
                        Method = "POST",
                        Path = "invoice",
                        Members = [.. intents.Select(intent => intent.Key)],
                    },
                ],
            }
        );

    public Task<PreflightReport> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new PreflightReport { Facts = [new PreflightFact("currency.home", "Home currency", "EUR")] });

    public static WriteOutcome Created(WriteIntent<Invoice> intent) =>
        new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = $"x-{intent.Record.Id}" };
}
