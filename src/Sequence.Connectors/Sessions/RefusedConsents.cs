namespace Sequence.Connectors;

/// <summary>
/// Ends tokens that nobody keeps at the system that gave them. Where a connection lives by the same consent they are left, for ending
/// them could end it too.
/// </summary>
internal sealed class RefusedConsents(IConnectionStore connections, IGrantStore grants)
{
    /// <summary>Ends the tokens whatever becomes of the caller.</summary>
    /// <returns>The refusal, to be thrown; it says so where the system could not be told.</returns>
    public async Task<ConnectorException> DiscardAsync(IAuthorizationFlow flow, Authorization refused, ConnectorException refusal)
    {
        try
        {
            return await IsSharedAsync(refused).ConfigureAwait(false)
                || await flow.RevokeAsync(refused.Grant, CancellationToken.None).ConfigureAwait(false)
                ? refusal
                : NotEnded(refusal, refusal);
        }
        catch (ConnectorException failure)
        {
            return NotEnded(refusal, failure);
        }
    }

    private async Task<bool> IsSharedAsync(Authorization refused)
    {
        var grant = refused.Grant;
        if (
            grant.Owner is { } owner
            && await grants.FindByOwnerAsync(grant.Connector, grant.App, owner, CancellationToken.None).ConfigureAwait(false) is not null
        )
        {
            return true;
        }

        foreach (var account in refused.Accounts)
        {
            var all = await connections.ListByAccountAsync(grant.Connector, account.Id, CancellationToken.None).ConfigureAwait(false);
            if (all.Any(one => one.App == grant.App && one.State != ConnectionState.Disconnected))
            {
                return true;
            }
        }

        return false;
    }

    private static ConnectorException NotEnded(ConnectorException refusal, ConnectorException failure) =>
        new(
            refusal.Kind,
            $"{refusal.Message} The consent could not be ended at the system; remove the app there, in its settings of connected apps.",
            failure
        )
        {
            Connector = refusal.Connector,
            ConnectionId = refusal.ConnectionId,
            StatusCode = refusal.StatusCode,
        };
}
