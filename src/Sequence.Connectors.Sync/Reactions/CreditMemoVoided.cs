namespace Sequence.Connectors.Sync;

/// <summary>A credit memo was voided in the system.</summary>
public sealed record CreditMemoVoided : RemoteChange
{
    internal CreditMemoVoided(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The record as the system holds it, with the system's ids.</summary>
    public required CreditMemo Current { get; init; }

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
