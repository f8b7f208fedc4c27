namespace Sequence.Connectors.Simulators;

/// <summary>Something that a caller did and should not have done.</summary>
/// <param name="Rule">A stable name: requests-per-minute, batches-per-minute, concurrency, batch-size, request-id, unknown-member,
/// request-id-reuse.</param>
/// <param name="RealmId">The company.</param>
/// <param name="Detail">What happened, in words.</param>
public sealed record QuickBooksViolation(string Rule, string RealmId, string Detail);
