namespace Sequence.Connectors.QuickBooks;

/// <summary>What is left of an object in change data capture once it was deleted, as it travels.</summary>
internal struct QuickBooksDeletion
{
    public string? Status { get; set; }

    public string? Id { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public static WireShape<QuickBooksDeletion> Shape { get; } = new()
    {
        { "status", (ref json, ref it) => it.Status = json.Text() },
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
    };
}
