namespace Sequence.Connectors.Drafts;

/// <summary>That two records belong together: an effect of its own, after both stand. Its references hold the ids of both.</summary>
internal sealed record Association : IRecord
{
    public required string Id { get; init; }

    public required RecordType FromType { get; init; }

    public required string FromId { get; init; }

    public required RecordType ToType { get; init; }

    public required string ToId { get; init; }

    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    public RecordSource? Source { get; init; }
}
