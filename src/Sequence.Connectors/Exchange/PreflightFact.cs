namespace Sequence.Connectors;

/// <summary>One fact of a connected account.</summary>
/// <param name="Code">A stable code, such as <c>currency.multiple</c>.</param>
/// <param name="Name">The fact's name for people.</param>
/// <param name="Value">The fact's value for people.</param>
public sealed record PreflightFact(string Code, string Name, string Value);
