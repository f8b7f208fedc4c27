namespace Sequence.Connectors.QuickBooks;

/// <summary>An attached file, as it travels.</summary>
internal struct QuickBooksAttachable
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public string? Note { get; set; }

    public static WireShape<QuickBooksAttachable> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "Note", (ref json, ref it) => it.Note = json.Text() },
    };
}
