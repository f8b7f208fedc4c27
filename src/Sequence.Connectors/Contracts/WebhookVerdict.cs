namespace Sequence.Connectors;

/// <summary>What a webhook delivery is worth, and how to answer it.</summary>
public sealed record WebhookVerdict
{
    /// <summary>
    /// The HTTP status that the vendor wants, to be answered with an empty body: Xero refuses an address that answers with any.
    /// </summary>
    public required int StatusCode { get; init; }

    /// <summary>Whether the signature was right. Events of a delivery that is not are never read.</summary>
    public required bool IsAuthentic { get; init; }

    /// <summary>
    /// The host's apps, by name, whose secret signed the delivery: its events are of connections of these apps only, whatever accounts
    /// they name. Empty where that is not known.
    /// </summary>
    public ValueList<string> Apps { get; init; }

    /// <summary>The events, in the order of the delivery.</summary>
    public ValueList<WebhookEvent> Events { get; init; }

    /// <summary>What could not be read, for the log.</summary>
    public ValueList<Problem> Problems { get; init; }
}
