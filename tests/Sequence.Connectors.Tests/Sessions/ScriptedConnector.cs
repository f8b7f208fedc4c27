using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Tests;

/// <summary>A system without a network: consent answers and write outcomes are what a test gives it.</summary>
internal sealed class ScriptedConnector : IConnector, IAuthorizationFlow, IRecordWriter<Customer>
{
    public static readonly Connection Account = new()
    {
        Id = "c1",
        Tenant = "t1",
        Connector = "scripted",
        App = "production",
        Environment = ConnectorEnvironment.Production,
        GrantId = "g1",
        AccountId = "a1",
    };

    public Authorization? Consent { get; set; }

    public Func<WriteIntent<Customer>, WriteOutcome> Answer { get; set; } =
        intent => new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = "1" };

    public bool Journals { get; set; }

    public List<string> Calls { get; } = [];

    public ConnectorInfo Info { get; } =
        new()
        {
            Id = "scripted",
            Name = "Scripted",
            Documentation = new("https://example.com"),
            ApiVersion = "1",
        };

    public static Grant GrantOf(string id, string? owner) =>
        new() { Id = id, Connector = "scripted", App = "production", Owner = owner, AccessToken = new Secret($"token of {id}") };

    public void Describe(ConnectorSurface surface) => surface
        .Authorizes(this)
        .Writes<Customer>(_ => this, new WriteTraits { Verbs = [WriteVerb.Upsert, WriteVerb.Archive], BatchSize = 10 });

    public ConnectorSession Open() =>
        new(Info, SurfaceOf(this), new ConnectionContext { Connection = Account, Clock = TimeProvider.System });

    public ConnectorEnvironment EnvironmentOf(string app, string tenant) =>
        app == "sandbox" ? ConnectorEnvironment.Sandbox : ConnectorEnvironment.Production;

    public Uri AuthorizeUri(PendingAuthorization pending) => new($"https://example.com/consent?state={pending.State}");

    public Secret? NewCodeVerifier() => null;

    public Task<Authorization> CompleteAsync(
        PendingAuthorization pending,
        AuthorizationCallback callback,
        CancellationToken cancellationToken
    ) => Task.FromResult(Consent!);

    public Task<bool> DetachAsync(Connection connection, Grant grant, CancellationToken cancellationToken)
    {
        Calls.Add($"detach {connection.AccountId}");
        return Task.FromResult(false);
    }

    public Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken)
    {
        Calls.Add($"revoke {grant.Id}");
        return Task.FromResult(true);
    }

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var intent in intents)
        {
            await Task.Yield();
            if (Journals && context.BeforeSend is { } journal)
            {
                await journal(
                    new WriteAttempt
                    {
                        Key = "a",
                        Members = [intent.Key],
                        Fingerprint = "f",
                        StartedAt = default,
                    },
                    cancellationToken
                );
            }

            Calls.Add($"write {intent.Key}");
            yield return Answer(intent);
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
        Task.FromResult(new WritePlan { Requests = [] });

    private static ConnectorSurface SurfaceOf(ScriptedConnector connector)
    {
        var surface = new ConnectorSurface();
        connector.Describe(surface);
        return surface;
    }
}
