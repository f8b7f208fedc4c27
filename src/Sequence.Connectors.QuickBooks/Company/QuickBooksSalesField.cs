namespace Sequence.Connectors.QuickBooks;

/// <summary>One of the text fields that a company has on its sales forms.</summary>
/// <param name="Id">The id by which documents know the field: its number from 1 to 3.</param>
/// <param name="Label">What the company calls it; null where it has no name.</param>
/// <param name="IsUsed">Whether the company has it switched on.</param>
internal sealed record QuickBooksSalesField(string Id, string? Label, bool IsUsed)
{
    private const string LabelName = "SalesFormsPrefs.SalesCustomName";
    private const string UseName = "SalesFormsPrefs.UseSalesCustom";

    /// <summary>How people know the field.</summary>
    public string Name => Label is null ? Id : $"{Label} ({Id})";

    /// <summary>
    /// The fields that preferences tell of, those that are on first, in the order of their ids. Preferences name the label of the
    /// first field SalesFormsPrefs.SalesCustomName1, and SalesFormsPrefs.UseSalesCustom1 whether it is on; a label alone is one
    /// that is on.
    /// </summary>
    public static IReadOnlyList<QuickBooksSalesField> Of(QuickBooksPreferences.SalesForms? forms)
    {
        var told = (forms?.CustomField ?? []).SelectMany(group => group.CustomField ?? []).ToList();
        var labels = told
            .Where(one => IdOf(one, LabelName) is not null && !string.IsNullOrWhiteSpace(one.StringValue))
            .ToLookup(one => IdOf(one, LabelName)!, one => one.StringValue);
        var uses = told
            .Where(one => IdOf(one, UseName) is not null && one.BooleanValue is not null)
            .ToLookup(one => IdOf(one, UseName)!, one => one.BooleanValue!.Value);
        return
        [
            .. labels
                .Select(label => label.Key)
                .Union(uses.Select(use => use.Key))
                .Order(StringComparer.Ordinal)
                .Select(id => new QuickBooksSalesField(id, labels[id].FirstOrDefault(), uses[id].All(isOn => isOn)))
                .OrderByDescending(field => field.IsUsed),
        ];
    }

    private static string? IdOf(QuickBooksCustomField told, string name) =>
        told.Name is { } full && full.StartsWith(name, StringComparison.Ordinal) && full.Length > name.Length ? full[name.Length..] : null;
}
