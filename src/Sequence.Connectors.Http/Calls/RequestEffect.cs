namespace Sequence.Connectors.Http;

/// <summary>What a request may do to the system, which decides when it may be sent again.</summary>
public enum RequestEffect
{
    /// <summary>It changes nothing and may always be repeated.</summary>
    Read,

    /// <summary>It changes something, but bears the system's own idempotency key: it may be repeated byte for byte.</summary>
    Repeatable,

    /// <summary>It changes something each time that it arrives: it is repeated only when it surely had no effect.</summary>
    Once,
}
