namespace Sequence.Connectors;

/// <summary>The right to renew a grant's tokens, taken by a compare-and-swap so that only one process does.</summary>
/// <param name="Holder">A random name of the one who holds it.</param>
/// <param name="Until">When another may take it over, should the holder be gone.</param>
public sealed record RefreshLease(string Holder, Instant Until);
