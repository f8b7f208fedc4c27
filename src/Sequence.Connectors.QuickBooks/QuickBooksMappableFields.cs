namespace Sequence.Connectors.QuickBooks;

/// <summary>The custom fields of a company's sales forms, by their definitions' ids: a label may be changed.</summary>
internal sealed class QuickBooksMappableFields(QuickBooksConnection connection) : IMappableFields
{
    public static RecordType[] Types => QuickBooksFieldMaps.SalesForms;

    public async Task<IReadOnlyList<MappableField>> ReadAsync(CancellationToken cancellationToken)
    {
        var company = await connection.ReadCompanyAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. from type in Types
               from field in company.SalesFields
               where field.IsUsed
               select new MappableField
               {
                   RecordType = type,
                   SystemField = field.Id,
                   Name = field.Label ?? field.Id,
                   LongestText = QuickBooksFacts.CustomTextLength,
               },
        ];
    }
}
