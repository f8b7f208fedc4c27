namespace Sequence.Connectors.QuickBooks;

/// <summary>A reference that should say nothing: told where QuickBooks fills it in or keeps it.</summary>
internal sealed record QuickBooksKept(string Path, string Member, string Message);
