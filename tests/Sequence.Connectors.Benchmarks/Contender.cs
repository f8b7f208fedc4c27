namespace Sequence.Connectors.Benchmarks;

/// <summary>One way of doing a piece of work. The first contender of a comparison is its floor.</summary>
internal sealed record Contender(string Name, Func<object?> Run);
