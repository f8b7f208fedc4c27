namespace Sequence.Connectors;

/// <summary>How far a quote has come. Whether it is expired or archived are other questions.</summary>
public enum QuoteStatus
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>May still change; it never leaves the host.</summary>
    Draft,

    /// <summary>Shown to the customer.</summary>
    Published,

    /// <summary>On its way to be signed.</summary>
    PreparingSignatureRequest,

    /// <summary>Waits for signatures.</summary>
    ReadyToSign,

    /// <summary>Agreed by the customer.</summary>
    Accepted,

    /// <summary>Turned into a billing schedule.</summary>
    Executed,
}
