namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// An item, a tax code or an account that a body names, the field of the record that it comes from, and the index of the line that
/// has the field; null for a field of the record itself.
/// </summary>
internal readonly record struct QuickBooksUse(string Entity, string Id, string Field, int? Line = null)
{
    public string Path => Line is { } line ? $"Lines[{line}].{Field}" : Field;
}
