namespace Sequence.Connectors.QuickBooks;

/// <summary>An item, a tax code or an account that a body names, and the field of the record that it comes from.</summary>
internal readonly record struct QuickBooksUse(string Entity, string Id, string Path);
