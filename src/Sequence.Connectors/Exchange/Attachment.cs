namespace Sequence.Connectors;

/// <summary>A file that should stand beside a document in a system, such as the PDF of an invoice.</summary>
public sealed record Attachment
{
    /// <summary>Names the effect for ever, as the key of an intent does.</summary>
    public required string Key { get; init; }

    /// <summary>The type of the document.</summary>
    public required RecordType DocumentType { get; init; }

    /// <summary>The system's id of the document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The name of the file, such as <c>INV-7.pdf</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>The media type of the file.</summary>
    /// <value>The default is <c>application/pdf</c>.</value>
    public string ContentType { get; init; } = "application/pdf";

    /// <summary>The file.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Whether the system's own mails of the document carry the file.</summary>
    public bool GoesWithMails { get; init; }
}
