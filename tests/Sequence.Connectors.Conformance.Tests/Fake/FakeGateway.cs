namespace Sequence.Connectors.Conformance.Tests;

/// <summary>How the fake connector calls its system: tokens, waiting, and repeating what only reads.</summary>
internal sealed class FakeGateway(FakeSystem system, IGrantStore grants, Flaw flaw) : IDisposable
{
    private const int Attempts = 3;

    private readonly SemaphoreSlim _refreshing = new(1, 1);

    public FakeSystem System => system;

    public Flaw Flaw => flaw;

    /// <summary>What a careless writer remembers instead of asking.</summary>
    public Dictionary<string, FakeRow> Made { get; } = [];

    public async Task<T> CallAsync<T>(ConnectionContext context, bool writes, Func<string, T> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var grant = await UsableAsync(context, cancellationToken);
            try
            {
                return call(grant.AccessToken.Reveal());
            }
            catch (FakeFailure failure) when (failure.Kind == FakeFailureKind.RateLimited && flaw != Flaw.GivesUpWhenRateLimited)
            {
                await Task.Delay(failure.RetryAfter, context.Clock, cancellationToken);
            }
            catch (FakeFailure failure) when (failure.Kind == FakeFailureKind.Unauthorized)
            {
                await RefreshAsync(grant, cancellationToken);
            }
            catch (FakeFailure failure) when (failure.Kind == FakeFailureKind.RateLimited || (!writes && attempt == Attempts))
            {
                throw new ConnectorException(ConnectorErrorKind.RateLimited, failure.Message, failure)
                {
                    RetryAfter = Duration.FromTimeSpan(failure.RetryAfter),
                };
            }
            catch (FakeFailure) when (!writes)
            {
                // What only reads may be repeated.
            }
        }
    }

    public Change<Customer> ToChange(FakeRow row) => row.IsDeleted && flaw != Flaw.TakesDeletedForCurrent
        ? new Change<Customer>.Deleted(row.Id, row.ModifiedAt)
        : new Change<Customer>.Current(FakeReader.ToCustomer(row));

    public void Dispose() => _refreshing.Dispose();

    private async Task<Grant> UsableAsync(ConnectionContext context, CancellationToken cancellationToken)
    {
        var grant = await grants.FindAsync(context.Connection.GrantId, cancellationToken);
        return grant is { State: GrantState.Active } ? grant : throw Unauthorized();
    }

    private async Task RefreshAsync(Grant used, CancellationToken cancellationToken)
    {
        // As over a network: by the time that one caller refreshes, the others were refused too.
        await Task.Delay(50, cancellationToken);
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var grant = await grants.FindAsync(used.Id, cancellationToken) ?? throw Unauthorized();
            if (grant.AccessToken.Equals(used.AccessToken) || flaw == Flaw.RefreshesForEachCaller)
            {
                await grants.TryReplaceAsync(Refreshed(grant), cancellationToken);
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private Grant Refreshed(Grant grant)
    {
        try
        {
            var (access, refresh, _) = system.Tokens.Refresh(grant.RefreshToken!.Reveal());
            return grant with { AccessToken = new Secret(access), RefreshToken = new Secret(refresh) };
        }
        catch (FakeFailure)
        {
            return flaw == Flaw.KeepsAskingWhenRevoked
                ? throw Unauthorized()
                : grant with { State = GrantState.NeedsReauthorization, StateReason = "Access was taken away at the system." };
        }
    }

    private static ConnectorException Unauthorized() =>
        new(ConnectorErrorKind.Unauthorized, "The grant is gone. Connect the account again.");
}
