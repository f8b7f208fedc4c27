using System.Collections.Concurrent;

namespace Sequence.Connectors.Testing.Tests;

/// <summary>The database of the host of these tests.</summary>
internal sealed class Books
{
    public ConcurrentDictionary<string, Bill> Bills { get; } = new(StringComparer.Ordinal);

    /// <summary>The effects that were carried out: each is once.</summary>
    public ConcurrentDictionary<string, string> Effects { get; } = new(StringComparer.Ordinal);
}
