namespace Sequence.Connectors.Simulators;

/// <summary>One POST of the webhook sender: exact bytes, their content type, and the headers that come with them.</summary>
/// <param name="Body">The bytes that the signature covers; their spaces are irregular on purpose.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Headers">The signature, by header name.</param>
/// <param name="Events">What the body tells of, in its order; empty for an intent to receive.</param>
public sealed record XeroWebhookDelivery(
    ReadOnlyMemory<byte> Body, string ContentType, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<XeroEvent> Events);
