namespace Sequence.Connectors;

/// <summary>The settings and field maps of a connection as they were, are or may become.</summary>
public sealed record SettingsVersion
{
    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Counts the versions of the connection from one on.</summary>
    public required long Number { get; init; }

    /// <summary>Whether it is in force.</summary>
    public required SettingsVersionState State { get; init; }

    /// <summary>The choices.</summary>
    public required ConnectionSettings Settings { get; init; }

    /// <summary>
    /// The <see cref="ConnectionSettings.Version"/> that was in force when it was made: it takes the place of that one only.
    /// </summary>
    public required long BasedOn { get; init; }

    /// <summary>Who made it; null when nobody said.</summary>
    public string? By { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it came into force; null while it has not.</summary>
    public Instant? ActivatedAt { get; init; }

    /// <summary>Counts the stored changes; zero for one that is not stored yet.</summary>
    public long Version { get; init; }
}
