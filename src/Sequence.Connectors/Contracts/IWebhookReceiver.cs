namespace Sequence.Connectors;

/// <summary>Verifies and reads a system's webhooks, before any connection is known.</summary>
public interface IWebhookReceiver
{
    /// <summary>
    /// The signing secrets of all apps that the host has configured, so that whoever takes deliveries in can verify them without
    /// knowing the system's options. The default is empty: for a system whose secrets belong to single connections.
    /// </summary>
    IReadOnlyList<Secret> Secrets => [];

    /// <summary>
    /// How long an answer may take before the vendor counts the delivery as failed, less the way there and back. The default is two
    /// and a half seconds, for the strictest of vendors give three.
    /// </summary>
    Duration AnswerWithin => Duration.FromSeconds(2.5);

    /// <summary>The vendor's page where the webhooks of an app are set up; null where there is none.</summary>
    Uri? SetUpAt => null;

    /// <summary>
    /// Whether deliveries are awaited for a connection: whether its app has a signing secret. A host may do without webhooks. The
    /// default looks for any app's secret.
    /// </summary>
    bool Awaits(Connection connection) => Secrets.Count > 0;

    /// <summary>
    /// Checks a delivery over its raw bytes, in constant time, and reads its events. You must never throw on content: what is not
    /// signed is refused, what cannot be read is acknowledged as the vendor wants it and reported.
    /// </summary>
    /// <param name="request">The delivery as received.</param>
    /// <param name="secrets">The signing secrets of the apps that may have sent it; any may match.</param>
    WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<Secret> secrets);
}
