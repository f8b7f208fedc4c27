namespace Sequence.Connectors.Simulators;

/// <summary>Xero's limits for one app. https://developer.xero.com/documentation/guides/oauth2/limits/</summary>
public sealed class XeroLimits
{
    /// <summary>Calls to one organisation in any 60 seconds; 60.</summary>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>Calls to one organisation in a day; 5,000, and 1,000 for an app of the Starter tier.</summary>
    public int RequestsPerDay { get; set; } = 5_000;

    /// <summary>Calls to one organisation in flight at once; 5.</summary>
    public int Concurrency { get; set; } = 5;

    /// <summary>Calls to all organisations together in any 60 seconds; 10,000.</summary>
    public int AppRequestsPerMinute { get; set; } = 10_000;

    /// <summary>The most bytes in a request's body; 3.5 million, the smaller of the two numbers that Xero's pages name.</summary>
    public int BodyBytes { get; set; } = 3_500_000;

    /// <summary>
    /// The most characters of a query, with its question mark; 2,048. A longer one is answered as if there were nothing:
    /// https://github.com/XeroAPI/Xero-NetStandard/issues/471
    /// </summary>
    public int QueryCharacters { get; set; } = 2_048;

    /// <summary>The most characters in an <c>Idempotency-Key</c>; 128.</summary>
    public int IdempotencyKeyLength { get; set; } = 128;

    /// <summary>How long an <c>Idempotency-Key</c> replays its first answer; six minutes.</summary>
    public TimeSpan IdempotencyRetention { get; set; } = TimeSpan.FromMinutes(6);

    /// <summary>
    /// Whether a key is forgotten with the access token that it came with, as was seen in the field; when false, keys belong to the app, as
    /// Xero's pages say.
    /// </summary>
    public bool IdempotencyByToken { get; set; } = true;

    /// <summary>Mails that one organisation may send in a day; 1,000.</summary>
    public int MailsPerDay { get; set; } = 1_000;
}
