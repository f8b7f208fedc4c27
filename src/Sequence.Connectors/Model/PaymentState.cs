namespace Sequence.Connectors;

/// <summary>Whether a payment counts.</summary>
public enum PaymentState
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>The payment counts.</summary>
    Received,

    /// <summary>The payment was taken back; its invoices are open again.</summary>
    Voided,
}
