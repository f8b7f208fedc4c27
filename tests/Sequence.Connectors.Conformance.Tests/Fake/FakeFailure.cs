namespace Sequence.Connectors.Conformance.Tests;

internal enum FakeFailureKind
{
    RateLimited,
    Unauthorized,
    Unavailable,
    Cut,
}

/// <summary>What comes back instead of an answer.</summary>
internal sealed class FakeFailure(FakeFailureKind kind, TimeSpan retryAfter = default) : Exception($"The fake system failed: {kind}.")
{
    public FakeFailureKind Kind => kind;

    public TimeSpan RetryAfter => retryAfter;
}
