namespace Sequence.Connectors.Simulators;

/// <summary>
/// The vendor's limits for one app and company. https://developer.intuit.com/app/developer/qbo/docs/learn/rest-api-features
/// </summary>
public sealed class QuickBooksLimits
{
    /// <summary>Calls in any 60 seconds, each item of a batch being one; 500.</summary>
    public int RequestsPerMinute { get; set; } = 500;

    /// <summary>Batch calls in any 60 seconds; 40.</summary>
    public int BatchesPerMinute { get; set; } = 40;

    /// <summary>Requests in flight at once; 10.</summary>
    public int Concurrency { get; set; } = 10;

    /// <summary>Items of one batch; 30.</summary>
    public int BatchItems { get; set; } = 30;

    /// <summary>How far back change data capture looks; 30 days.</summary>
    public TimeSpan ChangeDataWindow { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Objects in one change data answer, without paging; 1000.</summary>
    public int ChangeDataObjects { get; set; } = 1000;

    /// <summary>How long a request id replays its original answer. The vendor does not say; 24 hours unless set.</summary>
    public TimeSpan RequestIdRetention { get; set; } = TimeSpan.FromHours(24);
}
