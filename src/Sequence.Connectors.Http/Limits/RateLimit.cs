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

    /// <summary>Whether the limit is on what runs at the same time.</summary>
    public bool IsConcurrency => Window == Duration.Zero;

    /// <summary>At most so much cost in any window of the given length.</summary>
    public static RateLimit PerWindow(string key, int permits, Duration window) => new(key, permits, window);

    /// <summary>At most so many requests at the same time.</summary>
    public static RateLimit AtOnce(string key, int permits) => new(key, permits, Duration.Zero);
}
