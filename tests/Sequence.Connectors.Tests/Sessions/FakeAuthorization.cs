namespace Sequence.Connectors.Tests;

/// <summary>Consent that is given as a test says.</summary>
internal sealed class FakeAuthorization : IAuthorizationFlow
{
    private int _grants;

    /// <summary>The accounts that the next consent reaches.</summary>
    public ValueList<AuthorizedAccount> Accounts { get; set; } = [new AuthorizedAccount { Id = "4711", Name = "Acme Books" }];

    /// <summary>Who gives the next consent; null for a system that does not say.</summary>
    public string? Owner { get; set; }

    /// <summary>The accounts that the app's access to was ended.</summary>
    public List<string> Detached { get; } = [];

    /// <summary>The access tokens that were ended at the system.</summary>
    public List<string> Revoked { get; } = [];

    public PendingAuthorization? LastPending { get; private set; }

    public ConnectorEnvironment EnvironmentOf(string app, string tenant) => app switch
    {
        "production" => ConnectorEnvironment.Production,
        "sandbox" => ConnectorEnvironment.Sandbox,
        _ => throw new ConnectorException(ConnectorErrorKind.Configuration, $"No app is named '{app}'."),
    };

    public Uri AuthorizeUri(PendingAuthorization pending)
    {
        LastPending = pending;
        return new($"https://books.example/consent?state={pending.State}");
    }

    public Secret? NewCodeVerifier() => new("verifier");

    public Task<Authorization> CompleteAsync(
        PendingAuthorization pending,
        AuthorizationCallback callback,
        CancellationToken cancellationToken
    )
    {
        var number = Interlocked.Increment(ref _grants);
        return Task.FromResult(
            new Authorization
            {
                Grant = new Grant
                {
                    Id = $"g-{number}",
                    Connector = "fake",
                    App = pending.Request.App,
                    Owner = Owner,
                    AccessToken = new($"token {number}"),
                },
                Accounts = Accounts,
            }
        );
    }

    public Task<bool> DetachAsync(Connection connection, Grant grant, CancellationToken cancellationToken)
    {
        Detached.Add(connection.AccountId);
        return Task.FromResult(false);
    }

    public Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken)
    {
        Revoked.Add(grant.AccessToken.Reveal());
        return Task.FromResult(true);
    }
}
