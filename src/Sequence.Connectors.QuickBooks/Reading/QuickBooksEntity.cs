namespace Sequence.Connectors.QuickBooks;

/// <summary>A kind of object, whatever it becomes.</summary>
internal abstract record QuickBooksEntity
{
    /// <summary>The name in queries and answers, such as <c>Invoice</c>.</summary>
    public required string Name { get; init; }

    public abstract RecordType RecordType { get; }

    /// <summary>Adds what an answer of change data capture tells of these objects.</summary>
    public abstract FeedPage AddChanges(FeedPage page, ReadOnlyMemory<byte> body, QuickBooksReadScope scope);
}

/// <summary>A kind of object: its name, how it travels, and how it becomes a record.</summary>
internal sealed record QuickBooksEntity<TWire, TRecord> : QuickBooksEntity
    where TWire : struct
    where TRecord : class, IRecord
{
    public delegate TRecord Mapper(in TWire wire, RawPayload payload, QuickBooksReadScope scope);

    public required WireShape<TWire> Shape { get; init; }

    public required Mapper ToRecord { get; init; }

    /// <summary>Makes the record of an object that cannot be read: its id and its payload, and a note.</summary>
    public required Func<string, RecordSource, TRecord> Unreadable { get; init; }

    /// <summary>Whether the object may be inactive, which hides it from plain queries.</summary>
    public bool HasActive { get; init; }

    public override RecordType RecordType => RecordType.Of<TRecord>();

    public override FeedPage AddChanges(FeedPage page, ReadOnlyMemory<byte> body, QuickBooksReadScope scope) =>
        page.With(
            QuickBooksPage.ReadChanges(
                body,
                Name,
                Shape,
                Change<TRecord> (in wire, payload) =>
                    WireReader.Parse(payload.Utf8.Span, QuickBooksDeletion.Shape)
                        is { Status: "Deleted", Id: { } id } deletion
                        ? new Change<TRecord>.Deleted(id, deletion.MetaData?.LastUpdatedTime)
                        : new Change<TRecord>.Current(Map(wire, payload, scope))
            )
        );

    public TRecord Map(in TWire? wire, RawPayload payload, QuickBooksReadScope scope)
    {
        if (wire.HasValue)
        {
            return ToRecord(in Nullable.GetValueRefOrDefaultRef(in wire), payload, scope);
        }

        using var document = payload.Parse();
        var id = document.RootElement.TryGetProperty("Id", out var member) ? member.ToString() : "";
        scope.Note(
            MappingNoteKind.Unknown,
            "",
            Name,
            null,
            null,
            $"The {Name} has members of other types than QuickBooks documents; only its payload is kept."
        );
        return Unreadable(id, scope.Source(id, version: null, meta: null, link: null, payload));
    }
}
