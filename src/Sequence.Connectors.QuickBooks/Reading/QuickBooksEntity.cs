using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>A kind of object: its name, how it travels, and how it becomes a record.</summary>
internal sealed record QuickBooksEntity<TWire, TRecord>
    where TWire : struct
    where TRecord : class, IRecord
{
    public delegate TRecord Mapper(in TWire wire, RawPayload payload, QuickBooksReadScope scope);

    /// <summary>The name in queries and answers, such as <c>Invoice</c>.</summary>
    public required string Name { get; init; }

    public required WireShape<TWire> Shape { get; init; }

    public required Mapper ToRecord { get; init; }

    /// <summary>Makes the record of an object that cannot be read: its id and its payload, and a note.</summary>
    public required Func<string, RecordSource, TRecord> Unreadable { get; init; }

    /// <summary>Whether the object may be inactive, which hides it from plain queries.</summary>
    public bool HasActive { get; init; }

    public TRecord Map(in TWire? wire, RawPayload payload, QuickBooksReadScope scope)
    {
        if (wire.HasValue)
        {
            return ToRecord(in Nullable.GetValueRefOrDefaultRef(in wire), payload, scope);
        }

        using var document = payload.Parse();
        var id = document.RootElement.TryGetProperty("Id", out var member) ? member.ToString() : "";
        scope.Note(MappingNoteKind.Unknown, "", Name, null, null, $"The {Name} has members of other types than QuickBooks documents; only its payload is kept.");
        return Unreadable(id, scope.Source(id, version: null, meta: null, link: null, payload));
    }
}
