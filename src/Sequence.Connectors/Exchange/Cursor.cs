namespace Sequence.Connectors;

/// <summary>A place in a system's stream of changes, to resume from. Opaque: only the connector that made it can read it.</summary>
/// <param name="Value">The text to store.</param>
public sealed record Cursor(string Value)
{
    /// <summary>The text to store.</summary>
    public override string ToString() => Value;
}
