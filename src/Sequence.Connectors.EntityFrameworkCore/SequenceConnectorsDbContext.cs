namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>A context with the tables of Sequence.Connectors alone, for a host that keeps them apart from its own.</summary>
public sealed class SequenceConnectorsDbContext(DbContextOptions<SequenceConnectorsDbContext> options) : DbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSequenceConnectors();
}
