namespace Sequence.Connectors.Simulators;

/// <summary>A parsed statement; positions are 1-based as QuickBooks counts them.</summary>
internal sealed record QueryStatement
{
    public required string Entity { get; init; }

    public bool IsCount { get; init; }

    public IReadOnlyList<QueryCondition> Conditions { get; init; } = [];

    public string? OrderBy { get; init; }

    public bool Descending { get; init; }

    public int StartPosition { get; init; } = 1;

    public int MaxResults { get; init; } = 100;
}

internal sealed record QueryCondition(string Property, string Operator, IReadOnlyList<string> Values);
