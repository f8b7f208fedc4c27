namespace Sequence.Connectors.Simulators;

/// <summary>A fault that waits for the next requests that match it.</summary>
public sealed record SimulatedFault
{
    /// <summary>What goes wrong.</summary>
    public required SimulatedFaultKind Kind { get; init; }

    /// <summary>How many matching requests are hit; 1 unless set.</summary>
    public int Times { get; init; } = 1;

    /// <summary>
    /// The resource to match (<c>invoice</c>, <c>query</c>, <c>token</c>…); null matches every resource but <c>token</c>.
    /// </summary>
    public string? Resource { get; init; }

    /// <summary>The operation to match (<c>create</c>, <c>read</c>…); null matches all.</summary>
    public string? Operation { get; init; }

    /// <summary>A further condition; null is none.</summary>
    public Func<SimulatedRequest, bool>? When { get; init; }

    /// <summary>For <see cref="SimulatedFaultKind.Delay"/>: how long the request waits.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The value of a <c>Retry-After</c> header, in seconds, on 429 and 503; null sends what the system itself would, which is
    /// none at QuickBooks.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>For <see cref="SimulatedFaultKind.CutInBatch"/>: how many items take effect before the cut.</summary>
    public int AppliedItems { get; init; }

    internal bool Matches(SimulatedRequest request) =>
        (Resource is null ? request.Resource != "token" : Resource.Equals(request.Resource, StringComparison.OrdinalIgnoreCase))
        && (Operation is null || Operation.Equals(request.Operation, StringComparison.OrdinalIgnoreCase))
        && (Kind != SimulatedFaultKind.CutInBatch || request.Operation == "batch" || request.IsBatch)
        && When?.Invoke(request) != false;
}
