namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>Rows to store.</summary>
internal static class Samples
{
    private static readonly SequentialIds Ids = new(TimeProvider.System);

    public static Instant Now { get; } = Instant.FromUtc(2026, 3, 1, 10, 30);

    public static SyncCommit Commit { get; } = new() { At = Now };

    public static Publication Publication(string localId = "INV-1") => new()
    {
        Id = Ids.Next(),
        Tenant = "tenant-1",
        RecordType = RecordType.Of<Invoice>(),
        LocalId = localId,
        Event = HostEvent.Finalized,
        Revision = 1,
        Payload = "{}",
        PublishedAt = Now,
    };

    public static Link Link(string localId = "INV-1", string externalId = "130") => new()
    {
        Id = Ids.Next(),
        ConnectionId = "connection-1",
        RecordType = RecordType.Of<Invoice>(),
        LocalId = localId,
        ExternalId = externalId,
        Origin = LinkOrigin.Pushed,
        LinkedAt = Now,
    };
}
