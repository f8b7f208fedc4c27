using Microsoft.EntityFrameworkCore;

namespace WebHost;

/// <summary>A customer of the app's customer.</summary>
internal sealed class Account
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    public required string Currency { get; init; }

    /// <summary>What it was imported by, so that a repeated import makes it once.</summary>
    public string? EffectId { get; init; }
}

/// <summary>An invoice of the app's.</summary>
internal sealed class Bill
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Number { get; init; }

    public required string AccountId { get; init; }

    public required string Currency { get; init; }

    public required decimal Amount { get; init; }

    public string Status { get; set; } = "open";
}

/// <summary>The app's database: its own tables, and those of the engine beside them.</summary>
internal sealed class BillingDatabase(DbContextOptions<BillingDatabase> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Bill> Bills => Set<Bill>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSequenceConnectors();
}

internal static class Tenant
{
    public const string Acme = "acme";
}
