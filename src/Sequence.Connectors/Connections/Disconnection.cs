namespace Sequence.Connectors;

/// <summary>What became of the access at the system when a connection was ended here.</summary>
public enum Disconnection
{
    /// <summary>The system was told: the app reaches the account no more.</summary>
    Ended = 1,

    /// <summary>The consent serves other connections too, and was kept for them; the system ends it only as a whole.</summary>
    KeptForOthers,

    /// <summary>The system cannot be told; a person must remove the app in the system's own settings.</summary>
    OnlyHere,
}
