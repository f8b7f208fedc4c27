namespace Sequence.Connectors;

/// <summary>
/// Keeps grants. You must make a change durable before you say that it succeeded, encrypt the tokens at rest (see
/// <see cref="ISecretProtector"/>), and let at most one of several processes replace a given version.
/// </summary>
public interface IGrantStore
{
    /// <summary>The grant with an id as it stands now, past every cache; null when there is none.</summary>
    Task<Grant?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The grant that a person gave an app, when the system names its owners, so that a second consent renews it instead of
    /// standing beside it; null when there is none.
    /// </summary>
    Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken);

    /// <summary>Keeps a new grant as version 1.</summary>
    /// <exception cref="InvalidOperationException">A grant with the id exists.</exception>
    Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the grant if its stored version equals the given one, and gives it the next version; null when another change
    /// came first and nothing was stored.
    /// </summary>
    Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>Removes a grant and its tokens; removing one that is gone succeeds.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
