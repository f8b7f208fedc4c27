namespace Sequence.Connectors.Sync;

/// <summary>
/// Runs the host's code and the engine's own changes in one transaction: both happen, or neither. Taken from the scope that the
/// host's code is taken from. A store that does not share the host's database commits after the host's code: then that code may
/// run again after a crash, under the same effect id.
/// </summary>
public interface ISyncTransaction
{
    /// <summary>
    /// Runs the work, then stores the changes that it returns. Nothing is stored when the work throws. The work may run again
    /// when the database asks for it.
    /// </summary>
    Task<CommitResult> RunAsync(Func<CancellationToken, Task<SyncCommit>> work, CancellationToken cancellationToken);
}
