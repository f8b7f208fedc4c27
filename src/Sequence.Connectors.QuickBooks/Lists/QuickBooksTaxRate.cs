namespace Sequence.Connectors.QuickBooks;

/// <summary>A tax rate, as it travels.</summary>
internal struct QuickBooksTaxRate
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public decimal? RateValue { get; set; }

    public bool? Active { get; set; }

    public static WireShape<QuickBooksTaxRate> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "RateValue", (ref json, ref it) => it.RateValue = json.Number() },
        { "Active", (ref json, ref it) => it.Active = json.Flag() },
    };
}
