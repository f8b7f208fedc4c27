namespace Sequence.Connectors.Simulators;

/// <summary>One POST of the webhook sender: exact bytes, their content type, and the headers that come with them.</summary>
/// <param name="Body">The bytes that the signature covers.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Headers">Signature, transmission id and times, by header name.</param>
/// <param name="Events">What the body tells of, in its order.</param>
public sealed record QuickBooksWebhookDelivery(
    ReadOnlyMemory<byte> Body, string ContentType, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<QuickBooksEvent> Events);
