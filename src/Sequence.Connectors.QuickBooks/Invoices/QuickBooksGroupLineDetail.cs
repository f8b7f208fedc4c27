namespace Sequence.Connectors.QuickBooks;

/// <summary>A bundle of lines, as it travels: its children carry the money.</summary>
internal struct QuickBooksGroupLineDetail
{
    public QuickBooksLine[]? Line { get; set; }

    public static WireShape<QuickBooksGroupLineDetail> Shape { get; } = new()
    {
        { "Line", (ref json, ref it) => it.Line = json.Array(QuickBooksLine.Shape) },
    };
}
