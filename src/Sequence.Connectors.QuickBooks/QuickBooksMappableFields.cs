namespace Sequence.Connectors.QuickBooks;

/// <summary>The custom fields of a company's sales forms, by their definitions' ids: a label may be changed.</summary>
internal sealed class QuickBooksMappableFields(QuickBooksConnection connection) : IMappableFields
{
    public static RecordType[] Types { get; } = [RecordType.Of<Invoice>(), RecordType.Of<CreditMemo>()];

    public async Task<IReadOnlyList<MappableField>> ReadAsync(CancellationToken cancellationToken)
    {
        var company = await connection.ReadCompanyAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. from type in Types
               from field in company.CustomFieldIds.OrderBy(one => one.Value, StringComparer.Ordinal)
               select new MappableField
               {
                   RecordType = type,
                   SystemField = field.Value,
                   Name = field.Key,
                   LongestText = QuickBooksFacts.CustomTextLength,
               },
        ];
    }
}
