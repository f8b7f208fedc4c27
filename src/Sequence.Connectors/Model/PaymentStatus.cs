namespace Sequence.Connectors;

/// <summary>How much of an invoice is paid.</summary>
public enum PaymentStatus
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Nothing is paid.</summary>
    Unpaid,

    /// <summary>Some is paid.</summary>
    PartiallyPaid,

    /// <summary>All is paid, by money or by credit.</summary>
    Paid,

    /// <summary>Given up as a bad debt.</summary>
    Uncollectible,

    /// <summary>There is nothing to pay: the invoice is voided, or its total is zero.</summary>
    NothingDue,
}
