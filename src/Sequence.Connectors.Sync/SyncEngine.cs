namespace Sequence.Connectors.Sync;

/// <summary>
/// The sync engine without a face: everything that a host, an endpoint or a page asks of it. The worker that is registered with
/// it does the work; safe to use from many threads.
/// </summary>
public sealed class SyncEngine
{
    private readonly SyncRunner _runner;
    private readonly WebhookIntake _intake;

    internal SyncEngine(
        SyncPublisher publisher,
        SyncProblems problems,
        SyncLinks links,
        SyncImport import,
        SyncTrial trial,
        SyncRunner runner,
        WebhookIntake intake
    ) =>
        (Publisher, Problems, Links, Import, Trial, _runner, _intake) = (
            publisher,
            problems,
            links,
            import,
            trial,
            runner,
            intake
        );

    /// <summary>Tells the engine what happened in the host.</summary>
    public SyncPublisher Publisher { get; }

    /// <summary>What did not sync and why, and the log of what did.</summary>
    public SyncProblems Problems { get; }

    /// <summary>Which of the host's records are which of a system's.</summary>
    public SyncLinks Links { get; }

    /// <summary>Takes a system's customers into the host.</summary>
    public SyncImport Import { get; }

    /// <summary>Tries settings before they count.</summary>
    public SyncTrial Trial { get; }

    /// <summary>
    /// Takes a webhook delivery in. When it returns, its events are stored, and the status code it gives may be answered.
    /// </summary>
    /// <param name="connector">The connector's id, such as <c>quickbooks</c>.</param>
    /// <param name="request">The delivery, byte for byte.</param>
    /// <param name="secrets">The signing secrets of the apps that may have sent it; null for those of all apps that are configured.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">There is no such connector, or it receives no webhooks.</exception>
    public Task<WebhookVerdict> ReceiveAsync(
        string connector, WebhookRequest request, IReadOnlyList<Secret>? secrets = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _intake.ReceiveAsync(connector, request, secrets, cancellationToken);
    }

    /// <summary>Does what is due now, and comes back: for tests, and for hosts that run no worker.</summary>
    public Task<SyncTurn> RunDueAsync(CancellationToken cancellationToken = default) => _runner.RunDueAsync(cancellationToken);

    /// <summary>
    /// Lets a connection work again at once, for example after it was connected again: everything that waited for it is due.
    /// </summary>
    public async Task ResumeAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        await Problems.ResumeAsync(connectionId, cancellationToken).ConfigureAwait(false);
    }
}
