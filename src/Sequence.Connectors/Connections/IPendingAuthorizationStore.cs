namespace Sequence.Connectors;

/// <summary>Keeps consents that were asked for and not yet answered. Each can be taken once.</summary>
public interface IPendingAuthorizationStore
{
    /// <summary>
    /// Keeps a pending consent under its state. You must forget those that are a day older: nobody answers them any more.
    /// </summary>
    Task AddAsync(PendingAuthorization pending, CancellationToken cancellationToken);

    /// <summary>Takes the pending consent with a state, so that nobody can take it again; null when there is none.</summary>
    Task<PendingAuthorization?> TakeAsync(string state, CancellationToken cancellationToken);
}
