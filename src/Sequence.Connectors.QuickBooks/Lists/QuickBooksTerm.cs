namespace Sequence.Connectors.QuickBooks;

/// <summary>A term of payment, as it travels.</summary>
internal sealed record QuickBooksTerm
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public int? DueDays { get; init; }

    public bool? Active { get; init; }
}
