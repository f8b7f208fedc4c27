namespace Sequence.Connectors.Tests;

/// <summary>A contract that the core does not know.</summary>
internal sealed record FakeOffer(string AccountId);
