namespace Sequence.Connectors.QuickBooks;

/// <summary>A term of payment, as it travels. A standard one falls due some days after the invoice's date.</summary>
internal struct QuickBooksTerm
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Type { get; set; }

    public decimal? DueDays { get; set; }

    /// <summary>What the customer may take off for paying early.</summary>
    public decimal? DiscountPercent { get; set; }

    public static WireShape<QuickBooksTerm> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "DueDays", (ref json, ref it) => it.DueDays = json.Number() },
        { "DiscountPercent", (ref json, ref it) => it.DiscountPercent = json.Number() },
    };
}
