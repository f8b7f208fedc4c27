namespace Sequence.Connectors;

/// <summary>How accounts of a system are connected: the particulars of its consent.</summary>
public interface IAuthorizationFlow
{
    /// <summary>
    /// The environment of a named app. An app that belongs to other tenants must look to this one as if there were none: what it
    /// reaches is theirs.
    /// </summary>
    /// <exception cref="ConnectorException">The tenant has no app of that name, or it is incomplete; the message names the
    /// setting.</exception>
    ConnectorEnvironment EnvironmentOf(string app, string tenant);

    /// <summary>The page where a person consents. You must put the state into it, and the proof key where the system has one.</summary>
    Uri AuthorizeUri(PendingAuthorization pending);

    /// <summary>Makes a proof-key verifier; null where the system has none.</summary>
    Secret? NewCodeVerifier();

    /// <summary>
    /// Exchanges the answer for tokens and says which accounts they reach. The state has been checked. What speaks against the accounts
    /// once there are tokens belongs into <see cref="Authorization.Refusal"/>, so that the tokens are ended.
    /// </summary>
    /// <exception cref="ConnectorException">The person declined, the answer is incomplete, or the system refused it.</exception>
    Task<Authorization> CompleteAsync(PendingAuthorization pending, AuthorizationCallback callback, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the app's access to one account, where the system ends it apart from the grant: Xero disconnects an organisation,
    /// HubSpot removes an app from a portal. Called at each disconnection, before <see cref="RevokeAsync"/>; must succeed when
    /// the access is gone already. The default does nothing.
    /// </summary>
    /// <returns>Whether the app reaches the account no more, whatever becomes of the grant.</returns>
    Task<bool> DetachAsync(Connection connection, Grant grant, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Ends a grant at the system; ending one that is gone succeeds.</summary>
    /// <returns>False where the system cannot be told, so that a person must remove the app there.</returns>
    Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken);
}
