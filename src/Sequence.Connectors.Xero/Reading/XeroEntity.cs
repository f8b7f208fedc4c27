namespace Sequence.Connectors.Xero;

/// <summary>A kind of object: where it is read, how it travels, and how it becomes a change.</summary>
internal sealed record XeroEntity<TWire, TRecord>
    where TWire : struct
    where TRecord : class, IRecord
{
    /// <summary>Makes a change of an object; null for one that is none of the host's business, such as a bill among the invoices.</summary>
    public delegate Change<TRecord>? Mapper(in TWire wire, RawPayload payload, XeroReadScope scope);

    /// <summary>The name in addresses and answers, such as <c>Invoices</c>.</summary>
    public required string List { get; init; }

    /// <summary>
    /// The member that holds the id, such as <c>InvoiceID</c>. Lists are read in its order, which no change of an object
    /// disturbs.
    /// </summary>
    public required string IdMember { get; init; }

    public required WireShape<TWire> Shape { get; init; }

    public required Mapper ToChange { get; init; }

    /// <summary>Makes the record of an object that cannot be read: its id and its payload, and a note.</summary>
    public required Func<string, RecordSource, TRecord> Unreadable { get; init; }

    /// <summary>Whether the list comes in pages; without one, it comes whole.</summary>
    public bool IsPaged { get; init; } = true;

    /// <summary>Whether the list can be cut down to what changed since a moment.</summary>
    public bool KnowsChanges { get; init; } = true;

    /// <summary>Whether the list takes ids to look for; other pages are filtered by them.</summary>
    public bool TakesIds { get; init; }

    /// <summary>Whether the list hides archived objects unless they are asked for.</summary>
    public bool HidesArchived { get; init; }

    /// <summary>Whether the list takes a number of decimals for prices.</summary>
    public bool HasUnitDecimals { get; init; }

    /// <summary>What keeps others' objects out of the list; null where all are wanted.</summary>
    public Func<XeroSettings, string?> Filter { get; init; } = static _ => null;

    /// <summary>Whether an archived record that came all the same is left out when archived ones are not wanted.</summary>
    public Func<TRecord, bool> IsArchived { get; init; } = static _ => false;

    /// <summary>The list as a whole, where it has no pages.</summary>
    public string Whole => HasUnitDecimals ? $"{List}?unitdp=4" : List;

    /// <summary>What the list is to show, beside a page of it.</summary>
    public string Shown => (HidesArchived ? "&includeArchived=true" : "") + (HasUnitDecimals ? "&unitdp=4" : "");

    /// <summary>The queries that show the objects of these ids.</summary>
    public IEnumerable<string> QueriesOf(IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? []
        : !IsPaged ? [Whole]
        : TakesIds ? XeroQueries.ByIds(List, ids, XeroQueries.Page + Shown)
        : XeroQueries.ByFilter(List, IdMember, ids, XeroQueries.Page + Shown);

    public Change<TRecord>? Map(in TWire? wire, RawPayload payload, XeroReadScope scope)
    {
        if (wire.HasValue)
        {
            return ToChange(in Nullable.GetValueRefOrDefaultRef(in wire), payload, scope);
        }

        using var document = payload.Parse();
        var id = XeroFault.TextOf(document.RootElement, IdMember) ?? "";
        scope.Note(
            MappingNoteKind.Unknown,
            "",
            List,
            null,
            null,
            $"An object of {List} has members of other types than Xero documents; only its payload is kept."
        );
        return new Change<TRecord>.Current(Unreadable(id, scope.Source(id, modified: null, link: null, payload)));
    }
}
