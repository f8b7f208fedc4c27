namespace Sequence.Connectors.CrashHost;

/// <summary>The transaction of a reaction, before and after which the process may die.</summary>
internal sealed class CrashingTransaction(ISyncTransaction transaction, CrashPoints points) : ISyncTransaction
{
    public Task<CommitResult> RunAsync(Func<CancellationToken, Task<SyncCommit>> work, CancellationToken cancellationToken) =>
        points.AroundAsync(
            "reaction",
            () =>
                transaction.RunAsync(
                    async token =>
                    {
                        var commit = await work(token);
                        points.Pass("reaction.told");
                        return commit;
                    },
                    cancellationToken
                )
        );
}
