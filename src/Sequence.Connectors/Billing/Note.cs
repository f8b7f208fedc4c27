using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>A remark about another record, for the people who work with it.</summary>
[DebuggerDisplay("Note {Title} on {SubjectType} {SubjectId}")]
public sealed record Note : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The type of the record that the note is about, such as <see cref="Customer"/>.</summary>
    public RecordType? SubjectType { get; init; }

    /// <summary>The record that the note is about.</summary>
    public string? SubjectId { get; init; }

    /// <summary>A title; null where the system has none.</summary>
    public string? Title { get; init; }

    /// <summary>The text, without markup.</summary>
    public string? Text { get; init; }

    /// <summary>Who wrote it, as people read it.</summary>
    public string? Author { get; init; }

    /// <summary>When it was written; null when the system does not say.</summary>
    public Instant? CreatedAt { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
