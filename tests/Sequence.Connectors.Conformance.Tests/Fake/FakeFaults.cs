namespace Sequence.Connectors.Conformance.Tests;

/// <summary>Faults that wait for their next request.</summary>
internal sealed class FakeFaults(FakeTokens tokens) : IFaultControl
{
    private Duration? _rateLimit;
    private FakeFailure? _read;
    private FakeFailure? _before;
    private FakeFailure? _after;

    public void RateLimitNextCall(Duration retryAfter) => _rateLimit = retryAfter;

    public void CutNextRead() => _read = new(FakeFailureKind.Cut);

    public void FailNextWriteBeforeEffect() => _before = new(FakeFailureKind.Unavailable);

    public void FailNextWriteAfterEffect() => _after = new(FakeFailureKind.Unavailable);

    public void CutNextWrite() => _after = new(FakeFailureKind.Cut);

    public void ExpireAccessTokens() => tokens.Expire();

    public void BeforeEffect(bool writes)
    {
        if (_rateLimit is { } wait)
        {
            _rateLimit = null;
            throw new FakeFailure(FakeFailureKind.RateLimited, wait.ToTimeSpan());
        }

        Throw(ref writes ? ref _before : ref _read);
    }

    public void AfterEffect(bool writes)
    {
        if (writes)
        {
            Throw(ref _after);
        }
    }

    private static void Throw(ref FakeFailure? fault)
    {
        if (fault is { } due)
        {
            fault = null;
            throw due;
        }
    }
}
