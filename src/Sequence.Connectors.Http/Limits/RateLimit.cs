namespace Sequence.Connectors.Http;

/// <summary>A limit of a system: requests with the same key share it.</summary>
/// <param name="Key">What the limit belongs to, such as <c>quickbooks/production/9130/requests</c>; it starts with the
/// connector's id.</param>
/// <param name="Permits">How much may be used in a window, or at the same time; at least 1.</param>
/// <param name="Window">The length of the moving window; <see cref="Duration.Zero"/> limits what runs at the same time.</param>
public sealed record RateLimit(string Key, int Permits, Duration Window)
{
    /// <summary>Whether each request counts once, whatever it costs elsewhere: a limit on batches, beside one on their items.</summary>
    public bool CountsRequests { get; init; }

    /// <summary>Whether the host set the limit, so that it is not held back when the system throttles.</summary>
    public bool IsBudget { get; init; }

    /// <summary>
    /// The answers' header that tells how much of the limit is left, for all who share it; null where the system tells nothing. What it
    /// counts beyond this process's own requests, others have used.
    /// </summary>
    public string? LeftHeader { get; init; }

    /// <summary>
    /// Whether the system alone counts, in a time of its own: requests take nothing here, and nobody waits for it. Background requests are
    /// refused while the system's latest word, no older than the window, is that no more than the reserve of the permits is left.
    /// </summary>
    public bool IsTold { get; init; }

    /// <summary>Whether the limit is on what runs at the same time.</summary>
    public bool IsConcurrency => Window == Duration.Zero;

    /// <summary>At most so much cost in any window of the given length.</summary>
    public static RateLimit PerWindow(string key, int permits, Duration window) => new(key, permits, window);

    /// <summary>At most so many requests at the same time.</summary>
    public static RateLimit AtOnce(string key, int permits) => new(key, permits, Duration.Zero);

    /// <summary>What the system counts and tells by a header; its word is taken for as long as the window.</summary>
    public static RateLimit Told(string key, int permits, Duration window, string leftHeader) =>
        new(key, permits, window) { IsTold = true, LeftHeader = leftHeader };
}
