
namespace Sequence.Connectors.Http.Tests;

/// <summary>A connector that offers nothing but raw requests.</summary>
internal sealed class TestConnector(ApiClientFactory clients) : IConnector
{
    public static ApiProfile Profile { get; } =
        new()
        {
            ConnectorId = "test",
            Name = "Test Books",
            ApiAddress = _ => new Uri("https://api.test.example/base/"),
            AllowedHosts = [".accounts.test.example"],
            RequestIdHeader = "X-Request",
            ReadFault = answer =>
                answer.StatusCode < 400 ? null : ApiFault.FromStatus(answer.StatusCode) with { Code = answer.Header("X-Code") },
            Limits = (_, connection) => [RateLimit.PerWindow($"test/{connection.AccountId}", 1000, Duration.FromMinutes(1))],
            ApplyKey = (request, key) =>
                request with
                {
                    Path = $"{request.Path}{(request.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}requestid={key}",
                },
        };

    public static OAuthProfile OAuth { get; } = new()
    {
        ConnectorId = "test",
        Name = "Test Books",
        AuthorizeAddress = new Uri("https://login.test.example/authorize"),
        TokenAddress = new Uri("https://login.test.example/token"),
        RevokeAddress = new Uri("https://login.test.example/revoke"),
        Scopes = ["books"],
        ReadToken = token => token with { RefreshTokenExpiresIn = token.FindSeconds("x_refresh_token_expires_in") },
    };

    public static OAuthApp App { get; } = new() { ClientId = "client", ClientSecret = "app-s3cret" };

    public ConnectorInfo Info { get; } =
        new()
        {
            Id = "test",
            Name = "Test Books",
            Documentation = new Uri("https://test.example/docs"),
            ApiVersion = "1",
        };

    public void Describe(ConnectorSurface surface) => surface.Offers<IRawApi>(context => clients.Open(Profile, OAuth, context, App));
}
