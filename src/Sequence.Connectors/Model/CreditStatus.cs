namespace Sequence.Connectors;

/// <summary>How much of a credit memo is applied to invoices.</summary>
public enum CreditStatus
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Nothing is applied.</summary>
    Unapplied,

    /// <summary>Some is applied.</summary>
    PartiallyApplied,

    /// <summary>All is applied or refunded.</summary>
    FullyApplied,
}
