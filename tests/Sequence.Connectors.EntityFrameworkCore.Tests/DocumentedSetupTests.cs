using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>What docs/storing.md shows, run.</summary>
public sealed class DocumentedSetupTests : IAsyncLifetime
{
    private readonly HostDatabase _database = new();
    private readonly byte[] _keyFromVault = new byte[32];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_host_stores_beside_its_own_tables_and_publishes_with_its_own_changes()
    {
        var services = new ServiceCollection();
        #region store-in-host-context
        services.AddDbContext<ShopContext>(options => options.UseSqlite(_database.ConnectionString));
        services.AddSequenceConnectors(connectors => connectors
            .AddSync()
            .UseEntityFrameworkStores<ShopContext>()
            .UseSecretKeys(_keyFromVault));
        #endregion
        await using var host = services.BuildServiceProvider();
        await using var scope = host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        var publisher = scope.ServiceProvider.GetRequiredService<SyncPublisher>();

        await FinalizeAsync(context, publisher, NewInvoice("INV-1"), TestContext.Current.CancellationToken);
        await using var connection = await _database.ConnectAsync();
        await FinalizeAsync(
            connection, host.GetRequiredService<Outbox>(), publisher, host.GetRequiredService<SyncSignal>(), NewInvoice("INV-2"),
            TestContext.Current.CancellationToken);

        var published = await host.GetRequiredService<ISyncStore>().ReadPublicationsAsync(10, TestContext.Current.CancellationToken);
        Assert.Equal(["INV-1", "INV-2"], published.Select(one => one.LocalId));
    }

    #region publish-in-host-context
    private static async Task FinalizeAsync(
        ShopContext context,
        SyncPublisher publisher,
        Invoice invoice,
        CancellationToken cancellationToken
    )
    {
        context.Orders.Add(new() { Id = invoice.Id, Status = "finalized" });
        context.AddPublications(publisher.Compose("tenant-1", invoice, HostEvent.Finalized));
        await context.SaveChangesAsync(cancellationToken);
    }
    #endregion

    #region publish-in-transaction
    private static async Task FinalizeAsync(
        DbConnection connection,
        Outbox outbox,
        SyncPublisher publisher,
        SyncSignal signal,
        Invoice invoice,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await outbox.AddAsync(transaction, [publisher.Compose("tenant-1", invoice, HostEvent.Finalized)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Wake();
    }
    #endregion

    private static Invoice NewInvoice(string id) => new() { Id = id };

    #region model-of-host-context
    private sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSequenceConnectors();
    }
    #endregion
}
