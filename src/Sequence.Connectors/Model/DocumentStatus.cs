namespace Sequence.Connectors;

/// <summary>
/// How far an invoice or a credit memo has come. Whether it is paid is another question: see <see cref="PaymentStatus"/>.
/// </summary>
public enum DocumentStatus
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>May still change; it never leaves the host.</summary>
    Draft,

    /// <summary>Numbered and locked, not yet sent.</summary>
    Final,

    /// <summary>Sent to the customer.</summary>
    Sent,

    /// <summary>Kept with its number, but of no effect. Not deleted, and not paid.</summary>
    Voided,

    /// <summary>Still being filled while its billing period runs; it never leaves the host.</summary>
    InProgress,
}
