using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Rows as an import and a push make them, seeded.</summary>
internal static class StoredRecords
{
    public const string ConnectionId = "019a9c5e-1c00-7000-8000-000000000001";

    public static RecordType Customers { get; } = RecordType.Of<Customer>();

    private static Instant Now { get; } = Instant.FromUtc(2026, 3, 1, 10, 30);

    public static SyncCommit Commit { get; } = new() { At = Now };

    public static Link[] Links(int count, bool hasRandomIds)
    {
        var ids = new SequentialIds(TimeProvider.System);
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(number => Link(ids, random, number, hasRandomIds))];
    }

    public static Link Link(SequentialIds ids, Random random, int number, bool hasRandomIds) =>
        new()
        {
            Id = ids.Next(),
            ConnectionId = ConnectionId,
            RecordType = Customers,
            LocalId = $"cus_{number:D9}",
            ExternalId = hasRandomIds ? NewGuid(random).ToString() : $"{number + 1:D9}",
            Origin = LinkOrigin.Imported,
            Fingerprint = Fingerprint(random),
            Seen = new() { Version = "3", Fingerprint = Fingerprint(random), ModifiedAt = Now, State = RecordState.Active },
            LinkedAt = Now,
        };

    public static JournalEntry[] Entries(int count)
    {
        var ids = new SequentialIds(TimeProvider.System);
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(number => new JournalEntry
        {
            Id = ids.Next(),
            Tenant = "tenant-1",
            ConnectionId = ConnectionId,
            RecordType = RecordType.Of<Invoice>(),
            LocalId = $"inv_{number:D9}",
            Verb = WriteVerb.Upsert,
            Event = HostEvent.Finalized,
            Revision = number,
            Payload = new string('x', 1200),
            Fingerprint = Fingerprint(random),
            PublishedAt = Now,
            DueAt = Now,
            ChangedAt = Now,
        })];
    }

    public static Publication Publication(SequentialIds ids, int number) => new()
    {
        Id = ids.Next(),
        Tenant = "tenant-1",
        RecordType = RecordType.Of<Invoice>(),
        LocalId = $"inv_{number:D9}",
        Event = HostEvent.Finalized,
        Revision = number,
        Payload = new string('x', 1200),
        PublishedAt = Now,
    };

    private static Guid NewGuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string Fingerprint(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
