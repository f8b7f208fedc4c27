namespace Sequence.Connectors.QuickBooks;

/// <summary>An object as QuickBooks answered with it after a write, or as it was found.</summary>
/// <param name="Record">The record, with QuickBooks' ids.</param>
/// <param name="Mark">The text that bears our mark, when it is ours.</param>
/// <param name="LineIds">QuickBooks' ids of the lines, in its order, its own sums left out.</param>
internal sealed record QuickBooksWritten(IRecord Record, string? Mark, IReadOnlyList<string?> LineIds)
{
    /// <summary>When QuickBooks last mailed the document, as it says it; null when it never did.</summary>
    public string? MailedAt { get; init; }

    /// <summary>The document's own mail address; null when it has none.</summary>
    public string? MailAddress { get; init; }

    /// <summary>Who gets copies of the document's mails, openly or not; null when nobody does.</summary>
    public string? MailCopies { get; init; }

    public string? Version => Record.Source?.Version;

    public RawPayload Payload => Record.Source?.Payload ?? default;
}
