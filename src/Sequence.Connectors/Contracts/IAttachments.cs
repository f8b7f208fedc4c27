namespace Sequence.Connectors;

/// <summary>
/// Keeps files beside documents. A connector whose system has attachments offers it;
/// <see cref="ConnectorSession.Find{TContract}"/> opens it.
/// </summary>
public interface IAttachments
{
    /// <summary>
    /// Attaches a file to a document. You must journal the request and settle open attempts as a writer does, and attach the file
    /// of a key once: where it stands already, the outcome is <see cref="WriteOutcome.Unchanged"/>, or
    /// <see cref="WriteOutcome.Created"/> when an open attempt made it.
    /// </summary>
    /// <exception cref="ConnectorException">Nothing was attached.</exception>
    Task<WriteOutcome> AttachAsync(Attachment attachment, WriteContext context, CancellationToken cancellationToken);
}
