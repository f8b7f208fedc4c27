namespace Sequence.Connectors.Xero;

/// <summary>A tax rate, as it travels.</summary>
internal struct XeroTaxRate
{
    public string? TaxType { get; set; }

    public string? Name { get; set; }

    public string? Status { get; set; }

    public decimal? EffectiveRate { get; set; }

    public decimal? DisplayTaxRate { get; set; }

    public bool? CanApplyToRevenue { get; set; }

    public bool? CanApplyToAssets { get; set; }

    public bool? CanApplyToEquity { get; set; }

    public bool? CanApplyToExpenses { get; set; }

    public bool? CanApplyToLiabilities { get; set; }

    public static WireShape<XeroTaxRate> Shape { get; } = new()
    {
        { "TaxType", (ref json, ref it) => it.TaxType = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
        { "EffectiveRate", (ref json, ref it) => it.EffectiveRate = json.Number() },
        { "DisplayTaxRate", (ref json, ref it) => it.DisplayTaxRate = json.Number() },
        { "CanApplyToRevenue", (ref json, ref it) => it.CanApplyToRevenue = json.Flag() },
        { "CanApplyToAssets", (ref json, ref it) => it.CanApplyToAssets = json.Flag() },
        { "CanApplyToEquity", (ref json, ref it) => it.CanApplyToEquity = json.Flag() },
        { "CanApplyToExpenses", (ref json, ref it) => it.CanApplyToExpenses = json.Flag() },
        { "CanApplyToLiabilities", (ref json, ref it) => it.CanApplyToLiabilities = json.Flag() },
    };

    /// <summary>Whether Xero takes the rate on an account of a class; it does where nothing says that it does not.</summary>
    public readonly bool CanApplyTo(string? accountClass) => accountClass switch
    {
        "ASSET" => CanApplyToAssets,
        "EQUITY" => CanApplyToEquity,
        "EXPENSE" => CanApplyToExpenses,
        "LIABILITY" => CanApplyToLiabilities,
        _ => CanApplyToRevenue,
    } != false;
}
