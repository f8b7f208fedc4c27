namespace Sequence.Connectors.QuickBooks;

/// <summary>When an object was made and changed, as it travels: text with the company's Pacific offset.</summary>
internal sealed record QuickBooksMetaData
{
    public string? CreateTime { get; init; }

    public string? LastUpdatedTime { get; init; }
}
