namespace Sequence.Connectors;

/// <summary>How accounts of a system are connected: the particulars of its consent.</summary>
public interface IAuthorizationFlow
{
    /// <summary>The environment of a named app.</summary>
    /// <exception cref="ConnectorException">No app has that name, or it is incomplete; the message names the setting.</exception>
    ConnectorEnvironment EnvironmentOf(string app);

    /// <summary>The page where a person consents. You must put the state into it, and the proof key where the system has one.</summary>
    Uri AuthorizeUri(PendingAuthorization pending);

    /// <summary>Makes a proof-key verifier; null where the system has none.</summary>
    Secret? NewCodeVerifier();

    /// <summary>Exchanges the answer for tokens and says which accounts they reach. The state has been checked.</summary>
    /// <exception cref="ConnectorException">The person declined, the answer is incomplete, or the system refused it.</exception>
    Task<Authorization> CompleteAsync(PendingAuthorization pending, AuthorizationCallback callback, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the app's access to one account, where the system ends it apart from the grant: Xero disconnects an organisation,
    /// HubSpot removes an app from a portal. Called at each disconnection, before <see cref="RevokeAsync"/>; must succeed when
    /// the access is gone already. The default does nothing.
    /// </summary>
    Task DetachAsync(Connection connection, Grant grant, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends a grant at the system; ending one that is gone succeeds.</summary>
    Task RevokeAsync(Grant grant, CancellationToken cancellationToken);
}
