namespace Sequence.Connectors.QuickBooks;

/// <summary>What items, tax codes and accounts have in common: whether a document can name them.</summary>
internal struct QuickBooksListed
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Type { get; set; }

    public bool? Active { get; set; }

    public static WireShape<QuickBooksListed> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "Active", (ref json, ref it) => it.Active = json.Flag() },
    };
}
