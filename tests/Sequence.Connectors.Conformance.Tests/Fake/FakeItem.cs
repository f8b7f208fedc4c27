namespace Sequence.Connectors.Conformance.Tests;

/// <summary>One member of a batch: what is sent for an intent.</summary>
internal sealed record FakeItem
{
    public required string Mark { get; init; }

    /// <summary>The row to change; null to make one.</summary>
    public string? Id { get; init; }

    public string? Version { get; init; }

    public bool Archives { get; init; }

    public required IReadOnlyDictionary<string, string?> Fields { get; init; }
}

/// <summary>What the system answers for one member.</summary>
internal sealed record FakeAnswer(FakeRow? Row, string? Error);
