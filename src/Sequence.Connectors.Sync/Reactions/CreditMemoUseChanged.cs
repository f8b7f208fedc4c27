namespace Sequence.Connectors.Sync;

/// <summary>More or less of a credit memo is used than before.</summary>
public sealed record CreditMemoUseChanged : RemoteChange
{
    internal CreditMemoUseChanged(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The credit memo as the system holds it, with the system's ids.</summary>
    public required CreditMemo Current { get; init; }

    /// <summary>How much of it was used before.</summary>
    public required CreditStatus Before { get; init; }

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
