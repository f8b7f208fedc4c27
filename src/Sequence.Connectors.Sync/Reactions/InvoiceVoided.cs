namespace Sequence.Connectors.Sync;

/// <summary>An invoice was voided in the system: it keeps its number and has no effect.</summary>
public sealed record InvoiceVoided : RemoteChange
{
    internal InvoiceVoided(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The record as the system holds it, with the system's ids.</summary>
    public required Invoice Current { get; init; }

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
