namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The mark that tells our records from others': it stands in a field that only the ledger's users see, and names the effect that
/// made the record. By it a record is found again after an answer was lost.
/// </summary>
internal static class QuickBooksMark
{
    public static string For(HostProduct product, string noun, string id, string intentKey) =>
        $"{product.Name} {noun} {id} [{intentKey}]";

    public static bool IsIn(string? note, string intentKey) =>
        note is not null && note.Contains($"[{intentKey}]", StringComparison.Ordinal);

    /// <summary>Whether a note bears a mark of the host's product, of whatever effect.</summary>
    public static bool IsOurs(string? note, HostProduct product) =>
        note is not null && note.IndexOf($"{product.Name} ", StringComparison.Ordinal) is >= 0 and var at && note.IndexOf('[', at) > at;
}
