namespace Sequence.Connectors.Simulators;

/// <summary>Something that a caller did and should not have done.</summary>
/// <param name="Rule">A stable name: requests-per-minute, requests-per-day, app-requests-per-minute, batches-per-minute, concurrency,
/// batch-size, body-size, request-id, request-id-reuse, unknown-member, date-with-zone, accept.</param>
/// <param name="Account">The account at the system: a QuickBooks company or a Xero organisation.</param>
/// <param name="Detail">What happened, in words.</param>
public sealed record SimulatedViolation(string Rule, string Account, string Detail);
