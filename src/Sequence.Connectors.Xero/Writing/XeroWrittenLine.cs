namespace Sequence.Connectors.Xero;

/// <summary>A line as Xero answered with it.</summary>
internal sealed record XeroWrittenLine(string? Id, string? Description, decimal? Amount);
