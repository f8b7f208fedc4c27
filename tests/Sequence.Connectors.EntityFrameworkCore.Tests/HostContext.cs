namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>A host's own context, with a table of its own and ours beside it.</summary>
public sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddSequenceConnectors(tablePrefix: "connectors_");
        modelBuilder.Entity<Order>().HasQueryFilter(order => !order.IsHidden);
    }
}
