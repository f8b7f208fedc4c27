namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// One mail as its attempt remembers it past a crash: how the document stood before, where the mail goes, and which address of
/// its own the document then loses. Pure.
/// </summary>
/// <param name="State">Another one for each time that the document was mailed.</param>
/// <param name="To">The address in place of the document's own; null where the mail goes there.</param>
/// <param name="Own">The document's own address; null where it has none.</param>
internal sealed record QuickBooksMailing(string State, string? To, string? Own)
{
    public string Fingerprint => To is null ? State : $"{State}\n{To}\n{Own}";

    public static QuickBooksMailing Of(WriteAttempt attempt) => attempt.Fingerprint.Split('\n') is [var state, var to, var own]
        ? new(state, to, QuickBooksValues.Filled(own))
        : new(attempt.Fingerprint, To: null, Own: null);

    /// <summary>Whether a document bears the address that the mail went to, instead of its own.</summary>
    public bool HasReplaced(string? address) =>
        To is not null
        && string.Equals(address, To, StringComparison.OrdinalIgnoreCase)
        && !string.Equals(Own, To, StringComparison.OrdinalIgnoreCase);
}
