namespace Sequence.Connectors.Xero;

/// <summary>
/// Lists that show records by their ids, as many in each as an address holds. An id that is none would have the whole list refused,
/// and is left out.
/// </summary>
internal static class XeroQueries
{
    public static readonly string Page = $"&page=1&pageSize={XeroFacts.PageSize}";

    /// <summary>By the list's own parameter for ids, which contacts and invoices have.</summary>
    public static IEnumerable<string> ByIds(string list, IEnumerable<string> ids, string rest) =>
        ids.Where(XeroValues.IsGuid).Chunk(XeroFacts.IdsInAddress).Select(chunk => $"{list}?IDs={string.Join(',', chunk)}{rest}");

    /// <summary>By a filter on a member that holds ids, such as <c>CreditNoteID</c>.</summary>
    public static IEnumerable<string> ByFilter(string list, string member, IEnumerable<string> ids, string rest) =>
        ids.Where(XeroValues.IsGuid).Chunk(XeroFacts.IdsInFilter).Select(chunk => $"{list}?where={AnyOf(member, chunk)}{rest}");

    // Nothing in names and ids is to be escaped, and what needs no escape is left as it is: an address holds more so.
    private static string AnyOf(string member, IEnumerable<string> ids) =>
        string.Join("%20OR%20", ids.Select(id => $"{member}==guid(%22{id}%22)"));
}
