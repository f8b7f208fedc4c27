namespace Sequence.Connectors.QuickBooks;

/// <summary>An object as QuickBooks answered with it after a write, or as it was found.</summary>
/// <param name="Record">The record, with QuickBooks' ids.</param>
/// <param name="Mark">The text that bears our mark, when it is ours.</param>
/// <param name="LineIds">QuickBooks' ids of the lines, in its order, its own sums left out.</param>
internal sealed record QuickBooksWritten(IRecord Record, string? Mark, IReadOnlyList<string?> LineIds)
{
    /// <summary>When QuickBooks last mailed the document, as it says it; null when it never did.</summary>
    public string? MailedAt { get; init; }

    public string? Version => Record.Source?.Version;

    public RawPayload Payload => Record.Source?.Payload ?? default;
}
