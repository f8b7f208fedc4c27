namespace Sequence.Connectors.Sync;

/// <summary>More or less of an invoice is paid than before: a payment came, grew, shrank or was taken back, or a credit was used.</summary>
public sealed record InvoicePaymentChanged : RemoteChange
{
    internal InvoicePaymentChanged(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The invoice as the system holds it, with the system's ids.</summary>
    public required Invoice Current { get; init; }

    /// <summary>How much was paid before.</summary>
    public required PaymentStatus Before { get; init; }

    /// <summary>How much is paid now.</summary>
    public PaymentStatus After => Current.PaymentStatus;

    /// <summary>What was left to pay before, in the invoice's currency; null when that was not known.</summary>
    public required decimal? BalanceBefore { get; init; }

    /// <summary>What is left to pay now, in the invoice's currency; null when the system does not say.</summary>
    public decimal? Balance => Current.Balance;

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
