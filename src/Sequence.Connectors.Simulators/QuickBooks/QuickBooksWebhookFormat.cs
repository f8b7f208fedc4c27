namespace Sequence.Connectors.Simulators;

/// <summary>The two bodies that QuickBooks has for its webhooks.</summary>
public enum QuickBooksWebhookFormat
{
    /// <summary>An array of CloudEvents: the only format since 31 July 2026.</summary>
    CloudEvents,

    /// <summary>The older <c>eventNotifications</c> object.</summary>
    Legacy,
}
