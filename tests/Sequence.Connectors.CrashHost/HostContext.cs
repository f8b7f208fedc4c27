namespace Sequence.Connectors.CrashHost;

/// <summary>The host's own database, in which the engine has its tables.</summary>
public sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
{
    public DbSet<HostDocument> Documents => Set<HostDocument>();

    public DbSet<HostEffect> Effects => Set<HostEffect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<HostDocument>();
        modelBuilder.Entity<HostEffect>().HasKey(one => one.EffectId);
        modelBuilder.AddSequenceConnectors();
    }
}
