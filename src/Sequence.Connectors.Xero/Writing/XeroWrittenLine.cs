namespace Sequence.Connectors.Xero;

/// <summary>A line as Xero answered with it.</summary>
internal sealed record XeroWrittenLine(string? Id, string? Description, decimal? Amount)
{
    /// <summary>The options of tracking categories that stand on it.</summary>
    public IReadOnlyList<(string Category, string Option)> Tracking { get; init; } = [];
}
