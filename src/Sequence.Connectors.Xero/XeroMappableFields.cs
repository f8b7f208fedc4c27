namespace Sequence.Connectors.Xero;

/// <summary>The free members of Xero's records, and an organisation's tracking categories for documents.</summary>
internal sealed class XeroMappableFields(XeroConnection connection) : IMappableFields
{
    private static readonly RecordType[] Documents = [RecordType.Of<Invoice>(), RecordType.Of<CreditMemo>()];

    public static RecordType[] Types { get; } = [RecordType.Of<Customer>(), .. Documents];

    public async Task<IReadOnlyList<MappableField>> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await connection.Api.GetAsync("TrackingCategories", cancellationToken).ConfigureAwait(false);
        var categories = XeroPage
            .Read(answer.Body, "TrackingCategories", XeroTrackingCategory.Shape)
            .Select(one => one.Wire)
            .OfType<XeroTrackingCategory>()
            .Where(one => one is { Status: "ACTIVE", Name: not null })
            .ToList();
        return
        [
            .. Types.SelectMany(type => XeroFreeMember.Of(type).Select(one => new MappableField
            {
                RecordType = type,
                SystemField = one.Name,
                Name = one.Name,
                LongestText = one.Longest,
            })),
            .. Documents.SelectMany(type => categories.Select(one => Tracking(type, one))),
        ];
    }

    private static MappableField Tracking(RecordType type, XeroTrackingCategory category) => new()
    {
        RecordType = type,
        SystemField = XeroCustomFields.TrackingPrefix + category.Name,
        Name = category.Name!,
        Choices = (category.Options ?? [])
            .Where(one => one.Status == "ACTIVE")
            .Select(one => one.Name)
            .OfType<string>()
            .ToValueList(),
    };
}
