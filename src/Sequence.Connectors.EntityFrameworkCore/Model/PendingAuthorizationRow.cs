namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>A <see cref="PendingAuthorization"/> as a row, its verifier encrypted.</summary>
internal sealed class PendingAuthorizationRow
{
    public required string State { get; init; }

    public required string Connector { get; init; }

    public required string App { get; init; }

    public required string Tenant { get; init; }

    public required string Entity { get; init; }

    public required Uri RedirectUri { get; init; }

    public required string? ConnectionId { get; init; }

    public required byte[]? CodeVerifier { get; init; }

    public required Instant StartedAt { get; init; }

    public static PendingAuthorizationRow Of(PendingAuthorization pending, ISecretProtector protector) => new()
    {
        State = pending.State,
        Connector = pending.Request.Connector,
        App = pending.Request.App,
        Tenant = pending.Request.Tenant,
        Entity = pending.Request.Entity,
        RedirectUri = pending.Request.RedirectUri,
        ConnectionId = pending.Request.ConnectionId,
        CodeVerifier = pending.CodeVerifier is { } verifier ? protector.Protect(verifier, Purpose(pending.State)) : null,
        StartedAt = pending.StartedAt,
    };

    public PendingAuthorization ToPending(ISecretProtector protector) => new()
    {
        State = State,
        Request = new ConnectRequest
        {
            Connector = Connector,
            App = App,
            Tenant = Tenant,
            Entity = Entity,
            RedirectUri = RedirectUri,
            ConnectionId = ConnectionId,
        },
        CodeVerifier = CodeVerifier is null ? null : protector.Unprotect(CodeVerifier, Purpose(State)),
        StartedAt = StartedAt,
    };

    private static string Purpose(string state) => $"pending/{state}/code-verifier";
}
