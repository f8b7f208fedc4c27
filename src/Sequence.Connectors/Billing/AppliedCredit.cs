namespace Sequence.Connectors;

/// <summary>What an invoice uses of a credit grant. Credit memos are used by a <see cref="CreditApplication"/> instead.</summary>
public sealed record AppliedCredit
{
    /// <summary>The grant; null when the system does not name it.</summary>
    public string? CreditGrantId { get; init; }

    /// <summary>The name of the grant.</summary>
    public string? Name { get; init; }

    /// <summary>How much before tax, in the invoice's currency; above zero.</summary>
    public decimal Amount { get; init; }

    /// <summary>The tax on that amount; null when the system does not say.</summary>
    public decimal? TaxAmount { get; init; }

    /// <summary>Whether the credit is used, or only expected to be.</summary>
    public AppliedCreditState State { get; init; }
}
