namespace Sequence.Connectors.Testing.Tests;

/// <summary>An invoice as the host of these tests has it.</summary>
internal sealed record Bill(string Id, string Number, string Customer, decimal Amount)
{
    public string Status { get; init; } = "Draft";

    public decimal Paid { get; init; }
}
