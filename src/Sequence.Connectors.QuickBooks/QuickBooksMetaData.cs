namespace Sequence.Connectors.QuickBooks;

/// <summary>When an object was last changed. It travels as text with the company's Pacific offset.</summary>
internal struct QuickBooksMetaData
{
    public Instant? LastUpdatedTime { get; set; }

    public static WireShape<QuickBooksMetaData> Shape { get; } = new()
    {
        { "LastUpdatedTime", (ref json, ref it) => it.LastUpdatedTime = json.Moment() },
    };
}
