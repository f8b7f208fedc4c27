namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Field maps, held against the fields that the company has: the three texts of its sales forms, as Preferences tell of them.
/// https://developer.intuit.com/app/developer/qbo/docs/workflows/create-custom-fields.
/// </summary>
internal static class QuickBooksFieldMaps
{
    /// <summary>The types of records that are forms with such fields.</summary>
    public static RecordType[] SalesForms { get; } = [RecordType.Of<Invoice>(), RecordType.Of<CreditMemo>()];

    /// <summary>What is wrong with the maps of a connection, all of it at once, also of those that are only read.</summary>
    public static IEnumerable<Problem> Check(ValueList<FieldMap> maps, QuickBooksCompanyFacts company, QuickBooksLinks links)
    {
        var written = new Dictionary<(RecordType, string), FieldMap>();
        foreach (var map in maps)
        {
            if (WhyNot(map, company, links) is { } problem)
            {
                yield return problem;
            }
            else if (
                map.Direction.HasFlag(FieldDirection.Write)
                && (map.RecordType, Find(map, company)!.Id) is var field
                && !written.TryAdd(field, map)
            )
            {
                yield return Shared(map, written[field]);
            }
        }
    }

    /// <summary>The field that a map names, by its label or by its id; null when there is none.</summary>
    public static QuickBooksSalesField? Find(FieldMap map, QuickBooksCompanyFacts company) =>
        company.SalesFields.FirstOrDefault(field => string.Equals(field.Label, map.SystemField, StringComparison.OrdinalIgnoreCase))
        ?? company.SalesFields.FirstOrDefault(field => field.Id == map.SystemField);

    /// <summary>Why a map cannot be used in a company; null when it can.</summary>
    public static Problem? WhyNot(FieldMap map, QuickBooksCompanyFacts company, QuickBooksLinks links) =>
        !SalesForms.Contains(map.RecordType)
            ? Problem(
                "custom_field.unsupported",
                map,
                "is for a record on which QuickBooks has no custom fields; it has them on Invoice and CreditMemo.",
                "Take the map out of the connection's settings.")
        : Find(map, company) switch
        {
            null => Problem(
                "custom_field.unknown",
                map,
                $"names '{map.SystemField}', which is no custom field of QuickBooks' sales forms; they have: {Listed(company)}.",
                "Name one of them in the field map, by its label or its id.",
                links),
            { IsUsed: false } field => Problem(
                "custom_field.unknown",
                map,
                $"names '{field.Name}', which is switched off on QuickBooks' sales forms; they have: {Listed(company)}.",
                "Switch it on in QuickBooks' settings of sales forms, or name another in the field map.",
                links),
            _ => null,
        };

    /// <summary>Why two maps of one type of record that are written to one field cannot both be used.</summary>
    public static Problem Shared(FieldMap map, FieldMap other) => Problem(
        "custom_field.shared",
        map,
        $"names '{map.SystemField}', to which '{other.Field}' is written already; a field of QuickBooks holds one value.",
        "Name another field in one of the two maps, or have one of them only read.");

    private static Problem Problem(string code, FieldMap map, string rule, string fix, QuickBooksLinks? links = null) => new()
    {
        Code = code,
        Path = $"CustomFields.{map.Field}",
        Message = $"The field map of '{map.Field}' for {map.RecordType} {rule}",
        Fix = fix,
        Link = links?.Settings(),
    };

    private static string Listed(QuickBooksCompanyFacts company) =>
        string.Join(", ", company.SalesFields.Where(field => field.IsUsed).Select(field => field.Name)) is { Length: > 0 } list
            ? list
            : "none";
}
