namespace Sequence.Connectors.Xero;

/// <summary>What an answer says of its page, as it travels.</summary>
internal struct XeroPagination
{
    public decimal? PageSize { get; set; }

    public decimal? PageCount { get; set; }

    public static WireShape<XeroPagination> Shape { get; } = new()
    {
        { "pageSize", (ref json, ref it) => it.PageSize = json.Number() },
        { "pageCount", (ref json, ref it) => it.PageCount = json.Number() },
    };
}
