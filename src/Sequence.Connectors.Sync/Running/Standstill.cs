using System.Diagnostics;

namespace Sequence.Connectors.Sync;

/// <summary>
/// What rests over a connection until a moment, and why: the connection as a whole, its sending, the reading of what changed, or its
/// webhooks, which do not come. There is one row for each.
/// </summary>
[DebuggerDisplay("{ConnectionId} {RecordType} {Until}")]
public sealed record Standstill
{
    /// <summary>The row of the connection as a whole.</summary>
    public static RecordType Connection { get; } = new("Connection");

    /// <summary>The row of all that is sent over the connection.</summary>
    public static RecordType Sending { get; } = new("Sending");

    /// <summary>The row that says that the connection's webhooks do not come. Nothing waits for it; the next delivery ends it.</summary>
    public static RecordType Webhooks { get; } = new("Webhooks");

    /// <summary>The row's id, by which people try again; ids grow with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>
    /// What rests: <see cref="Connection"/>, <see cref="Sending"/>, <see cref="Webhooks"/>, or the type that cannot be read (<see
    /// cref="SweepCursor.RecordType"/>).
    /// </summary>
    public required RecordType RecordType { get; init; }

    /// <summary>When it is tried next.</summary>
    public required Instant Until { get; init; }

    /// <summary>How often it failed in a row.</summary>
    public int Tries { get; init; }

    /// <summary>Why; null where the connection or what waits for it says so itself.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Who can mend it.</summary>
    public FixedBy FixedBy { get; init; }

    /// <summary>Since when.</summary>
    public required Instant Since { get; init; }
}
