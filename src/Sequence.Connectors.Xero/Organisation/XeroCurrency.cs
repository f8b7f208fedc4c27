namespace Sequence.Connectors.Xero;

/// <summary>A currency that an organisation uses, as it travels.</summary>
internal struct XeroCurrency
{
    public string? Code { get; set; }

    public static WireShape<XeroCurrency> Shape { get; } = new()
    {
        { "Code", (ref json, ref it) => it.Code = json.Text() },
    };
}
