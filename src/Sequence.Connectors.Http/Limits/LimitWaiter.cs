namespace Sequence.Connectors.Http;

/// <summary>One request that wants to enter; its permit once it has entered.</summary>
internal sealed class LimitWaiter(
    RateLimiter limiter,
    IReadOnlyList<RateLimit> limits,
    int cost,
    bool isBackground,
    Duration longestWait
) : IDisposable
{
    private int _givenBack;

    public IReadOnlyList<RateLimit> Limits => limits;

    public int Cost => cost;

    public bool IsBackground => isBackground;

    public Duration LongestWait => longestWait;

    public TaskCompletionSource<IDisposable> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _givenBack, 1) == 0)
        {
            limiter.GiveBack(this);
        }
    }
}
