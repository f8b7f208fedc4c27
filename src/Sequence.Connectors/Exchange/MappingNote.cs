namespace Sequence.Connectors;

/// <summary>What a mapping could not carry as it was: one honest line beside the record.</summary>
public sealed record MappingNote
{
    /// <summary>What happened to the value.</summary>
    public required MappingNoteKind Kind { get; init; }

    /// <summary>The path in the unified model, such as <c>Lines[2].UnitPrice</c>.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The path in the system, such as <c>Line[2].SalesItemLineDetail.UnitPrice</c>; null when the system has no such place.
    /// </summary>
    public string? SystemPath { get; init; }

    /// <summary>The value before; null when there was none.</summary>
    public string? From { get; init; }

    /// <summary>The value after; null when it was dropped.</summary>
    public string? To { get; init; }

    /// <summary>One sentence for the person who reads the result.</summary>
    public required string Message { get; init; }

    /// <summary>Kind, path and message in one line.</summary>
    public override string ToString() => $"{Kind} {Path}: {Message}";
}
