using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sequence.Connectors;
using Sequence.Connectors.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of Sequence.Connectors to a host's model.</summary>
public static class SequenceConnectorsModelExtensions
{
    // What was published, and what was told, never changes: it is written once.
    private static readonly string[] JournalColumns =
    [
        nameof(JournalEntry.Tenant),
        nameof(JournalEntry.ConnectionId),
        nameof(JournalEntry.RecordType),
        nameof(JournalEntry.LocalId),
        nameof(JournalEntry.Variant),
        nameof(JournalEntry.Verb),
        nameof(JournalEntry.Event),
        nameof(JournalEntry.Revision),
        nameof(JournalEntry.Payload),
        nameof(JournalEntry.Fingerprint),
        nameof(JournalEntry.By),
        nameof(JournalEntry.IsBackfill),
        nameof(JournalEntry.TraceParent),
        nameof(JournalEntry.PublishedAt),
    ];

    private static readonly string[] InboxColumns =
    [
        nameof(InboxEvent.Tenant),
        nameof(InboxEvent.ConnectionId),
        nameof(InboxEvent.RecordType),
        nameof(InboxEvent.ExternalId),
        nameof(InboxEvent.Kind),
        nameof(InboxEvent.MergedInto),
        nameof(InboxEvent.DedupeKey),
        nameof(InboxEvent.Source),
        nameof(InboxEvent.TraceParent),
        nameof(InboxEvent.At),
        nameof(InboxEvent.ReceivedAt),
    ];

    /// <summary>
    /// Adds the tables of Sequence.Connectors, none of which refers to a table of the host's. Call it from <c>OnModelCreating</c>;
    /// the host's own migrations then create and change them.
    /// </summary>
    /// <param name="modelBuilder">The host's model.</param>
    /// <param name="tablePrefix">What the names of the tables begin with.</param>
    /// <param name="schema">The schema of the tables; null for the model's.</param>
    public static ModelBuilder AddSequenceConnectors(this ModelBuilder modelBuilder, string tablePrefix = "Sequence", string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var tables = new TableModel(modelBuilder, tablePrefix, schema);
        AddConnecting(tables);
        AddOutgoing(tables);
        AddIncoming(tables);
        return modelBuilder;
    }

    private static void AddConnecting(TableModel tables)
    {
        tables.Add<Connection>("Connections", one => one.Id, one =>
        {
            one.HasIndex(row => new { row.Tenant, row.Entity, row.Connector, row.Environment, row.AccountId }).IsUnique();
            one.HasIndex(row => row.GrantId);
            one.HasIndex(row => new { row.Connector, row.AccountId });
        });
        tables.Add<GrantRow>("Grants", one => one.Id, one => one.HasIndex(row => new { row.Connector, row.App, row.Owner }));
        tables.Add<PendingAuthorizationRow>("PendingAuthorizations", one => one.State);
        tables.Add<ApiKey>("ApiKeys", one => one.Id, one => one.HasIndex(row => row.Tenant));
        tables.Add<SettingsVersion>("SettingsVersions", one => new { one.ConnectionId, one.Number });
        tables.Add<ConnectionLease>("Leases", one => one.ConnectionId);
        tables.Add<BeatRow>("Beat", one => one.Id, one => one.Property(row => row.Id).ValueGeneratedNever());
        tables.Add<SilenceRow>("Silences", one => one.Start);
        tables.Add<Standstill>("Standstills", one => new { one.ConnectionId, one.RecordType });
    }

    private static void AddOutgoing(TableModel tables)
    {
        tables.Add<Publication>("Outbox", one => one.Id);
        tables.Add<JournalEntry>("Journal", one => one.Id, one =>
        {
            one.HasIndex(row => new { row.State, row.DueAt });
            one.HasIndex(row => new { row.ConnectionId, row.State, row.IsBackfill, row.Id });
            one.HasIndex(row => new { row.ConnectionId, row.RecordType, row.LocalId });
            one.HasIndex(row => new { row.ConnectionId, row.WaitsForType, row.WaitsForId });
            one.HasIndex(row => new { row.Tenant, row.Id });
            TableModel.Fix(one, JournalColumns);
            tables.Apart(one, "Payloads", nameof(JournalEntry.Payload));
        });
        tables.Add<AttemptRow>("Attempts", one => one.Key, one => one.HasIndex(row => row.ConnectionId));

        // The key is also the order in which links are read, so that reading page by page needs no further index.
        tables.Add<Link>("Links", one => new { one.ConnectionId, one.RecordType, one.Id }, AddLink);
    }

    private static void AddIncoming(TableModel tables)
    {
        tables.Add<InboxEvent>("Inbox", one => one.Id, one =>
        {
            one.HasIndex(row => new { row.ConnectionId, row.DedupeKey }).IsUnique();
            one.HasIndex(row => new { row.State, row.DueAt });
            one.HasIndex(row => new { row.ConnectionId, row.State, row.Id });
            one.HasIndex(row => new { row.Tenant, row.Id });
            TableModel.Fix(one, InboxColumns);
        });
        tables.Add<LastDelivery>("Deliveries", one => one.ConnectionId);
        tables.Add<SweepCursor>("Cursors", one => new { one.ConnectionId, one.RecordType }, one => one.HasIndex(row => row.DueAt));
        tables.Add<Candidate>("Candidates", one => new { one.ConnectionId, one.RecordType, one.ExternalId }, one =>
        {
            one.HasIndex(row => new { row.ConnectionId, row.RecordType, row.State, row.ExternalId });
            one.Property(row => row.Version).IsConcurrencyToken(false);
        });
        tables.Add<ImportRun>("Runs", one => one.Id, one =>
        {
            one.HasIndex(row => new { row.Tenant, row.Id });
            one.HasIndex(row => new { row.ConnectionId, row.Id });
        });
    }

    private static void AddLink(EntityTypeBuilder<Link> link)
    {
        link.HasIndex(row => new { row.ConnectionId, row.RecordType, row.LocalId, row.Variant }).IsUnique();
        link.HasIndex(row => new { row.ConnectionId, row.RecordType, row.ExternalId, row.Variant }).IsUnique();
    }
}
