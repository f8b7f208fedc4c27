namespace Sequence.Connectors.Sync;

/// <summary>An invoice was sent to its customer from the system.</summary>
public sealed record InvoiceSent : RemoteChange
{
    internal InvoiceSent(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The record as the system holds it, with the system's ids.</summary>
    public required Invoice Current { get; init; }

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
